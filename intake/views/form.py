"""The form, one topic per step. Every step is kept on the server; nothing that was typed well is lost."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from intake import browser, services
from intake.forms import STEP_FORMS, StepForm, WordsForm
from intake.models import IntakeDraft
from intake.places import region_municipalities
from intake.steps import (
    FIRST,
    STEPS,
    Step,
    continue_url,
    first_unanswered,
    indicator,
    next_url,
    previous_url,
    step_by_slug,
    steps_for,
)
from intake.summary import Answer, answers_of
from intake.views.audience import DUTCH, PARAMETER, TOPIC_PARAMETER, audience_of, topics_of
from werkcentrum.core.roles import is_workplace_user

BACK_TO_CHECK = "controleren"  # ?terug=controleren: after this step straight back to the check
UNFINISHED = {"back", "later"}  # buttons that keep what is right and leave


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The first step, with what the home page sent along; or the question whether to go on with an earlier one."""
    given = request.POST if request.method == "POST" else request.GET
    audience = audience_of(given)
    draft = browser.draft_of(request)
    if draft and _makes_way(draft, audience, given.get("question", "").strip()):
        return _offer_to_continue(request, draft, audience)
    themes = topics_of(given, audience)
    if request.method != "POST":
        saved = draft.answers if draft and not draft.is_sent and draft.audience == audience else {}
        form = _first_form(audience, initial=saved | ({"themes": themes} if themes else {}))
        return _show(request, audience, STEPS[audience][0], form, draft=None)
    words = WordsForm(request.POST, audience=audience)
    if not words.is_valid() and request.POST.get("question", "").strip():
        form = _first_form(audience, data=request.POST)
        return _show(request, audience, STEPS[audience][0], form, draft=None)
    if not words.is_valid():
        return redirect(f"{STEPS[audience][0].url}?{PARAMETER}={DUTCH[audience]}")
    return _begin(request, audience, words.cleaned_data | {"themes": themes})


