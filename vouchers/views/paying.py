"""After the award: the training starts, the invoice comes in, the provider is paid, the voucher is settled."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from vouchers import services, states
from vouchers.forms import ConfirmForm, InvoiceForm, StartForm
from vouchers.models import VoucherApplication
from vouchers.views.shared import UNPROCESSABLE, attempt, get_in_state, person
from vouchers.workflow import ApplicationStatus as S
from werkcentrum.core.money import euro
from werkcentrum.core.permissions import require_roles
from werkcentrum.core.roles import Role
from werkcentrum.core.templatetags.wc import day


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.FUND_OFFICER)
def start(request: HttpRequest, reference: str) -> HttpResponse:
    """Record that the training has started."""
    application = get_in_state(request, reference, S.ISSUED)
    form = StartForm(_posted(request), initial={"started_on": application.start_date})

    def act() -> object:
        day = form.cleaned_data["started_on"]
        return services.start_training(application_id=application.pk, started_on=day, by=person(request))

    words = {
        "title": _("Has the training started?"),
        "text": _("%(training)s at %(provider)s.")
        % {"training": application.training_name, "provider": application.provider_label},
        "button": _("The training has started"),
        "done": _("The start has been recorded."),
    }
    return _page(request, application, form, act, words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.FUND_OFFICER)
def invoice(request: HttpRequest, reference: str) -> HttpResponse:
    """Enter the invoice of the training provider."""
    application = get_in_state(request, reference, S.STARTED)
    form = InvoiceForm(_posted(request), initial={"cents": states.amount_of(application)})

    def act() -> object:
        return services.register_invoice(application_id=application.pk, by=person(request), **form.cleaned_data)

    words = {
        "title": _("Invoice of %(provider)s") % {"provider": application.provider_label},
        "text": _("The voucher is worth %(amount)s. The controller pays the invoice.")
        % {"amount": euro(states.amount_of(application))},
        "button": _("Enter the invoice"),
        "done": _("The invoice has been entered. The controller can pay it."),
    }
    return _page(request, application, form, act, words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.CONTROLLER)
def pay(request: HttpRequest, reference: str) -> HttpResponse:
    """Pay the training provider; what the invoice leaves of the voucher flows back."""
    application = get_in_state(request, reference, S.INVOICED)
    bill = application.voucher.invoice
    left = application.voucher.cents - bill.cents
    text = _("Invoice %(number)s of %(day)s, entered by %(name)s. The voucher is worth %(worth)s.") % {
        "number": bill.number,
        "day": day(bill.received_on),
        "name": str(bill.registered_by),
        "worth": euro(application.voucher.cents),
    }
    if left:
        text += " " + _("%(left)s flows back to the fund.") % {"left": euro(left)}

    def act() -> object:
        return services.pay_invoice(application_id=application.pk, by=person(request))

    words = {
        "title": _("Pay %(amount)s to %(provider)s")
        % {"amount": euro(bill.cents), "provider": application.provider_label},
        "text": text,
        "button": _("Pay %(amount)s") % {"amount": euro(bill.cents)},
        "done": _("The invoice has been paid."),
    }
    return _page(request, application, ConfirmForm(_posted(request)), act, words)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_roles(Role.FUND_OFFICER)
def settle(request: HttpRequest, reference: str) -> HttpResponse:
    """The proof of completion is there: settle the voucher."""
    application = get_in_state(request, reference, S.PAID)

    def act() -> object:
        return services.settle_voucher(application_id=application.pk, by=person(request))

    words = {
        "title": _("Settle the voucher?"),
        "text": _("Did you see the certificate, or a statement of %(provider)s? After this the voucher is finished.")
        % {"provider": application.provider_label},
        "button": _("Settle the voucher"),
        "done": _("The voucher has been settled."),
    }
    return _page(request, application, ConfirmForm(_posted(request)), act, words)


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _page(
    request: HttpRequest,
    application: VoucherApplication,
    form: BaseForm,
    act: Callable[[], object],
    words: dict[str, str],
) -> HttpResponse:
    """The form, or what happens when it was sent."""
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, words["done"])
        return redirect("vouchers:detail", reference=application.reference)
    context = {"application": application, "form": form, "words": words}
    status = UNPROCESSABLE if form.is_bound and form.errors else 200
    return render(request, "vouchers/act.html", context, status=status)
