"""The decision (beschikking), which never changes, the voucher it gives, and the provider's invoice."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notifications.models import Letter
from vouchers.models.applications import VoucherApplication
from vouchers.workflow import DecisionResult
from werkcentrum.core.history import track


class Decision(models.Model):
    """What was decided, by whom on whose behalf, on which facts and by which parameters: it can be recomputed later.

    When the letter has been made, the day of sending and the last day to object are added (Awb 6:8); nothing else.
    """

    application = models.OneToOneField(
        VoucherApplication, models.PROTECT, related_name="decision", verbose_name=_("application")
    )
    result = models.CharField(_("result"), max_length=10, choices=DecisionResult.choices)
    amount_cents = models.PositiveBigIntegerField(_("amount in cents"), default=0)
    grounds = ArrayField(models.CharField(max_length=30), default=list, blank=True, verbose_name=_("grounds"))
    motivation = models.TextField(_("motivation in the letter"))
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("prepared by")
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now, db_index=True)
    declared_no_interest = models.BooleanField(_("declared to have no interest"))
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    objection_until = models.DateField(_("objection possible until"), null=True, blank=True)
    pay_before = models.DateField(_("to be paid before"), null=True, blank=True)
    facts = models.JSONField(_("facts"))
    parameters = models.JSONField(_("parameters of the scheme"))
    outcome = models.JSONField(_("outcome of the checks"))
    letter = models.OneToOneField(
        Letter, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("letter")
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ("-decided_at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(prepared_by=models.F("decided_by")),
                name="decision_four_eyes",
                violation_error_message=_("Somebody else than who prepared it has to decide."),
            ),
            models.CheckConstraint(
                condition=models.Q(declared_no_interest=True),
                name="decision_without_interest",
                violation_error_message=_("Declare that you have no interest in this application, or pass it on."),
            ),
            models.CheckConstraint(
                condition=models.Q(result=DecisionResult.AWARDED, amount_cents__gt=0, grounds=[])
                | (models.Q(result=DecisionResult.REFUSED, amount_cents=0) & ~models.Q(grounds=[])),
                name="decision_amount_or_grounds",
                violation_error_message=_("An award has an amount; a refusal has at least one ground."),
            ),
            models.CheckConstraint(
                condition=models.Q(letter__isnull=True)
                | models.Q(sent_on__isnull=False, objection_until__gt=models.F("sent_on")),
                name="decision_sent_can_be_objected_to",
                violation_error_message=_("A decision that was sent says until when one can object."),
            ),
            models.CheckConstraint(
                condition=~models.Q(motivation=""),
                name="decision_is_motivated",
                violation_error_message=_("Explain the decision in words that the applicant understands."),
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="decision_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="decision_immutable",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(exclude=["letter", "sent_on", "objection_until"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.get_result_display()}"

    @property
    def is_award(self) -> bool:
        """Whether a voucher follows."""
        return self.result == DecisionResult.AWARDED


@track()
class Voucher(models.Model):
    """Money promised to one person for one training; paid to the provider."""

    application = models.OneToOneField(
        VoucherApplication, models.PROTECT, related_name="voucher", verbose_name=_("application")
    )
    number = models.CharField(_("number"), max_length=20, unique=True)
    cents = models.PositiveBigIntegerField(_("cents"))
    paid_cents = models.PositiveBigIntegerField(_("paid, in cents"), default=0)
    awarded_at = models.DateTimeField(_("awarded at"), default=timezone.now)

    class Meta:
        verbose_name = _("voucher")
        verbose_name_plural = _("vouchers")
        ordering = ("-awarded_at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="voucher_is_positive"),
            models.CheckConstraint(
                condition=models.Q(paid_cents__lte=models.F("cents")),
                name="voucher_paid_within_amount",
                violation_error_message=_("Never more can be paid than the voucher is worth."),
            ),
        ]

    def __str__(self) -> str:
        return self.number


@track()
class Invoice(models.Model):
    """The provider's invoice for a voucher; entered by one person, paid by another."""

    voucher = models.OneToOneField(Voucher, models.PROTECT, related_name="invoice", verbose_name=_("voucher"))
    number = models.CharField(_("invoice number"), max_length=60)
    cents = models.PositiveBigIntegerField(_("invoiced to the fund, in cents"))
    received_on = models.DateField(_("received on"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by")
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("paid by")
    )

    class Meta:
        verbose_name = _("invoice")
        verbose_name_plural = _("invoices")
        ordering = ("-received_on",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(cents__gt=0), name="invoice_is_positive"),
            models.CheckConstraint(
                condition=models.Q(paid_by__isnull=True) | ~models.Q(paid_by=models.F("registered_by")),
                name="invoice_four_eyes",
                violation_error_message=_("Somebody else than who entered the invoice has to pay it."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
