"""The check at the end: everything once more, who helps and by when; then sending."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from advisors.workflow import ContactWay
from intake import browser, services
from intake.forms import STEP_FORMS, SendForm
from intake.models import IntakeDraft
from intake.places import region_municipalities
from intake.rules import EMPLOYER, InvalidFacts
from intake.steps import STEPS, Step, indicator, steps_for
from intake.summary import summary
from intake.throttle import judge
from intake.views.answer import answer_of
from werkcentrum.core.errors import Conflict
from werkcentrum.core.models import User

TOO_MANY = 429


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, who helps and by when; then send."""
    draft = browser.draft_of(request)
    if draft is None:
        return _after_sending(request)
    if draft.is_sent:
        return redirect("intake:done", reference=draft.sent_reference)
    if (unfinished := _first_unfinished(draft)) is not None:
        return redirect(unfinished.url)
    if request.method != "POST":
        return _show_check(request, draft, SendForm())
    form = SendForm(request.POST)
    if not form.is_valid():
        return _show_check(request, draft, form)
    judgement = judge(request, draft, trap_filled=bool(form.cleaned_data["website"]))
    if not judgement.may_send:
        form.add_error(
            None,
            _(
                "Many questions came from your network in the last hour. Your answers are kept: send them again later, "
                "or call us."
            ),
        )
        return _show_check(request, draft, form, status=TOO_MANY)
    return _send(request, draft, judgement.reasons)


def _after_sending(request: HttpRequest) -> HttpResponse:
    """Back here with nothing to send: to what this browser sent today, else to the beginning."""
    sent = browser.last_sent_of(request)
    return redirect("intake:done", reference=sent.sent_reference) if sent else redirect("intake:start")


def _first_unfinished(draft: IntakeDraft) -> Step | None:
    """The first step whose answers are not (or no longer) right, looked at again before sending."""
    for each in steps_for(draft.audience, draft.answers):
        form = STEP_FORMS[draft.audience][each.key](draft.answers, audience=draft.audience, saved=draft.answers)
        if each.key not in draft.completed or not form.is_valid():
            return each
    return None


def _show_check(request: HttpRequest, draft: IntakeDraft, form: SendForm, *, status: int | None = None) -> HttpResponse:
    found = services.triage(services.facts_of(draft.audience, draft.answers))
    audience = draft.audience
    steps = steps_for(audience, draft.answers)
    context = {
        "form": form,
        "draft": draft,
        "groups": summary(audience, draft.answers, region_municipalities(), with_open=True),
        "steps": indicator(audience, draft.completed, draft.answers),
        "number": len(steps) + 1,
        "answer": answer_of(found),
        "calls": draft.answers["contact_preference"] == ContactWay.PHONE,
        "visits": draft.answers["contact_preference"] == ContactWay.VISIT,
        "is_employer": audience == EMPLOYER,
        "back_url": steps[-1].url,
    }
    return render(request, "intake/check.html", context, status=status)


def _send(request: HttpRequest, draft: IntakeDraft, suspicions: tuple[str, ...]) -> HttpResponse:
    by = request.user if isinstance(request.user, User) else None
    try:
        sent = services.submit_question(draft_id=draft.pk, by=by, suspicions=suspicions)
    except Conflict:
        return redirect("intake:start")
    except InvalidFacts:
        return redirect(STEPS[draft.audience][0].url)
    response = redirect("intake:done", reference=sent.reference)
    browser.remember_sent(response, draft)
    return response