@login_not_required
@never_cache
@require_POST
def restart(request: HttpRequest) -> HttpResponse:
    """Throw the open question away and begin again, with the words that were typed on the home page."""
    audience = audience_of(request.POST)
    themes = topics_of(request.POST, audience)
    words = WordsForm(request.POST, audience=audience)
    response = _begin(
        request,
        audience,
        ({"question": words.cleaned_data["question"]} if words.is_valid() else {}) | {"themes": themes},
    )
    if words.is_valid() or not request.POST.get("question", "").strip():
        return response
    # the words cannot be kept, but they are not lost: here they are, with what is wrong
    refused = _show(request, audience, STEPS[audience][0], _first_form(audience, data=request.POST), draft=None)
    refused.cookies = response.cookies
    return refused


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step: show it, or keep its answers and go on."""
    draft = browser.draft_of(request)
    sent = _sent_before(request, draft)
    if sent:
        if request.method == "POST":
            text = _("Your question was sent already. What you changed after that was not sent along.")
            messages.warning(request, text)
        return redirect("intake:done", reference=sent.sent_reference)
    if draft and PARAMETER in request.POST and audience_of(request.POST) != draft.audience:
        draft = None  # the form of the other audience, opened before this draft: it begins a question of its own
    audience = draft.audience if draft else audience_of(request.POST or request.GET)
    this = step_by_slug(audience, slug)
    if this is None:
        raise Http404
    if request.method != "POST":
        return _show_step(request, draft, audience, this)
    form = _form(this, audience, draft, data=request.POST)
    leaving = request.POST.get("go", "")
    if leaving == "kept" and draft:
        return redirect(_destination(request, draft, this, leaving))
    if leaving == "switch" and this.slug == FIRST and not _refused(form):
        return _switch(request, draft, form)
    if not form.is_valid() and leaving not in UNFINISHED:
        if draft and not this.matters(draft.answers):  # changed in another tab: it is not asked any more
            return redirect(next_url(audience, this, draft.answers))
        return _show(request, audience, this, form, draft=draft)
    return _keep(request, draft, this, form, leaving)


# --- what the views above share -----------------------------------------------------------------------------------


def _begin(request: HttpRequest, audience: str, answers: dict[str, Any]) -> HttpResponse:
    """Go to the first step with these answers; what was typed before without finishing a step makes way."""
    earlier = browser.draft_of(request)
    if earlier:
        services.discard_draft(draft_id=earlier.pk)
    draft = services.start_draft(audience=audience, language=get_language() or "nl", answers=answers)
    response = redirect(STEPS[audience][0].url)
    browser.remember_typing(response, draft)
    return response


def _offer_to_continue(request: HttpRequest, draft: IntakeDraft, audience: str) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    context = {
        "draft": draft,
        "continue_url": continue_url(draft.audience, draft.completed, draft.answers),
        "who": DUTCH[audience],
        "question": given.get("question", ""),
        "topics": topics_of(given, audience),
    }
    return render(request, "intake/continue.html", context)


def _makes_way(draft: IntakeDraft, audience: str, words: str) -> bool:
    """Whether this earlier question would make way for a new one with these words."""
    typed = draft.answers.get("question", "")
    other = draft.audience != audience or (words and words != typed)
    return not draft.is_sent and bool(draft.completed or (typed and other))


def _first_form(audience: str, **arguments: Any) -> StepForm:
    return STEP_FORMS[audience]["question"](audience=audience, **arguments)


def _form(this: Step, audience: str, draft: IntakeDraft | None, **arguments: Any) -> StepForm:
    saved = draft.answers if draft else {}
    return STEP_FORMS[audience][this.key](audience=audience, saved=saved, **arguments)


def _show_step(request: HttpRequest, draft: IntakeDraft | None, audience: str, this: Step) -> HttpResponse:
    if draft is None:
        if this.slug != FIRST:
            return redirect("intake:start")
        return _show(request, audience, this, _first_form(audience), draft=None)
    unfinished = first_unanswered(draft.audience, draft.completed, draft.answers)
    steps = STEPS[audience]
    if unfinished is not None and steps.index(unfinished) < steps.index(this):
        return redirect(unfinished.url)
    if not this.matters(draft.answers):
        return redirect(next_url(audience, this, draft.answers))
    form = _form(this, audience, draft, initial=_initial(request, draft, this))
    if this.key == "place" and request.GET.get("postcode"):
        return _show_place(request, draft, this)
    return _show(request, audience, this, form, draft=draft)


def _show_place(request: HttpRequest, draft: IntakeDraft, this: Step) -> HttpResponse:
    """The municipality that follows from a postcode, while it is being typed (htmx) or as a page."""
    asked = _form(this, draft.audience, None, data={"postcode": request.GET["postcode"]})
    asked.is_valid()
    found = {"postcode": request.GET["postcode"], "municipality": asked.cleaned_data.get("municipality", "")}
    form = asked if asked.errors else _form(this, draft.audience, draft, initial=found)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "intake/step_place_municipality.html", {"form": form})
    return _show(request, draft.audience, this, form, draft=draft)


def _initial(request: HttpRequest, draft: IntakeDraft, this: Step) -> dict[str, Any]:
    """What was answered before; contact details of somebody who is logged in."""
    initial = dict(draft.answers)
    if this.key == "contact":
        initial.setdefault("language", get_language())
        if request.user.is_authenticated and not is_workplace_user(request.user):
            initial.setdefault("name", request.user.name)
            initial.setdefault("email", request.user.email)
    return initial


def _show(
    request: HttpRequest,
    audience: str,
    this: Step,
    form: StepForm,
    *,
    draft: IntakeDraft | None,
    overtaken: tuple[Answer, ...] = (),
) -> HttpResponse:
    answers = draft.answers if draft else {}
    steps = steps_for(audience, answers)
    context = {
        "form": form,
        "step": this,
        "number": steps.index(this) + 1,
        "steps": indicator(audience, draft.completed if draft else [], answers),
        "audience": audience,
        "who": DUTCH[audience],
        "revision": services.revision_of(draft, this.key),
        "overtaken": overtaken,
        "back_to_check": request.GET.get("terug") == BACK_TO_CHECK,
        "action": request.get_full_path() if draft else this.url,
        "topic_parameter": TOPIC_PARAMETER,
    }
    return render(request, f"intake/step_{this.key}.html", context)


def _keep(request: HttpRequest, draft: IntakeDraft | None, this: Step, form: StepForm, leaving: str) -> HttpResponse:
    """Keep the answers of a step (those that are right, when somebody goes back or stops), and go on."""
    language = get_language() or "nl"
    if draft is None:  # the first answers, or a browser that lost its cookie on the way
        draft = services.start_draft(audience=form.audience, language=language)
    complete = form.is_valid()
    answers = form.cleaned_data if complete else form.kept_answers()
    try:
        draft = services.save_answers(
            draft_id=draft.pk,
            step=this.key,
            answers=answers,
            complete=complete,
            language=language,
            revision=request.POST.get("revision"),
        )
    except services.Overtaken as conflict:
        draft = conflict.draft
        kept = answers_of(this, draft.audience, draft.answers, region_municipalities(), with_open=True)
        overtaken = tuple(answer for answer in kept if answer.is_about(conflict.fields))
        return _show(request, draft.audience, this, form, draft=draft, overtaken=overtaken)
    if refused := _refused(form):
        text = _("This could not be kept, because it was not right: %(answers)s.")
        messages.warning(request, text % {"answers": ", ".join(f"“{label}”" for label in refused)})
    response = redirect(_destination(request, draft, this, leaving))
    browser.remember_typing(response, draft)
    return response


def _refused(form: StepForm) -> list[str]:
    """The questions of which an answer was typed that may not be kept."""
    return [str(form[name].label) for name in form.errors if name in form.fields and form[name].data]


def _sent_before(request: HttpRequest, draft: IntakeDraft | None) -> IntakeDraft | None:
    """The question of this form, when it was sent in the meantime: here, or in another tab of this browser."""
    if draft is not None:
        return draft if draft.is_sent else None
    sent = browser.last_sent_of(request) if request.method == "POST" else None
    return sent if sent and request.POST.get("revision", "").endswith(services.mark_of(sent)) else None


def _switch(request: HttpRequest, draft: IntakeDraft | None, form: StepForm) -> HttpResponse:
    """The same question, as a company instead of a resident or the other way round; the words come along."""
    audience, language = _other(form.audience), get_language() or "nl"
    answers = form.kept_answers()
    draft = draft or services.start_draft(audience=form.audience, language=language)
    services.save_answers(draft_id=draft.pk, step="question", answers=answers, complete=False, language=language)
    draft = services.switch_audience(draft_id=draft.pk, audience=audience)
    response = redirect(STEPS[audience][0].url)
    browser.remember_typing(response, draft)
    return response


def _other(audience: str) -> str:
    return next(other for other in STEPS if other != audience)


def _destination(request: HttpRequest, draft: IntakeDraft, this: Step, leaving: str) -> str:
    if leaving == "back":
        return previous_url(draft.audience, this, draft.answers)
    if leaving == "later":
        return reverse("intake:later")
    unfinished = first_unanswered(draft.audience, draft.completed, draft.answers)
    if request.GET.get("terug") == BACK_TO_CHECK:  # by way of a step that matters only now
        return f"{unfinished.url}?terug={BACK_TO_CHECK}" if unfinished else reverse("intake:check")
    steps = STEPS[draft.audience]
    if unfinished is not None and steps.index(unfinished) <= steps.index(this):
        return unfinished.url
    return next_url(draft.audience, this, draft.answers)
