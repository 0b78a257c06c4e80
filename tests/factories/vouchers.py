"""Applications at every stage, made through the services, on the reference data of the fund."""

import datetime
from typing import Any

from django.utils import timezone

from advisors.models import Case
from advisors.services import Conversation, record_contact
from advisors.workflow import ContactKind
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from vouchers import services
from vouchers.models import Commitment, Occupation, Provider, VoucherApplication
from werkcentrum.core.models import Municipality, User

CONVERSATION = Conversation(
    goal="Work in elderly care", education="mbo2", route="other_sector", sector_from="handel", sector_to="zorg"
)


def application_data(**changes: Any) -> services.ApplicationData:
    """A training of 3,400 euro of which others pay half; a voucher of 1,700 euro follows."""
    values: dict[str, Any] = {
        "birth_date": datetime.date(1999, 5, 1),
        "municipality": Municipality.objects.get(code="GM0173"),
        "education": "mbo2",
        "route": "other_sector",
        "sector_from": "handel",
        "sector_to": "zorg",
        "occupation": Occupation.objects.get(code="care-assistant"),
        "training_name": "Certificaat Ondersteuning Thuis",
        "level": "certificate",
        "provider": Provider.objects.get(code="roc-van-twente"),
        "start_date": timezone.localdate() + datetime.timedelta(days=60),
        "motivation": "I want to work with older people.",
        "costs": {"tuition": 320_000, "exam": 20_000},
        "cofinancing": {"employer": 145_000, "own": 25_000},
        "payers": {"employer": "Zorggroep De Esch"},
    }
    return services.ApplicationData(**(values | changes))


class Fund:
    """The people of the fund, and how an application gets from draft to paid. Needs the fixture `reference`."""

    def __init__(self) -> None:
        Commitment.objects.update(valid_until=datetime.date(2100, 12, 31))  # the plan ends, the tests do not
        self.advisor: User = UserFactory(advisor=True)
        self.officer: User = UserFactory(fund_officer=True)
        self.manager: User = UserFactory(fund_manager=True)
        self.controller: User = UserFactory(controller=True)

    def case(self, **values: Any) -> Case:
        """A case of a resident of Oldenzaal, picked up by the advisor."""
        return CaseFactory(open=True, owner=self.advisor, **values)

    def draft(self, case: Case | None = None, **changes: Any) -> VoucherApplication:
        """A filled-in draft."""
        application = services.start_application(case_id=(case or self.case()).pk, by=self.advisor)
        return services.save_application(
            application_id=application.pk, data=application_data(**changes), by=self.advisor
        )

    def submitted(self, case: Case | None = None, **changes: Any) -> VoucherApplication:
        """Sent; the gap, if any, taken on."""
        draft = self.draft(case, **changes)
        return services.submit_application(application_id=draft.pk, by=self.advisor, accept_gap=True)

    def converse(self, application: VoucherApplication) -> None:
        """The LLO conversation without which nothing is decided."""
        record_contact(
            case_id=application.case_id, kind=ContactKind.LLO, minutes=50, by=self.advisor, conversation=CONVERSATION
        )

    def advised(self, case: Case | None = None, *, evidence: str = "", **changes: Any) -> VoucherApplication:
        """With an LLO conversation and a positive advice."""
        application = self.submitted(case, evidence=evidence, **changes)
        self.converse(application)
        services.record_labour_market_test(
            application_id=application.pk,
            advice="positive",
            motivation="There is a job.",
            evidence=evidence,
            by=self.advisor,
        )
        return VoucherApplication.objects.get(pk=application.pk)

    def prepared(self, case: Case | None = None, **changes: Any) -> VoucherApplication:
        """Laid ready for the fund manager."""
        application = self.advised(case, **changes)
        return services.prepare_decision(application_id=application.pk, by=self.officer)

    def award(self, application: VoucherApplication, *, by: User | None = None) -> Any:
        """The fund manager awards."""
        return services.award_voucher(
            application_id=application.pk,
            motivation="This training leads to work.",
            declares_no_interest=True,
            by=by or self.manager,
        )

    def refuse(self, application: VoucherApplication, *, grounds: tuple[str, ...] = ("labour_market",)) -> Any:
        """The fund manager refuses."""
        return services.refuse_application(
            application_id=application.pk,
            grounds=list(grounds),
            motivation="There is little work in this occupation.",
            declares_no_interest=True,
            by=self.manager,
        )

    def awarded(self, case: Case | None = None, **changes: Any) -> VoucherApplication:
        """Awarded; the letter is made by the task."""
        application = self.prepared(case, **changes)
        self.award(application)
        return VoucherApplication.objects.get(pk=application.pk)

    def invoiced(self, case: Case | None = None, *, cents: int = 170_000, **changes: Any) -> VoucherApplication:
        """Started, and the provider's invoice is in."""
        application = self.awarded(case, **changes)
        services.start_training(application_id=application.pk, started_on=timezone.localdate(), by=self.officer)
        services.register_invoice(
            application_id=application.pk,
            number="2026-77",
            cents=cents,
            received_on=timezone.localdate(),
            by=self.officer,
        )
        return VoucherApplication.objects.get(pk=application.pk)
