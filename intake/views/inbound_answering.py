"""The Werkcentrum answers a partner that brought a client; the client, or an advisor for the client, stops that."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intake.forms.inbound import InboundAnswerForm
from intake.models import InboundReferral
from intake.services.inbound import answer_inbound, stop_telling_back
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role

UNPROCESSABLE = 422

form_page = require_http_methods(["GET", "HEAD", "POST"])
only_case_workers = require_roles(Role.ADVISOR, Role.COORDINATOR)


def me(request: HttpRequest) -> User:
    """Who is logged in: the pages here are never public."""
    return cast(User, request.user)


@never_cache
@form_page
@only_case_workers
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """What the partner reads, once; the client reads it too."""
    inbound = _of_case(request, reference)
    if not inbound.can_be_answered:
        messages.info(request, _("There is nothing to answer any more. It stands like this now."))
        return redirect("advisors:case", inbound.case.reference)
    form = InboundAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            answer_inbound(inbound_id=inbound.pk, text=form.cleaned_data["answer"], by=me(request))
        except RuleViolation as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            told = _("Your answer has been sent to %(name)s.") % {"name": inbound.organization.name}
            messages.success(request, told)
            return redirect("advisors:case", inbound.case.reference)
    context = {"case": inbound.case, "inbound": inbound, "form": form}
    return render(request, "intake/inbound/answer.html", context, status=_status(request))


@never_cache
@form_page
@only_case_workers
def stop_for_client(request: HttpRequest, reference: str) -> HttpResponse:
    """The client told an advisor that the partner should hear nothing more."""
    inbound = _of_case(request, reference)
    return _stop(request, inbound, template="stop_for_client", back="advisors:case")


@never_cache
@form_page
def stop(request: HttpRequest, reference: str) -> HttpResponse:
    """The client stops it in the own space: at once, without a reason."""
    mine = InboundReferral.objects.visible_to_client(request.user)
    inbound = get_object_or_404(mine.select_related("case__client", "organization"), case__reference=reference.upper())
    return _stop(request, inbound, template="stop", back="advisors:my-case")


def _stop(request: HttpRequest, inbound: InboundReferral, *, template: str, back: str) -> HttpResponse:
    if not inbound.is_shared:
        return redirect(back, inbound.case.reference)
    form = PortalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            stop_telling_back(inbound_id=inbound.pk, by=me(request))
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("%(name)s hears nothing about this question any more.") % {"name": inbound.organization.name}
            messages.success(request, told)
            return redirect(back, inbound.case.reference)
    context = {"case": inbound.case, "inbound": inbound, "form": form}
    return render(request, f"intake/inbound/{template}.html", context, status=_status(request))


def _of_case(request: HttpRequest, reference: str) -> InboundReferral:
    found = (
        InboundReferral.objects.visible_to(request.user)
        .select_related("case__client", "organization", "entered_by")
        .filter(case__reference=reference.upper())
        .first()
    )
    if found is None:
        raise Http404
    return found


def _status(request: HttpRequest) -> int:
    """A page that is shown after a POST was refused."""
    return UNPROCESSABLE if request.method == "POST" else 200
