"""The steps that every demo story is made of, each at its own moment, by the people of the demo."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from advisors.models import Case
from advisors.services import (
    ClientData,
    Conversation,
    NextStep,
    QuestionData,
    attach_case,
    claim_case,
    open_case,
    record_contact,
)
from advisors.workflow import Channel, ContactKind, RegistrationConsent
from directory.models import Organization
from intake.services import triage, triage_data
from referrals import services as referrals
from referrals.models import Referral
from vouchers import services as vouchers
from vouchers.models import Occupation, Provider, VoucherApplication
from werkcentrum.core.models import Municipality, User
from werkcentrum.demo.clients import Example
from werkcentrum.demo.clock import at, days_ago
from werkcentrum.demo.people import make_user

Staff = dict[str, User]


@dataclass
class Story:
    """One client's way through the portal; `ago` are days before today."""

    staff: Staff
    case: Case = field(init=False)
    application: VoucherApplication = field(init=False)
    advisor: User = field(init=False)

    def ask(self, example: Example, *, channel: str = Channel.ONLINE) -> "Story":
        """The question comes in."""
        municipality = Municipality.objects.get(pk=example.municipality)
        with at(days_ago(example.days_ago, 9, 12)):
            found = triage(example.facts())
            self.case = open_case(
                client=ClientData(
                    audience=example.audience,
                    name=example.name,
                    email=example.email,
                    phone=example.phone,
                    postcode=example.postcode,
                    municipality=municipality,
                    company_name=example.company,
                    kvk_number=example.kvk,
                ),
                question=QuestionData(
                    text=example.question, facts=example.facts(), consent_kind=RegistrationConsent.ONLINE
                ),
                triage=triage_data(found),
                channel=channel,
                answer_by=found.answer_by,
                by=None,
            )
        return self

    def claim(self, advisor: str, ago: float) -> "Story":
        """An advisor picks it up."""
        self.advisor = self.staff[advisor]
        with at(days_ago(ago, 11)):
            claim_case(case_id=self.case.pk, by=self.advisor)
        return self

    def follow(self, example: Example, ago: float) -> "Story":
        """The client logs in and adds the question to the own space."""
        user = make_user(example.email, example.name)
        with at(days_ago(ago, 20)):
            attach_case(reference=self.case.reference, by=user)
        return self

    def call(self, ago: float, note: str, *, minutes: int = 15, next_step: str = "", in_days: int = 5) -> "Story":
        """A phone call, with the next step that follows from it."""
        moment = days_ago(ago, 11, 5)
        step = NextStep(text=next_step, on=(moment + datetime.timedelta(days=in_days)).date()) if next_step else None
        with at(moment):
            record_contact(
                case_id=self.case.pk,
                kind=ContactKind.PHONE,
                minutes=minutes,
                by=self.advisor,
                note=note,
                next_step=step,
            )
        return self

    def converse(self, ago: float, conversation: Conversation, note: str, *, minutes: int = 55) -> "Story":
        """An LLO conversation."""
        with at(days_ago(ago, 13, 30)):
            record_contact(
                case_id=self.case.pk,
                kind=ContactKind.LLO,
                minutes=minutes,
                by=self.advisor,
                note=note,
                conversation=conversation,
            )
        return self

    def refer(self, desk: str, question: str, groups: list[str], ago: float) -> Referral:
        """A referral with spoken consent."""
        organization = Organization.objects.get(code=desk)
        with at(days_ago(ago, 15, 40)):
            draft = referrals.create_draft(
                case_id=self.case.pk, organization=organization, question=question, groups=groups, by=self.advisor
            )
            shown = referrals.text_digest(referrals.consent_text(draft))
            return referrals.send_with_consent(referral_id=draft.pk, how="spoken", shown=shown, by=self.advisor)

    def accept(self, referral: Referral, partner: str, ago: float) -> "Story":
        """The partner takes over."""
        moment = days_ago(ago, 9, 45)
        with at(moment):
            referrals.accept_referral(
                referral_id=referral.pk,
                contact_name=str(self.staff[partner]),
                first_contact_on=(moment + datetime.timedelta(days=2)).date(),
                by=self.staff[partner],
            )
        return self

    def apply(self, ago: float, by: User | None = None, **data: Any) -> "Story":
        """An application for a voucher, filled in and sent."""
        who = by or self.advisor
        with at(days_ago(ago, 16, 20)):
            draft = vouchers.start_application(case_id=self.case.pk, by=who)
            vouchers.save_application(application_id=draft.pk, data=application_data(self.case, **data), by=who)
            self.application = vouchers.submit_application(application_id=draft.pk, by=who, accept_gap=True)
        return self

    def advise(self, ago: float, motivation: str, *, advice: str = "positive", evidence: str = "") -> "Story":
        """The advisor's labour-market test."""
        with at(days_ago(ago, 10, 30)):
            vouchers.record_labour_market_test(
                application_id=self.application.pk,
                advice=advice,
                motivation=motivation,
                evidence=evidence,
                by=self.advisor,
            )
        return self

    def prepare(self, ago: float) -> "Story":
        """The fund officer lays it ready."""
        with at(days_ago(ago, 14)):
            vouchers.prepare_decision(application_id=self.application.pk, by=self.staff["sanne.wolters"])
        return self

    def award(self, ago: float, motivation: str) -> "Story":
        """The fund manager awards, and the letter goes out."""
        with at(days_ago(ago, 9, 30)):
            voucher = vouchers.award_voucher(
                application_id=self.application.pk,
                motivation=motivation,
                declares_no_interest=True,
                by=self.staff["joost.veldhuis"],
            )
            vouchers.issue_decision(decision_id=voucher.application.decision.pk)
        return self

    def refuse(self, ago: float, motivation: str, grounds: list[str]) -> "Story":
        """The fund manager refuses, and the letter goes out."""
        with at(days_ago(ago, 9, 30)):
            decision = vouchers.refuse_application(
                application_id=self.application.pk,
                grounds=grounds,
                motivation=motivation,
                declares_no_interest=True,
                by=self.staff["joost.veldhuis"],
            )
            vouchers.issue_decision(decision_id=decision.pk)
        return self


def application_data(case: Case, **values: Any) -> vouchers.ApplicationData:
    """What was filled in; codes of occupation and provider become rows."""
    for name, model, key in (("occupation", Occupation, "pk"), ("provider", Provider, "code")):
        if isinstance(values.get(name), str):
            values[name] = model.objects.get(**{key: values[name]})
    return vouchers.ApplicationData(
        municipality=case.client.municipality, **{"education": case.education, "sector_from": "geen"} | values
    )
