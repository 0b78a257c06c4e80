"""From draft to paid: what each step does, and what it refuses."""

import datetime

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from notifications.models import Letter, Message
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from vouchers import ledger, services
from vouchers.models import Commitment, Decision, LedgerEntry, Occupation, PersonYear, Voucher, VoucherApplication
from vouchers.rules import assess, read_facts, read_scheme, write_outcome
from vouchers.services.deciding import NoConversation
from vouchers.workflow import ApplicationStatus, EntryKind
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.workflow import MoveNotAllowed


def balances():
    return Commitment.objects.order_by("pk").values_list("reserved_cents", "paid_cents")


def test_a_draft_knows_what_the_case_knows_and_is_made_once(fund):
    case = fund.case()
    first = services.start_application(case_id=case.pk, by=fund.advisor)
    assert first.education == case.education
    assert first.municipality == case.client.municipality
    assert services.start_application(case_id=case.pk, by=fund.advisor) == first


def test_the_applicant_may_apply_and_a_stranger_may_not(fund):
    applicant = UserFactory()
    case = fund.case(client=ClientFactory(user=applicant, email=applicant.email))
    assert services.start_application(case_id=case.pk, by=applicant).created_by == applicant
    for stranger in (UserFactory(), UserFactory(partner=True), fund.officer):
        with pytest.raises(NotAllowed):
            services.start_application(case_id=case.pk, by=stranger)


def test_sending_keeps_a_copy_starts_the_term_and_sends_a_receipt(fund, freeze):
    freeze("2026-03-26 10:00")
    application = fund.submitted()
    assert application.decision_due == datetime.date(2026, 5, 21)
    assert application.snapshot["facts"]["costs"] == [
        {"category": "tuition", "cents": 320_000},
        {"category": "exam", "cents": 20_000},
    ]
    receipt = Message.objects.get(kind="vouchers/receipt")
    assert application.reference in receipt.subject
    assert "€ 1.700,00" in receipt.text.replace("\N{NO-BREAK SPACE}", " ")
    assert "3.200,00" in receipt.text


def test_a_gap_must_be_taken_on_before_sending(fund):
    draft = fund.draft(costs={"tuition": 800_000}, cofinancing={"employer": 400_000})
    with pytest.raises(services.GapNotAccepted) as refused:
        services.submit_application(application_id=draft.pk, by=fund.advisor)
    assert refused.value.gap_cents == 150_000
    sent = services.submit_application(application_id=draft.pk, by=fund.advisor, accept_gap=True)
    assert dict(sent.cofinancing.values_list("source", "cents")) == {"employer": 400_000, "own": 150_000}


def test_an_unfinished_draft_is_kept_and_not_sent(fund):
    draft = fund.draft(training_name="Lasser niveau 1", start_date=None)
    with pytest.raises(services.NotFilledIn) as refused:
        services.submit_application(application_id=draft.pk, by=fund.advisor)
    assert "training.startDate" in refused.value.fields
    draft.refresh_from_db()
    assert (draft.status, draft.training_name) == (ApplicationStatus.DRAFT, "Lasser niveau 1")


def test_what_was_sent_cannot_be_changed(fund):
    application = fund.submitted()
    with pytest.raises(Conflict):
        services.save_application(
            application_id=application.pk, data=services.ApplicationData(training_name="x"), by=fund.advisor
        )
    with pytest.raises(MoveNotAllowed):
        services.submit_application(application_id=application.pk, by=fund.advisor)


def test_an_occupation_off_the_list_needs_evidence_for_a_positive_advice(fund):
    application = fund.submitted(occupation=Occupation.objects.get(code="florist"), evidence="job_offer")
    values = {
        "application_id": application.pk,
        "advice": "positive",
        "motivation": "A job is waiting.",
        "by": fund.advisor,
    }
    with pytest.raises(RuleViolation, match="welk bewijs"):
        services.record_labour_market_test(**values)
    test = services.record_labour_market_test(**values, evidence="job_offer")
    assert (test.is_on_list, test.occupation_list.version) == (False, 1)


@pytest.mark.parametrize("role", ["officer", "manager", "controller"])
def test_only_an_advisor_advises(fund, role):
    application = fund.submitted()
    with pytest.raises(NotAllowed):
        services.record_labour_market_test(
            application_id=application.pk, advice="positive", motivation="x", by=getattr(fund, role)
        )


def test_without_an_llo_conversation_nothing_is_prepared(fund):
    application = fund.submitted()
    services.record_labour_market_test(
        application_id=application.pk, advice="positive", motivation="Work.", by=fund.advisor
    )
    with pytest.raises(NoConversation):
        services.prepare_decision(application_id=application.pk, by=fund.officer)


