"""The money: commitments of funders, what is reserved and paid from them, and the ledger that explains every cent."""

import datetime
from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Client
from advisors.vocabulary import Sector
from vouchers.models.applications import VoucherApplication
from vouchers.models.decisions import Voucher
from vouchers.models.schemes import Scheme
from vouchers.workflow import Account, EntryKind
from werkcentrum.core.history import track
from werkcentrum.core.models import Municipality


@track()
class Funder(models.Model):
    """Who gives public money (BP 11)."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("funder")
        verbose_name_plural = _("funders")
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Facts about the set of commitments."""

    def valid_on(self, date: datetime.date) -> "CommitmentQuerySet":
        """Commitments from which can be reserved on a date."""
        return self.filter(valid_from__lte=date, valid_until__gte=date)

    def for_application(self, application: VoucherApplication, on: datetime.date) -> "CommitmentQuerySet":
        """Commitments of the application's scheme whose earmarks fit it."""
        return self.valid_on(on).filter(
            Q(sector="") | Q(sector=application.sector_to),
            Q(municipality__isnull=True) | Q(municipality=application.municipality_id),
            scheme=application.scheme_version.scheme_id,
        )

    def free_cents(self) -> int:
        """What can still be reserved from all of them together."""
        sums = self.aggregate(free=models.Sum(F("total_cents") - F("reserved_cents") - F("paid_cents")))
        return sums["free"] or 0


@track()
class Commitment(models.Model):
    """A promise (toezegging) of a funder for a period, sometimes earmarked. Spending never exceeds the total."""

    funder = models.ForeignKey(Funder, models.PROTECT, related_name="commitments", verbose_name=_("funder"))
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="commitments", verbose_name=_("scheme"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"))
    sector = models.CharField(_("only for sector"), max_length=20, choices=Sector.choices, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("only for municipality")
    )
    total_cents = models.PositiveBigIntegerField(_("committed, in cents"))
    reserved_cents = models.PositiveBigIntegerField(_("reserved, in cents"), default=0)
    paid_cents = models.PositiveBigIntegerField(_("paid, in cents"), default=0)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ("valid_from", "funder")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(total_cents__gte=F("reserved_cents") + F("paid_cents")),
                name="commitment_never_overspent",
                violation_error_message=_("The fund cannot spend more than was committed."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="commitment_period_in_order",
                violation_error_message=_("The last day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.funder}, {self.valid_from.year}"

    @property
    def free_cents(self) -> int:
        """What can still be reserved."""
        return self.total_cents - self.reserved_cents - self.paid_cents

    @property
    def used_per_million(self) -> int:
        """How far it has been used, so that equal commitments empty at the same pace."""
        return (
            (self.reserved_cents + self.paid_cents) * 1_000_000 // self.total_cents if self.total_cents else 1_000_000
        )

    @property
    def restrictions(self) -> int:
        """How many earmarks it has; the most restricted money is used first."""
        return bool(self.sector) + bool(self.municipality_id)


class Reservation(models.Model):
    """The part of a voucher that one commitment carries. `cents` is what still stands reserved."""

    voucher = models.ForeignKey(Voucher, models.PROTECT, related_name="reservations", verbose_name=_("voucher"))
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="reservations", verbose_name=_("commitment")
    )
    awarded_cents = models.PositiveBigIntegerField(_("awarded, in cents"))
    cents = models.PositiveBigIntegerField(_("reserved, in cents"))
    paid_cents = models.PositiveBigIntegerField(_("paid, in cents"), default=0)

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ("pk",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["voucher", "commitment"], name="reservation_once_per_commitment"),
            models.CheckConstraint(
                condition=Q(awarded_cents__gte=F("cents") + F("paid_cents")), name="reservation_within_award"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.voucher} - {self.commitment}"


class LedgerEntry(models.Model):
    """Cents that moved between two accounts of a commitment. No row is changed; a correction is a counter-entry."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="entries", verbose_name=_("commitment"))
    voucher = models.ForeignKey(
        Voucher, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name=_("voucher")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=EntryKind.choices)
    from_account = models.CharField(_("from"), max_length=10, choices=Account.choices)
    to_account = models.CharField(_("to"), max_length=10, choices=Account.choices)
    cents = models.PositiveBigIntegerField(_("cents"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("actor")
    )
    at = models.DateTimeField(_("time"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("-at", "-pk")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(cents__gt=0), name="ledger_entry_is_positive"),
            models.CheckConstraint(
                condition=~Q(from_account=F("to_account")), name="ledger_entry_moves_between_accounts"
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Protect(name="ledger_append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.kind} {self.cents}"


class PersonYear(models.Model):
    """What a person was awarded in a calendar year, never more than the scheme's maximum (BP 6)."""

    client = models.ForeignKey(Client, models.PROTECT, related_name="voucher_years", verbose_name=_("person"))
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name=_("scheme"))
    year = models.PositiveSmallIntegerField(_("year"))
    awarded_cents = models.PositiveBigIntegerField(_("awarded, in cents"), default=0)
    cap_cents = models.PositiveBigIntegerField(_("maximum, in cents"))

    class Meta:
        verbose_name = _("person's year")
        verbose_name_plural = _("persons' years")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["client", "scheme", "year"], name="person_year_once"),
            models.CheckConstraint(
                condition=Q(awarded_cents__lte=F("cap_cents")),
                name="person_year_within_maximum",
                violation_error_message=_("This person cannot get more than the maximum per year."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id} {self.year}"
