"""The client's own space: what is going on with a question, what happens next, and who looked (own control, PD 5.1)."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from advisors import services, timeline
from advisors.looks import looks_of
from advisors.models import Case, TimelineEntry
from advisors.workflow import CaseStatus, ContactWay, WaitingFor
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.forms import PlainTextField, PortalForm
from werkcentrum.core.models import User

EVENTS = 30


class AttachForm(PortalForm):
    """The number of a question; with the proven address of the log-in it opens that question."""

    reference = forms.CharField(
        label=gettext_lazy("Case number"),
        help_text=gettext_lazy("You find it in our e-mail or letter, for example WCT-2026-01842."),
        max_length=30,
        error_messages={"required": gettext_lazy("Fill in the case number.")},
    )


class WithdrawForm(PortalForm):
    """Taking a question back; saying why is free."""

    note = PlainTextField(label=gettext_lazy("Would you like to tell us why?"), required=False, max_length=500, rows=3)


def person(request: HttpRequest) -> User:
    """Who is logged in: the pages here are never public."""
    return cast(User, request.user)


def _own_cases(request: HttpRequest) -> list[Case]:
    """Only the own ones, also for somebody who works here and once asked a question."""
    cases = Case.objects.filter(client__user=person(request)).select_related("client", "owner", "team")
    return list(cases.order_by("-opened_at"))


def _own_case(request: HttpRequest, reference: str) -> Case:
    cases = Case.objects.filter(client__user=person(request)).select_related("client", "owner", "team", "municipality")
    return get_object_or_404(cases, reference=reference.upper())


@never_cache
def my_space(request: HttpRequest) -> HttpResponse:
    """All my questions, the open ones first; with one question this is that question's page."""
    cases = _own_cases(request)
    if len(cases) == 1:
        return redirect("advisors:my-case", cases[0].reference)
    context = {"open": [case for case in cases if case.is_open], "closed": [case for case in cases if not case.is_open]}
    return render(request, "advisors/own_space/space.html", context)


@never_cache
def my_case(request: HttpRequest, reference: str) -> HttpResponse:
    """One question: route, contact person, what others see of it, what happened and who looked."""
    case = _own_case(request, reference)
    events = case.timeline.filter(visible_to_client=True).select_related("actor")
    page = Paginator(events, EVENTS).get_page(request.GET.get("pagina"))
    context = {
        "case": case,
        "next": _next_of(case),
        "route": _route(case),
        "page": page,
        "entries": [_line(entry) for entry in page],
        "looks": looks_of(case)[:10],
    }
    return render(request, "advisors/own_space/case.html", context)


def _line(entry: TimelineEntry) -> dict[str, object]:
    kind = timeline.kind(entry.kind)
    return {
        "when": entry.at,
        "what": timeline.title_of(entry.kind, entry.data, for_client=True),
        "symbol": kind.icon,
        "quiet": kind.quiet,
        "body": entry.body,
        "meta": entry.actor_label,
    }


def _next_of(case: Case) -> dict[str, object] | None:
    """What the client can expect or do now, in one sentence. The staff's own words for the step are not shown."""
    if not case.is_open:
        return None
    who = case.owner or _("an employee of the Werkcentrum")
    if case.waiting_for == WaitingFor.CLIENT:
        return {"title": _("We are waiting for your answer"), "text": _("%(who)s asked you something.") % {"who": who}}
    if case.waiting_for == WaitingFor.PARTNER:
        return {
            "title": _("You do not have to do anything now"),
            "text": _("Another organisation is looking at your question. %(who)s keeps an eye on it.") % {"who": who},
        }
    if case.first_answered_at is None and case.contact_preference == ContactWay.VISIT:
        return {
            "title": _("Come in whenever it suits you"),
            "text": _("Mention %(reference)s at the counter.") % {"reference": case.reference},
        }
    if case.first_answered_at is None:
        return {"title": _("%(who)s contacts you") % {"who": str(who)[:1].upper() + str(who)[1:]}, "text": ""}
    return {
        "title": _("%(who)s works on your question") % {"who": str(who)[:1].upper() + str(who)[1:]},
        "text": _("You do not have to do anything now."),
    }


def _route(case: Case) -> list[dict[str, object]]:
    """Where the question stands, in four steps."""
    answered, closed = case.first_answered_at, case.status == CaseStatus.CLOSED
    return [
        {"when": case.opened_at, "title": _("You asked your question"), "state": "past"},
        {
            "when": answered or case.answer_by,
            "is_deadline": not answered,
            "title": _("We had contact") if answered else _("We contact you"),
            "state": "past" if answered or closed else "now",
        },
        {
            "when": None if closed else case.next_step_on,
            "is_deadline": True,
            "title": _("We help you on your way"),
            "state": "past" if closed else ("now" if answered else "later"),
        },
        {
            "when": case.closed_at,
            "title": case.get_outcome_display().capitalize() if closed else _("You can go on"),
            "state": "past" if closed else "later",
        },
    ]


@never_cache
def attach(request: HttpRequest) -> HttpResponse:
    """Add a question to the own space by its number. The link in our mails fills in the number; sending is a POST."""
    if request.method != "POST":
        reference = request.GET.get("zaak", "")[:30]
        if reference and Case.objects.filter(client__user=person(request), reference=reference.upper()).exists():
            return redirect("advisors:my-case", reference.upper())
        return render(request, "advisors/own_space/attach.html", {"form": AttachForm(initial={"reference": reference})})
    form = AttachForm(request.POST)
    if form.is_valid():
        try:
            case = services.attach_case(reference=form.cleaned_data["reference"], by=person(request))
        except RuleViolation as refusal:
            form.add_error("reference", str(refusal))
        else:
            messages.success(request, _("From now on you can follow this question here."))
            return redirect("advisors:my-case", case.reference)
    return render(request, "advisors/own_space/attach.html", {"form": form})


@never_cache
def withdraw(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a question back, after saying what that means."""
    case = _own_case(request, reference)
    if not case.is_open:
        raise Http404
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_case(case_id=case.pk, by=person(request), note=form.cleaned_data["note"])
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Your question has been withdrawn. You can always ask a new one."))
            return redirect(reverse("advisors:my-case", args=[case.reference]))
    return render(request, "advisors/own_space/withdraw.html", {"case": case, "form": form})