def test_an_award_reserves_money_and_can_be_recomputed(fund, freeze):
    freeze("2026-04-14 11:00")
    application = fund.prepared()
    voucher = fund.award(application)
    assert voucher.cents == 170_000
    assert sum(reserved for reserved, _paid in balances()) == 170_000
    assert PersonYear.objects.get().awarded_cents == 170_000
    decision = Decision.objects.get()
    assert decision.amount_cents == 170_000
    assert decision.objection_until == datetime.date(2026, 5, 26)
    again = assess(read_facts(decision.facts), read_scheme(decision.parameters))
    assert write_outcome(again) == decision.outcome


def test_the_applicant_gets_a_letter_and_a_message(fund):
    application = fund.awarded()
    assert application.status == ApplicationStatus.ISSUED
    letter = Letter.objects.get()
    assert letter.kind == "vouchers/awarded"
    message = Message.objects.get(kind="vouchers/decision")
    assert "1.700" not in message.text
    assert letter.announced_by == message
    assert services.issue_decision(decision_id=application.decision.pk) == letter
    assert Letter.objects.count() == 1


def test_a_refusal_has_grounds_and_a_motivation(fund):
    application = fund.prepared()
    with pytest.raises(RuleViolation, match="ten minste één grond"):
        fund.refuse(application, grounds=())
    decision = fund.refuse(application)
    application.refresh_from_db()
    assert (decision.grounds, decision.amount_cents) == (["labour_market"], 0)
    assert application.status == ApplicationStatus.REFUSED
    assert not Voucher.objects.exists()
    assert Letter.objects.get().kind == "vouchers/refused"


def test_who_prepared_advised_or_entered_it_does_not_decide(fund):
    application = fund.prepared()
    for person in (fund.officer, fund.advisor, fund.controller):
        with pytest.raises(NotAllowed):
            fund.award(application, by=person)
    both = UserFactory(fund_manager=True)
    VoucherApplication.objects.filter(pk=application.pk).update(prepared_by=both)
    with pytest.raises(NotAllowed, match="Iemand anders"):
        fund.award(application, by=both)


def test_nobody_decides_without_declaring_to_have_no_interest(fund):
    application = fund.prepared()
    with pytest.raises(RuleViolation, match="geen belang"):
        services.award_voucher(
            application_id=application.pk, motivation="x", declares_no_interest=False, by=fund.manager
        )
    assert not Decision.objects.exists()


def test_a_fund_manager_does_not_decide_on_the_own_application(fund):
    client = ClientFactory(user=fund.manager, email=fund.manager.email)
    application = fund.prepared(fund.case(client=client))
    with pytest.raises(NotAllowed, match="eigen aanvraag"):
        fund.award(application)


def test_four_eyes_also_hold_in_the_database(fund):
    application = fund.prepared()
    with pytest.raises(IntegrityError, match="decision_four_eyes"), transaction.atomic():
        Decision.objects.create(
            application=application,
            result="awarded",
            amount_cents=1,
            motivation="x",
            prepared_by=fund.officer,
            decided_by=fund.officer,
            declared_no_interest=True,
            on_behalf_of="x",
            objection_until=timezone.localdate(),
            facts={},
            parameters={},
            outcome={},
        )


def test_a_decision_never_changes(fund):
    decision = fund.awarded().decision
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(amount_cents=1)
    with pytest.raises(InternalError, match="Cannot delete"), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).delete()


def test_the_fund_stops_at_what_was_committed(fund):
    Commitment.objects.update(total_cents=0)
    Commitment.objects.filter(pk=Commitment.objects.valid_on(timezone.localdate()).first().pk).update(
        total_cents=169_999
    )
    application = fund.prepared()
    with pytest.raises(ledger.CeilingReached) as refused:
        fund.award(application)
    assert (refused.value.wanted_cents, refused.value.free_cents) == (170_000, 169_999)
    application.refresh_from_db()
    assert application.status == ApplicationStatus.PREPARED
    assert not Decision.objects.exists()
    assert not PersonYear.objects.filter(awarded_cents__gt=0).exists()


def test_a_voucher_is_spread_over_commitments_the_most_restricted_first(fund):
    today = timezone.localdate()
    Commitment.objects.update(total_cents=0)
    pots = list(Commitment.objects.valid_on(today).order_by("pk"))
    Commitment.objects.filter(pk=pots[0].pk).update(total_cents=500_000)
    Commitment.objects.filter(pk=pots[1].pk).update(total_cents=100_000, sector="zorg")
    Commitment.objects.filter(pk=pots[2].pk).update(total_cents=900_000, sector="bouw")
    voucher = fund.award(fund.prepared())
    assert list(voucher.reservations.order_by("pk").values_list("commitment", "cents")) == [
        (pots[1].pk, 100_000),
        (pots[0].pk, 70_000),
    ]


