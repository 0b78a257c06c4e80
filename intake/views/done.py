"""The answer: who calls when, who can help and why, and a receipt to keep. Only for the browser that sent it."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from intake import browser, services
from intake.models import IntakeDraft
from intake.places import region_municipalities
from intake.rules import Facts
from intake.summary import summary
from intake.views.answer import answer_of
from werkcentrum.core.forms.fields import readable_phone
from werkcentrum.core.money import NO_BREAK_SPACE


@login_not_required
@never_cache
@require_safe
def done(request: HttpRequest, reference: str) -> HttpResponse:
    """The receipt. Another browser has to log in, whether the number exists or not."""
    draft = browser.sent_of(request, reference)
    if draft is None or draft.case is None:
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(_own_space(), login_url=None)
    case = draft.case
    places = region_municipalities()
    context = {
        "case": case,
        "draft": draft,
        "answer": answer_of(_as_it_was(draft, places)),
        "owner": case.owner,
        "calls": draft.answers["contact_preference"] == "phone",
        "phone": readable_phone(draft.answers.get("phone", "")).replace(" ", NO_BREAK_SPACE),
        "email": draft.answers.get("email", ""),
        "groups": summary(draft.audience, draft.answers, places),
        "in_region": case.municipality_id is not None,
    }
    return render(request, "intake/done.html", context)


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


def _as_it_was(draft: IntakeDraft, places: dict[str, str]) -> services.Triage:
    """The outcome as it was when the question was sent: from the same facts, rules and date."""
    assert draft.case is not None  # noqa: S101
    facts = Facts.from_dict(services.facts_of(draft.audience, draft.answers), municipalities=places)
    found = services.explain(facts, services.rules_of(int(draft.case.triage["rule_set"])))
    return services.Triage(facts, found.outcome, found.desks, draft.case.answer_by)


def _own_space() -> str:
    try:
        return reverse("advisors:attach")
    except NoReverseMatch:
        return reverse("landing")
