"""After the award: the training starts, the provider sends its invoice, the fund pays, the voucher is settled."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advisors.services import record_event
from vouchers import ledger, permissions, signals
from vouchers.models import Invoice, Voucher, VoucherApplication
from vouchers.services.locking import locked_application
from vouchers.workflow import ApplicationStatus
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import NotAllowed, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.money import euro
from werkcentrum.core.signals import announce
from werkcentrum.core.workflow import move, require_move


@transaction.atomic
def start_training(*, application_id: int, started_on: datetime.date, by: User) -> VoucherApplication:
    """The fund officer checked that the training has started. Raises NotAllowed, RuleViolation for a day to come."""
    permissions.require_fund_officer(by)
    if started_on > timezone.localdate():
        raise RuleViolation(_("The training starts on a day that has not come yet."), code="future")
    application = locked_application(application_id)
    application.started_on = started_on
    move(application, to=ApplicationStatus.STARTED, by=by, update_fields=("started_on",))
    record_event(
        application.case, kind="voucher.training_started", by=by, data={"day": date_format(started_on, "j F Y")}
    )
    return application


def register_invoice(*, application_id: int, number: str, cents: int, received_on: datetime.date, by: User) -> Invoice:
    """Enter the provider's invoice for the fund. Raises NotAllowed, MoveNotAllowed, RuleViolation above its worth."""
    with explain_constraints(), transaction.atomic():
        permissions.require_fund_officer(by)
        application = locked_application(application_id)
        require_move(application, to=ApplicationStatus.INVOICED)
        voucher = application.voucher
        if cents > voucher.cents:
            raise RuleViolation(
                _("The voucher is worth %(worth)s. The provider can invoice that at most to the fund.")
                % {"worth": euro(voucher.cents)},
                code="too_much",
            )
        invoice = Invoice.objects.create(
            voucher=voucher, number=number.strip(), cents=cents, received_on=received_on, registered_by=by
        )
        move(application, to=ApplicationStatus.INVOICED, by=by)
        record_event(application.case, kind="voucher.invoiced", by=by, data={"amount": euro(cents)})
        return invoice


def pay_invoice(*, application_id: int, by: User) -> Voucher:
    """The controller pays the provider; what the invoice leaves of the voucher flows back to the commitments.

    Raises NotAllowed for who entered the invoice or decided on the voucher, MoveNotAllowed when it is paid already.
    """
    with explain_constraints(), transaction.atomic():
        permissions.require_controller(by)
        ledger.lock_commitments(application_id)
        application = locked_application(application_id)
        if application.status != ApplicationStatus.INVOICED:
            raise RuleViolation(_("There is no unpaid invoice for this voucher."), code="no_invoice")
        voucher = Voucher.objects.select_for_update(of=("self",), no_key=True).get(application=application)
        invoice = voucher.invoice
        if by.pk in {invoice.registered_by_id, application.decision.decided_by_id}:
            raise NotAllowed(
                _("Somebody else than who decided or entered the invoice has to pay it."), code="four_eyes"
            )
        _move_money(application, voucher, invoice, by=by)
        return voucher


def _move_money(application: VoucherApplication, voucher: Voucher, invoice: Invoice, *, by: User) -> None:
    ledger.pay(voucher=voucher, cents=invoice.cents, by=by)
    ledger.release(voucher=voucher, by=by, reason=f"invoice {invoice.number} was lower")
    invoice.paid_on, invoice.paid_by = timezone.localdate(), by
    invoice.save(update_fields=("paid_on", "paid_by"))
    voucher.paid_cents = invoice.cents
    voucher.save(update_fields=("paid_cents",))
    move(application, to=ApplicationStatus.PAID, by=by)
    record_event(application.case, kind="voucher.paid", by=by, data={"amount": euro(invoice.cents)})
    audit.record("voucher.paid", application, by=by, cents=invoice.cents)
    announce(signals.voucher_paid, application_id=application.pk, day=timezone.localdate())


@transaction.atomic
def settle_voucher(*, application_id: int, by: User) -> VoucherApplication:
    """Proof of completion was seen: the voucher is settled as awarded (vaststelling). Raises NotAllowed."""
    permissions.require_fund_officer(by)
    application = locked_application(application_id)
    move(application, to=ApplicationStatus.SETTLED, by=by)
    record_event(application.case, kind="voucher.settled", by=by)
    return application