def test_a_second_voucher_in_the_year_gets_what_is_left_and_a_third_nothing(fund):
    case = fund.case()
    fund.award(fund.prepared(case))
    second = fund.award(fund.prepared(case))
    assert second.cents == 80_000
    third = fund.prepared(case)
    with pytest.raises(services.NotEligible):
        fund.award(third)


def test_paying_moves_the_money_and_the_rest_flows_back(fund):
    application = fund.invoiced(cents=150_000)
    voucher = services.pay_invoice(application_id=application.pk, by=fund.controller)
    assert voucher.paid_cents == 150_000
    assert (sum(r for r, _ in balances()), sum(p for _, p in balances())) == (0, 150_000)
    kinds = list(LedgerEntry.objects.filter(voucher=voucher).order_by("pk").values_list("kind", "cents"))
    assert kinds[-2:] == [(EntryKind.PAID, 150_000), (EntryKind.RELEASED, 20_000)]
    assert ledger.differences() == []
    application = services.settle_voucher(application_id=application.pk, by=fund.officer)
    assert application.status == ApplicationStatus.SETTLED


def test_a_decision_is_taken_once_and_only_on_what_was_prepared(fund):
    with pytest.raises(MoveNotAllowed):
        fund.award(fund.advised())
    application = fund.awarded()
    for decide in (fund.award, fund.refuse):
        with pytest.raises(MoveNotAllowed):
            decide(application)
    assert Decision.objects.count() == 1


def test_an_invoice_is_entered_once_and_only_for_a_training_that_started(fund):
    application = fund.prepared()
    values = {"number": "2026-78", "cents": 1, "received_on": timezone.localdate(), "by": fund.officer}
    with pytest.raises(MoveNotAllowed):
        services.register_invoice(application_id=application.pk, **values)
    application = fund.invoiced()
    with pytest.raises(MoveNotAllowed):
        services.register_invoice(application_id=application.pk, **values)


def test_an_invoice_is_paid_once_and_by_somebody_else(fund):
    application = fund.invoiced()
    for person in (fund.officer, fund.manager, fund.advisor):
        with pytest.raises(NotAllowed):
            services.pay_invoice(application_id=application.pk, by=person)
    services.pay_invoice(application_id=application.pk, by=fund.controller)
    with pytest.raises(RuleViolation, match="geen onbetaalde factuur"):
        services.pay_invoice(application_id=application.pk, by=fund.controller)


def test_the_provider_cannot_invoice_more_than_the_voucher(fund):
    with pytest.raises(RuleViolation, match="Meer kan de opleider niet"):
        fund.invoiced(cents=170_001)


def test_the_ledger_can_only_grow(fund):
    entry = LedgerEntry.objects.first()
    with pytest.raises(InternalError, match="ledger_append_only"), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk).update(cents=1)
    with pytest.raises(InternalError, match="ledger_append_only"), transaction.atomic():
        entry.delete()


def test_reconciliation_finds_a_balance_that_no_entry_explains(fund):
    assert ledger.differences() == []
    Commitment.objects.filter(pk=Commitment.objects.first().pk).update(reserved_cents=1)
    assert len(ledger.differences()) == 2


@pytest.mark.parametrize("column", ["reserved_cents", "paid_cents"])
def test_the_database_refuses_to_overspend_whatever_the_code_does(fund, column):
    commitment = Commitment.objects.first()
    with pytest.raises(IntegrityError, match="commitment_never_overspent"), transaction.atomic():
        Commitment.objects.filter(pk=commitment.pk).update(**{column: commitment.total_cents + 1})


def test_the_database_refuses_more_than_the_maximum_per_person(fund):
    fund.awarded()
    with pytest.raises(IntegrityError, match="person_year_within_maximum"), transaction.atomic():
        PersonYear.objects.update(awarded_cents=250_001)


def test_withdrawing_is_possible_until_the_decision(fund):
    application = fund.prepared()
    services.withdraw_application(application_id=application.pk, by=fund.advisor, reason="Another job.")
    application.refresh_from_db()
    assert application.status == ApplicationStatus.WITHDRAWN
    awarded = fund.awarded(CaseFactory(open=True, owner=fund.advisor))
    with pytest.raises(MoveNotAllowed):
        services.withdraw_application(application_id=awarded.pk, by=fund.advisor)
