"""The referral: a case handed over warmly to a partner (domain 6)."""

import datetime
import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case
from directory.models import Organization
from referrals.models.consents import Consent
from referrals.permissions import ReferralQuerySet
from referrals.workflow import (
    OPEN,
    PARTNER_KNOWS,
    REFERRAL_MOVES,
    SHARING,
    TAKEN_OVER,
    DataGroup,
    DeclineReason,
    PartnerOutcome,
    ReferralStatus,
)
from werkcentrum.core.history import track

S = ReferralStatus
NEVER_SENT = Q(status=S.DRAFT) | Q(status=S.WITHDRAWN, sent_at__isnull=True)


@track()
class Referral(models.Model):
    """One question to one partner. Until the partner takes over, whoever sent it keeps the case."""

    MOVES = REFERRAL_MOVES

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="referrals", verbose_name=_("case"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="referrals_received", verbose_name=_("organisation")
    )
    from_organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="referrals_sent", verbose_name=_("on behalf of")
    )
    status = models.CharField(_("status"), max_length=20, choices=S.choices, default=S.DRAFT)
    question = models.TextField(_("question to the partner"))
    groups = ArrayField(
        models.CharField(max_length=20, choices=DataGroup.choices), default=list, verbose_name=_("data groups to share")
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    consent = models.ForeignKey(
        Consent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="referrals",
        verbose_name=_("consent or legal task"),
    )
    consent_asked_at = models.DateTimeField(_("client asked for consent at"), null=True, blank=True)

    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sent by")
    )
    remind_on = models.DateField(_("reminder on"), null=True, blank=True)
    escalate_on = models.DateField(_("team lead on"), null=True, blank=True)
    answer_by = models.DateField(_("answer by"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("team lead told at"), null=True, blank=True)
    overdue_at = models.DateTimeField(_("back to the sender at"), null=True, blank=True)

    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over by"),
    )
    contact_name = models.CharField(_("contact person"), max_length=200, blank=True)
    first_contact_on = models.DateField(_("first contact on"), null=True, blank=True)
    follow_up_on = models.DateField(_("ask how it goes on"), null=True, blank=True)
    started_on = models.DateField(_("first contact was on"), null=True, blank=True)

    decline_reason = models.CharField(
        _("reason for declining"), max_length=20, choices=DeclineReason.choices, blank=True
    )
    decline_text = models.TextField(_("explanation"), blank=True)
    proposal = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("proposed instead")
    )
    no_proposal_reason = models.TextField(_("why no other desk fits"), blank=True)

    return_reason = models.TextField(_("why it was handed back"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=PartnerOutcome.choices, blank=True)
    outcome_text = models.TextField(_("explanation of the outcome"), blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ("answer_by", "pk")
        indexes: ClassVar = [
            models.Index(fields=["organization", "status", "answer_by"], name="referral_inbox"),
            models.Index(fields=["answer_by"], condition=Q(status="sent"), name="referral_clock"),
            models.Index(fields=["sent_by", "status"], name="referral_by_sender"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=NEVER_SENT
                | Q(consent__isnull=False, sent_at__isnull=False, sent_by__isnull=False, answer_by__isnull=False),
                name="referral_sent_has_consent",
                violation_error_message=_("A referral is sent with the client's consent or a legal task only."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED, S.RETURNED])
                | (Q(accepted_at__isnull=False, first_contact_on__isnull=False) & ~Q(contact_name="")),
                name="referral_taken_over_by_somebody",
                violation_error_message=_("Who takes over gives a name and the date of the first contact."),
            ),
            models.CheckConstraint(
                condition=~Q(status=S.DECLINED)
                | (~Q(decline_reason="") & (Q(proposal__isnull=False) | ~Q(no_proposal_reason=""))),
                name="referral_decline_helps_on",
                violation_error_message=_("Give a reason, and propose another desk or say why none fits."),
            ),
            models.CheckConstraint(
                condition=~Q(status=S.RETURNED) | ~Q(return_reason=""),
                name="referral_return_has_reason",
                violation_error_message=_("Say why you hand the question back."),
            ),
            models.CheckConstraint(
                condition=~Q(status=S.COMPLETED) | ~Q(outcome=""),
                name="referral_completed_with_outcome",
                violation_error_message=_("Say what came of it."),
            ),
            models.CheckConstraint(
                condition=~Q(question=""),
                name="referral_has_question",
                violation_error_message=_("Write what you ask the partner."),
            ),
            models.UniqueConstraint(
                fields=["case", "organization"],
                condition=Q(status__in=sorted(OPEN)),
                name="referral_one_open_per_desk",
                violation_error_message=_("This question is at this organisation already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.reference}, {self.organization.name}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_waiting(self) -> bool:
        """Whether the partner has yet to answer."""
        return self.status == S.SENT

    @property
    def is_taken_over(self) -> bool:
        return self.status in TAKEN_OVER

    @property
    def consent_is_asked(self) -> bool:
        """Whether the client has been asked online and has not answered."""
        return self.status == S.DRAFT and self.consent_asked_at is not None

    @property
    def partner_knows(self) -> bool:
        return self.status in PARTNER_KNOWS

    @property
    def shared_groups(self) -> list[str]:
        """The data groups that the partner can see today: none without a basis in force, or when it is not needed."""
        if self.status not in SHARING or self.consent is None or not self.consent.is_in_force:
            return []
        return list(self.consent.groups)

    @property
    def sent_on(self) -> datetime.date | None:
        """The day of sending, in Amsterdam."""
        return timezone.localdate(self.sent_at) if self.sent_at else None

    @property
    def is_late(self) -> bool:
        """Whether the partner's time to answer has gone by."""
        return self.is_waiting and (
            self.overdue_at is not None or (self.answer_by is not None and self.answer_by < timezone.localdate())
        )
