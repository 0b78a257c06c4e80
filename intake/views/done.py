"""The answer: who calls when, who can help and why, what to bring, and a receipt to keep.

Only for the browser that sent it; what comes of it later stands in the own space.
"""

import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from advisors.models import Case
from advisors.workflow import ContactWay
from intake import browser, services
from intake.forms.answer import DisputeForm
from intake.models import HeldQuestion, IntakeDraft
from intake.places import region_municipalities
from intake.rules import Facts
from intake.summary import summary
from intake.views.answer import answer_of
from intake.views.places import places_now
from intake.wording.bring import what_to_bring
from intake.workflow import HeldStatus
from werkcentrum.core.forms.fields import readable_phone
from werkcentrum.core.money import NO_BREAK_SPACE


@login_not_required
@never_cache
@require_safe
def done(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt. Another browser has to log in, whether the number exists or not."""
    draft = browser.sent_of(request, reference)
    if draft is None:
        return elsewhere(request)
    places = region_municipalities()
    context = _of_answers(draft, places)
    if draft.case is None:
        return render(request, "intake/done_held.html", context | _of_held(draft.held))
    return render(request, "intake/done.html", context | _of_case(draft, draft.case, places))


def elsewhere(request: HttpRequest) -> HttpResponse:
    """For who did not send it in this browser: the own space, after logging in. Raises Http404 for who has done so."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(_own_space(), login_url=None)


def _of_answers(draft: IntakeDraft, places: dict[str, str]) -> dict[str, object]:
    """What somebody filled in, how to reach them, and where they can come in."""
    answers = draft.answers
    return {
        "draft": draft,
        "question": answers["question"],
        "way": answers["contact_preference"],
        "visits": answers["contact_preference"] == ContactWay.VISIT,
        "calls": answers["contact_preference"] == ContactWay.PHONE,
        "phone": readable_phone(answers.get("phone", "")).replace(" ", NO_BREAK_SPACE),
        "email": answers.get("email", ""),
        "groups": summary(draft.audience, answers, places),
        "places": places_now(),
        "today": timezone.localdate(),
    }


def _of_case(draft: IntakeDraft, case: Case, places: dict[str, str]) -> dict[str, object]:
    found = _as_it_was(draft, case, places)
    facts = found.facts
    return {
        "case": case,
        "reference": case.reference,
        "answer": answer_of(found),
        "answer_by": promised_day(case),
        "owner": case.owner,
        "bring": what_to_bring(facts.audience, facts.themes, case.desks),
        "suggestions": services.suggestions_for(case),
        "dispute_form": DisputeForm(),
        "in_region": case.municipality_id is not None,
    }


def _of_held(held: HeldQuestion) -> dict[str, object]:
    return {
        "reference": held.reference,
        "answer_by": held.answer_by,
        "sent_at": held.held_at,
        "is_spam": held.status == HeldStatus.SPAM,
    }


def promised_day(case: Case) -> datetime.date:
    """By when somebody speaks with the client: sooner than was promised for who did not agree with the outcome."""
    if case.disputed_at is None or case.next_step_on is None:
        return case.answer_by
    return max(min(case.next_step_on, case.answer_by), timezone.localdate())


@login_not_required
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Leave nothing behind in this browser: for a computer that others use too."""
    draft = browser.draft_of(request)
    if draft:
        services.discard_draft(draft_id=draft.pk)
    response = redirect("intake:home")
    browser.forget(response)
    return response


def _as_it_was(draft: IntakeDraft, case: Case, places: dict[str, str]) -> services.Triage:
    """The outcome as it was when the question was sent: from the same facts, rules and date."""
    facts = Facts.from_dict(services.facts_of(draft.audience, draft.answers), municipalities=places)
    found = services.explain(facts, services.rules_of(int(case.triage["rule_set"])))
    return services.Triage(facts, found.outcome, found.desks, case.answer_by)


def _own_space() -> str:
    try:
        return reverse("advisors:attach")
    except NoReverseMatch:
        return reverse("landing")
