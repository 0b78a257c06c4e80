"""Referrals and consents. `ReferralFactory()` waits for an answer; traits `draft`, `accepted`, `started`, `completed`,
`returned`, `declined`, `withdrawn`, `expired` and `asked` (the client was asked for consent online).
"""

import datetime
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from advisors.workflow import WaitingFor
from referrals import rules
from referrals.models import Consent, Referral
from referrals.workflow import ConsentHow, DeclineReason, PartnerOutcome, ReferralStatus
from tests.factories.advisors import CaseFactory
from tests.factories.core import usual_organization
from tests.factories.directory import OrganizationFactory
from werkcentrum.core import terms
from werkcentrum.core.roles import Role

NOW = factory.LazyFunction(timezone.now)


class ConsentFactory(DjangoModelFactory):
    """Spoken consent of today for contact details and question; `legal_task=True` a task by law instead."""

    class Meta:
        model = Consent

    class Params:
        legal_task = factory.Trait(basis="legal_task", how="", article="suwi_62")
        withdrawn = factory.Trait(
            withdrawn_at=factory.LazyFunction(timezone.now), withdrawn_by=factory.SelfAttribute("recorded_by")
        )

    case = factory.SubFactory(CaseFactory, open=True)
    organization = factory.SubFactory(OrganizationFactory, code="vakbonden", name="Vakbondshuis FNV")
    purpose = "Mag zij haar oproepcontract opzeggen?"
    groups = factory.LazyFunction(lambda: ["contact", "question"])
    text = "Mogen wij dit delen?"
    how = ConsentHow.SPOKEN
    recorded_by = factory.SelfAttribute("case.owner")
    valid_until = factory.LazyFunction(lambda: rules.consent_until(timezone.localdate()))


class ReferralFactory(DjangoModelFactory):
    """A question that was sent to the union today and is not answered; `groups=[...]` says what is shared."""

    class Meta:
        model = Referral

    class Params:
        draft = factory.Trait(status=ReferralStatus.DRAFT, is_sent=False)
        asked = factory.Trait(draft=True, consent_asked_at=NOW)
        taken = factory.Trait(
            accepted_at=NOW,
            answered_at=NOW,
            contact_name="Ria Lansink",
            first_contact_on=factory.LazyFunction(timezone.localdate),
        )
        accepted = factory.Trait(status=ReferralStatus.ACCEPTED, taken=True)
        started = factory.Trait(status=ReferralStatus.IN_PROGRESS, taken=True)
        completed = factory.Trait(
            status=ReferralStatus.COMPLETED, taken=True, outcome=PartnerOutcome.HELPED, ended_at=NOW
        )
        returned = factory.Trait(
            status=ReferralStatus.RETURNED, taken=True, return_reason="Niet bereikt.", ended_at=NOW
        )
        declined = factory.Trait(
            status=ReferralStatus.DECLINED,
            decline_reason=DeclineReason.NO_ROOM,
            no_proposal_reason="Wij kennen geen andere plek.",
            ended_at=NOW,
        )
        withdrawn = factory.Trait(status=ReferralStatus.WITHDRAWN, ended_at=NOW)
        expired = factory.Trait(status=ReferralStatus.EXPIRED, ended_at=NOW)
        is_sent = True

    case = factory.SubFactory(CaseFactory, open=True)
    organization = factory.SubFactory(OrganizationFactory, code="vakbonden", name="Vakbondshuis FNV")
    from_organization = factory.LazyFunction(lambda: usual_organization(Role.ADVISOR))
    created_by = factory.SelfAttribute("case.owner")
    status = ReferralStatus.SENT
    question = "Mag zij haar oproepcontract opzeggen?"
    groups = factory.LazyFunction(lambda: ["contact", "question"])

    @classmethod
    def _create(cls, model_class: type[Referral], *args: Any, **kwargs: Any) -> Referral:
        """What was sent has a consent and a clock; the case waits for the partner, as the services leave it."""
        case, organization = kwargs["case"], kwargs["organization"]
        if kwargs.pop("is_sent", True) and "consent" not in kwargs:
            kwargs["consent"] = ConsentFactory(case=case, organization=organization, groups=kwargs["groups"])
        if kwargs.get("consent"):
            sent_at = kwargs.setdefault("sent_at", timezone.now())
            kwargs.setdefault("sent_by", kwargs["created_by"])
            cls._wind(kwargs, timezone.localdate(sent_at))
        referral = super()._create(model_class, *args, **kwargs)
        if referral.status == ReferralStatus.SENT:
            case.next_step, case.next_step_on = f"Wacht op {organization.name}", referral.answer_by
            case.waiting_for = WaitingFor.PARTNER
            case.save()
        return referral

    @staticmethod
    def _wind(kwargs: dict[str, Any], sent_on: datetime.date) -> None:
        desk = kwargs["organization"]
        settings = rules.ClockSettings(desk.reminder_days, desk.escalation_days, desk.overdue_days)
        dates = rules.milestones(sent_on, settings, terms.calendar())
        kwargs.setdefault("remind_on", dates.remind_on)
        kwargs.setdefault("escalate_on", dates.escalate_on)
        kwargs.setdefault("answer_by", dates.answer_by)
