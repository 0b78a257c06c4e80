"""Applying: one form in steps, for the applicant and for the advisor who helps; a draft is kept with every step."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from advisors.models import Case
from vouchers import permissions, services, states
from vouchers.forms import STEP_FORMS, CheckAnswersForm, StepForm, WithdrawForm
from vouchers.models import CofinancingLine, VoucherApplication
from vouchers.preview import Preview, data_of, preview
from vouchers.rules import Source
from vouchers.views.frames import Frame, frame_for, get_case
from vouchers.views.shared import UNPROCESSABLE, attempt, get_application, person
from vouchers.views.steps import STEPS, Step, first_open, indicator, step_by_slug
from vouchers.vocabulary import CostKindLabel, SourceLabel
from vouchers.workflow import BEFORE_DECISION, ApplicationStatus
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.money import euro
from werkcentrum.core.templatetags.wc import date_long

CALCULATE = "calculate"
LATER = "later"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, reference: str, *, mine: bool) -> HttpResponse:
    """Before the first step: what is asked. The button starts a draft; a draft that is there goes on where it was."""
    frame = frame_for(request, mine=mine)
    case = get_case(request, frame, reference)
    draft = _draft(case)
    if request.method == "POST":
        try:
            draft = services.start_application(case_id=case.pk, by=person(request))
        except RuleViolation as problem:
            messages.error(request, str(problem))
            return redirect(request.path)
    if draft is not None:
        return redirect(_where_it_was(frame, case, draft))
    context = _context(frame, case) | {"current": _current(case)}
    return render(request, "vouchers/apply_start.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def apply_step(request: HttpRequest, reference: str, step: str, *, mine: bool) -> HttpResponse:
    """One step: show it, calculate, keep it for later, or keep it and go on."""
    frame, case, draft = _frame_case_draft(request, reference, mine=mine)
    this = step_by_slug(step)
    if this is None:
        raise Http404
    if draft is None:
        return redirect(frame.url("apply", case.reference))
    kept = data_of(draft)
    if request.method != "POST":
        return _show_step(request, frame, draft, this, _form(frame, this, draft))
    form = _form(frame, this, draft, data=request.POST)
    go = request.POST.get("go", "")
    if go == CALCULATE:
        return _show_step(request, frame, draft, this, form)
    if not form.is_valid() and go != LATER:
        return _show_step(request, frame, draft, this, form)
    data = form.data_with()
    try:
        services.save_application(application_id=draft.pk, data=data, by=person(request))
    except RuleViolation as problem:
        form.add_error(None, str(problem))
        return _show_step(request, frame, draft, this, form)
    if go == LATER:
        messages.success(request, _("Your application has been kept. You can go on later."))
        return redirect(frame.case_url(case))
    was_complete = first_open(kept) is None
    return redirect(_after(frame, case, this, to_check=was_complete and first_open(data) is None))


@require_POST
def live(request: HttpRequest, reference: str, step: str) -> HttpResponse:
    """The right column while somebody types (htmx): what the rules say of what is on the form now. Keeps nothing."""
    draft = get_application(request, reference)
    this = step_by_slug(step)
    if this is None or draft.status != ApplicationStatus.DRAFT or not permissions.may_fill_in(person(request), draft):
        raise Http404
    mine = draft.case.client.user_id == request.user.pk
    form = _form(Frame(mine), this, draft, data=request.POST)
    return render(request, "vouchers/live.html", {"preview": preview(draft, form.data_with()), "step": this})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_answers(request: HttpRequest, reference: str, *, mine: bool) -> HttpResponse:
    """All answers, what the conditions say, and sending."""
    frame, case, draft = _frame_case_draft(request, reference, mine=mine)
    if draft is None:
        return redirect(frame.url("apply", case.reference))
    data = data_of(draft)
    unfinished = first_open(data)
    if unfinished is not None:
        return redirect(frame.url("apply-step", case.reference, step=unfinished.slug))
    made = preview(draft, data)
    form = CheckAnswersForm(request.POST or None, gap=euro(made.gap) if made.gap else "")
    if request.method == "POST":
        form = CheckAnswersForm(request.POST, gap=euro(made.gap) if made.gap else "")
        if form.is_valid() and attempt(form, lambda: _submit(request, draft, form)):
            return redirect(frame.url("sent", draft.reference))
    context = _context(frame, case, draft) | {
        "form": form,
        "preview": made,
        "groups": list(_groups(frame, draft, made)),
        "steps": indicator(frame, case.reference, data),
        "number": len(STEPS) + 1,
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "vouchers/check_answers.html", context, status=status)


@never_cache
@require_safe
def sent(request: HttpRequest, reference: str, *, mine: bool) -> HttpResponse:
    """After sending: the number, who does what, and by when."""
    frame = frame_for(request, mine=mine)
    application = get_application(request, reference, mine=mine)
    if application.submitted_at is None:
        raise Http404
    context = _context(frame, application.case, application) | {
        "route": states.route(application),
        "cents": states.amount_of(application),
    }
    return render(request, "vouchers/sent.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, reference: str, *, mine: bool) -> HttpResponse:
    """Take the application back, before the decision; asks once more first."""
    frame = frame_for(request, mine=mine)
    application = get_application(request, reference, mine=mine)
    if application.status not in BEFORE_DECISION | {ApplicationStatus.DRAFT}:
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]

        def act() -> object:
            return services.withdraw_application(application_id=application.pk, by=person(request), reason=reason)

        if attempt(form, act):
            messages.success(request, _("The application has been withdrawn."))
            return redirect(frame.case_url(application.case))
    context = _context(frame, application.case, application) | {"form": form, "cents": states.amount_of(application)}
    return render(request, "vouchers/withdraw.html", context, status=UNPROCESSABLE if form.errors else 200)


# --- what the views above share -----------------------------------------------------------------------------------


def _draft(case: Case) -> VoucherApplication | None:
    drafts = VoucherApplication.objects.for_page().filter(case=case, status=ApplicationStatus.DRAFT)
    return drafts.first()


def _current(case: Case) -> VoucherApplication | None:
    """The newest application that is under way for this case, so that nobody applies twice by accident."""
    return case.voucher_applications.filter(status__in=BEFORE_DECISION).order_by("-submitted_at").first()


def _frame_case_draft(
    request: HttpRequest, reference: str, *, mine: bool
) -> tuple[Frame, Case, VoucherApplication | None]:
    frame = frame_for(request, mine=mine)
    case = get_case(request, frame, reference)
    return frame, case, _draft(case)


def _context(frame: Frame, case: Case, application: VoucherApplication | None = None) -> dict[str, Any]:
    return {
        "frame": frame,
        "frame_template": frame.template,
        "case": case,
        "application": application,
        "case_url": frame.case_url(case),
        "apply_url": frame.url("apply", case.reference),
        "detail_url": frame.detail_url(application) if application else "",
        "withdraw_url": frame.url("withdraw", application.reference) if application else "",
    }


def _where_it_was(frame: Frame, case: Case, draft: VoucherApplication) -> str:
    unfinished = first_open(data_of(draft))
    if unfinished is None:
        return frame.url("check-answers", case.reference)
    return frame.url("apply-step", case.reference, step=unfinished.slug)


def _form(frame: Frame, this: Step, draft: VoucherApplication, **kwargs: Any) -> StepForm:
    return STEP_FORMS[this.key](kept=data_of(draft), for_advisor=not frame.mine, **kwargs)


def _show_step(
    request: HttpRequest, frame: Frame, draft: VoucherApplication, this: Step, form: StepForm
) -> HttpResponse:
    data = form.data_with() if form.is_bound else form.kept
    number = STEPS.index(this) + 1
    context = _context(frame, draft.case, draft) | {
        "form": form,
        "step": this,
        "number": number,
        "steps": indicator(frame, draft.case.reference, data_of(draft)),
        "preview": preview(draft, data),
        "back_url": frame.url("apply-step", draft.case.reference, step=STEPS[number - 2].slug) if number > 1 else "",
    }
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, f"vouchers/step_{this.key}.html", context, status=status)


def _after(frame: Frame, case: Case, this: Step, *, to_check: bool) -> str:
    """The next step; straight to the check when somebody changed one answer of a complete application."""
    following = STEPS.index(this) + 1
    if to_check or following == len(STEPS):
        return frame.url("check-answers", case.reference)
    return frame.url("apply-step", case.reference, step=STEPS[following].slug)


def _submit(request: HttpRequest, draft: VoucherApplication, form: CheckAnswersForm) -> VoucherApplication:
    return services.submit_application(
        application_id=draft.pk,
        by=person(request),
        accept_gap=bool(form.cleaned_data.get("accept_gap")),
    )


def _pays(line: CofinancingLine) -> str:
    if line.source == Source.OWN:
        return _("You pay yourself")
    return _("%(payer)s pays") % {"payer": line.payer or SourceLabel(line.source).label}


def _groups(frame: Frame, draft: VoucherApplication, made: Preview) -> Iterator[dict[str, Any]]:
    """All answers per step, each group with the address to change it."""
    answers = {
        "person": [
            (_("Date of birth"), date_long(draft.birth_date)),
            (_("Municipality"), str(draft.municipality or _("Another municipality"))),
            (_("Highest diploma"), draft.get_education_display()),
        ],
        "goal": [
            (_("What you want to reach"), draft.get_route_display()),
            (_("Sector now"), draft.get_sector_from_display()),
            (_("Sector wanted"), draft.get_sector_to_display()),
            (_("Occupation"), str(draft.occupation)),
            (_("Shows that you will find work"), draft.get_evidence_display() or _("Nothing filled in")),
            (_("Why this training"), draft.motivation),
        ],
        "training": [
            (_("Name of the training"), draft.training_name),
            (_("Level"), draft.get_level_display()),
            (_("Training provider"), draft.provider_label),
            (_("Starts on"), date_long(draft.start_date)),
        ],
        "money": [
            *[(str(CostKindLabel(line.kind).label), euro(line.cents)) for line in draft.costs.all()],
            *[(_pays(line), euro(line.cents)) for line in draft.cofinancing.all()],
        ],
    }
    for step in STEPS:
        yield {
            "label": step.label,
            "key": step.key,
            "url": frame.url("apply-step", draft.case.reference, step=step.slug),
            "facts": [{"label": label, "value": value} for label, value in answers[step.key] if value],
        }
