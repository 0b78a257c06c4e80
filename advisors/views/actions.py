"""What an advisor does with a case: each act is a page with a form that a service carries out."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from advisors import forms, services
from advisors.models import Case, Client
from advisors.services.steps import StepChangedMeanwhile
from directory.models import Organization
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.permissions import organizations_of, require_roles
from werkcentrum.core.roles import CASE_ROLES, Role

only_case_workers = require_roles(Role.ADVISOR, Role.COORDINATOR)
form_page = require_http_methods(["GET", "HEAD", "POST"])
UNPROCESSABLE = 422


def visible_case(request: HttpRequest, reference: str) -> Case:
    """The case, or 404 for whom it does not exist."""
    cases = Case.objects.visible_to(request.user)
    related = cases.select_related("client", "owner", "team__organization", "municipality")
    return get_object_or_404(related, reference=reference.upper())


def worker(request: HttpRequest) -> User:
    """Who is logged in: `only_case_workers` lets nobody else in."""
    return cast(User, request.user)


@require_POST
@only_case_workers
def claim(request: HttpRequest, reference: str) -> HttpResponse:
    """Become the contact person; whoever was first is named."""
    case = visible_case(request, reference)
    try:
        services.claim_case(case_id=case.pk, by=worker(request))
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("This case is yours now."))
    return redirect("advisors:case", case.reference)


def _handle(
    request: HttpRequest,
    case: Case,
    form: BaseForm,
    *,
    act: Callable[[], Any],
    done: str,
    template: str,
    **context: Any,
) -> HttpResponse:
    """Show the form, or carry it out and go back to the case; a refusal stands above the form, input stays."""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                act()
            except RuleViolation as refusal:
                form.add_error(None, str(refusal))
                if isinstance(refusal, StepChangedMeanwhile):
                    context["changed"] = refusal.case
                    _compare_with(form, refusal.case)
            else:
                messages.success(request, done)
                return redirect("advisors:case", case.reference)
        status = UNPROCESSABLE
    return render(request, template, {"case": case, "form": form, **context}, status=status)


def _compare_with(form: BaseForm, case: Case) -> None:
    """Sending the form again, after reading what the other one wrote, goes through."""
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(case.version)  # type: ignore[index]


@never_cache
@form_page
@only_case_workers
def contact(request: HttpRequest, reference: str) -> HttpResponse:
    """Record a conversation with the client, and at once what comes next.

    `?soort=` and `?minuten=` fill in what another page knows already.
    """
    case = visible_case(request, reference)
    known = {"kind": request.GET.get("soort", ""), "minutes": request.GET.get("minuten", "")}
    form = forms.ContactForm(request.POST or None, initial={"education": case.education, **known})

    def act() -> None:
        data = form.cleaned_data
        services.record_contact(
            case_id=case.pk,
            kind=data["kind"],
            minutes=data["minutes"],
            note=data["note"],
            visible_to_client=data["visible_to_client"],
            conversation=form.conversation,
            organization=_organization_of(request),
            next_step=form.step,
            by=worker(request),
        )

    done = _("The contact moment has been recorded.")
    return _handle(request, case, form, act=act, done=done, template="advisors/contact.html")


def _organization_of(request: HttpRequest) -> Organization | None:
    """Where the advisor works, for the figures."""
    found = organizations_of(request.user, CASE_ROLES)
    return Organization.objects.get(pk=found[0]) if found else None


@never_cache
@form_page
@only_case_workers
def next_step(request: HttpRequest, reference: str) -> HttpResponse:
    """Move the next step; with `?klaar=1` it has been done and another one follows."""
    case = visible_case(request, reference)
    is_done = request.GET.get("klaar") == "1"
    initial: dict[str, Any] = {"version": case.version}
    if not is_done:
        initial |= {
            "next_step": case.next_step,
            "waiting_for": case.waiting_for,
            "when": "own",
            "on": case.next_step_on,
        }
    form: forms.NextStepForm
    form = (forms.StepDoneForm if is_done else forms.NextStepForm)(request.POST or None, initial=initial)

    def act() -> None:
        services.change_next_step(
            case_id=case.pk,
            text=form.chosen_step.text,
            on=form.chosen_step.on,
            waiting_for=form.chosen_step.waiting_for,
            version=form.cleaned_data["version"],
            done=form.cleaned_data.get("done", ""),
            by=worker(request),
        )

    done = _("The next step has been set.")
    return _handle(request, case, form, act=act, done=done, template="advisors/next_step.html", is_done=is_done)


@never_cache
@form_page
@only_case_workers
def assign(request: HttpRequest, reference: str) -> HttpResponse:
    """Hand the case over."""
    case = visible_case(request, reference)
    form = forms.HandOverForm(request.POST or None, case=case)

    def act() -> None:
        to, note = form.cleaned_data["to"], form.cleaned_data["note"]
        services.assign_case(
            case_id=case.pk, to=form.users.get(to), team=form.teams.get(to), note=note, by=worker(request)
        )

    done = _("The case has been handed over.")
    return _handle(request, case, form, act=act, done=done, template="advisors/assign.html")


@never_cache
@form_page
@only_case_workers
def release(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the case back to the team."""
    case = visible_case(request, reference)
    form = forms.ReleaseForm(request.POST or None)

    def act() -> None:
        services.release_case(case_id=case.pk, reason=form.cleaned_data["reason"], by=worker(request))

    done = _("The case is back with the team.")
    return _handle(request, case, form, act=act, done=done, template="advisors/release.html")


@never_cache
@form_page
@only_case_workers
def client(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct how to reach the client."""
    case = visible_case(request, reference)
    form = forms.ClientForm(request.POST or None, instance=Client.objects.get(pk=case.client_id))

    def act() -> None:
        services.change_client(case_id=case.pk, by=worker(request), **form.details)

    done = _("The details have been saved.")
    return _handle(request, case, form, act=act, done=done, template="advisors/client.html")


@never_cache
@form_page
@only_case_workers
def close(request: HttpRequest, reference: str) -> HttpResponse:
    """Close the case with an outcome."""
    case = visible_case(request, reference)
    form = forms.CloseForm(request.POST or None)

    def act() -> None:
        services.close_case(case_id=case.pk, by=worker(request), **form.cleaned_data)

    done = _("The case has been closed.")
    return _handle(request, case, form, act=act, done=done, template="advisors/close.html")


@never_cache
@form_page
@only_case_workers
def reopen(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a closed case up again."""
    case = visible_case(request, reference)
    form = forms.ReopenForm(request.POST or None)

    def act() -> None:
        step, reason = form.chosen_step, form.cleaned_data["reason"]
        services.reopen_case(case_id=case.pk, next_step=step.text, on=step.on, reason=reason, by=worker(request))

    done = _("The case is open again, and yours.")
    return _handle(request, case, form, act=act, done=done, template="advisors/reopen.html")
