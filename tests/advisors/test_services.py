"""What happens with a case: opening, picking up, handing over, contact, next step, closing, reopening."""

import datetime
import uuid
from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from advisors.models import Case, Client
from advisors.services import (
    ClientData,
    Conversation,
    NextStep,
    QuestionData,
    Reason,
    TriageData,
    assign_case,
    change_client,
    change_next_step,
    claim_case,
    close_case,
    open_case,
    record_contact,
    record_event,
    release_case,
    reopen_case,
    set_next_step,
    withdraw_case,
)
from advisors.services.steps import StepChangedMeanwhile, StepInThePast
from advisors.workflow import CaseStatus, ContactKind, Outcome, WaitingFor
from directory.models import Team
from notifications.models import Message
from tests.factories.advisors import CaseFactory, ClientFactory, front_desk_team
from tests.factories.core import MunicipalityFactory, UserFactory
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db

TRIAGE = TriageData(
    level="basic",
    responsible="sociale-partners",
    desks=("leerwerkloket", "twents-fonds"),
    reasons=(Reason(rule="training", nl="U vraagt naar een opleiding.", en="You ask about training."),),
    rule_set="1",
)
FACTS = {"audience": "resident", "situation": "flex", "age": 26, "education": "mbo2", "themes": ["training"]}
TALK = Conversation(
    goal="Werken in de ouderenzorg", education="mbo2", route="other_sector", sector_from="handel", sector_to="zorg"
)


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


def actions(obj) -> list[str]:
    return [event.action for event in AuditEvent.objects.about(obj).order_by("at", "pk")]


def kinds(case: Case) -> list[str]:
    return [entry.kind for entry in case.timeline.order_by("at", "pk")]


def ask(**changes) -> Case:
    front_desk_team()
    fields = {
        "client": ClientData(
            audience="resident",
            name="Iris Nijhuis",
            email=" Iris.Nijhuis@Post.Example ",
            phone="+31600001234",
            municipality=MunicipalityFactory(),
        ),
        "question": QuestionData(text="Welke opleiding past bij mij?", facts=FACTS, contact_preference="phone"),
        "triage": TRIAGE,
        "channel": "online",
        "answer_by": date(2026, 3, 13),
        "by": None,
    }
    return open_case(**fields | changes)


class TestOpening:
    def test_a_question_becomes_a_case_with_a_team_a_step_and_a_date(self):
        case = ask()
        assert case.status == CaseStatus.NEW
        assert case.team == front_desk_team()
        assert (case.next_step, case.next_step_on) == ("Eerste contact opnemen", date(2026, 3, 13))
        assert case.client.email == "iris.nijhuis@post.example"
        assert (case.situation, case.age, case.themes) == ("flex", 26, ["training"])
        assert case.triage["reasons"][0]["nl"] == "U vraagt naar een opleiding."
        assert kinds(case) == ["case.opened_online"]
        assert actions(case) == ["case.opened"]

    def test_the_number_can_be_read_aloud(self, freeze):
        freeze("2026-03-10 09:00")
        assert ask().reference.startswith("WCT-2026-")

    def test_the_same_form_sent_twice_is_one_case(self):
        key = uuid.uuid4()
        first, second = ask(submission_key=key), ask(submission_key=key)
        assert first == second
        assert (Case.objects.count(), Client.objects.count()) == (1, 1)

    def test_a_shared_address_does_not_join_two_people(self):
        first, second = ask(), ask()
        assert first.client != second.client

    def test_a_colleague_can_open_a_case_for_a_client_that_is_known(self, advisor):
        known = ClientFactory()
        case = ask(client=known, by=advisor, channel="walk_in")
        assert case.client == known
        assert case.timeline.get().kind == "case.opened_walk_in"
        assert case.client.user is None

    def test_somebody_who_is_logged_in_and_asks_for_oneself_follows_the_question_at_once(self):
        resident = UserFactory(email="iris.nijhuis@post.example")
        assert ask(by=resident).client.user == resident

    def test_asking_for_another_address_does_not_open_that_persons_question(self):
        assert ask(by=UserFactory(email="someone.else@post.example")).client.user is None

    def test_an_address_that_was_not_proven_does_not_count(self):
        resident = UserFactory(email="iris.nijhuis@post.example", verified=False)
        assert ask(by=resident).client.user is None


class TestClaiming:
    def test_the_client_hears_who_the_contact_person_is(self, advisor):
        case = CaseFactory(client__email="iris@post.example", client__name="Iris Nijhuis")
        claim_case(case_id=case.pk, by=advisor)
        case.refresh_from_db()
        assert (case.owner, case.status) == (advisor, CaseStatus.OPEN)
        assert "case.claimed" in actions(case)
        assert "case.claimed" in kinds(case)
        [message] = mail.outbox
        assert "iris@post.example" in message.to[0]
        assert "Marieke ter Braak" in message.subject

    def test_a_message_in_english_for_who_reads_english(self, advisor):
        case = CaseFactory(client__language="en")
        claim_case(case_id=case.pk, by=advisor)
        assert "is your contact person" in mail.outbox[0].subject
        assert "/en/mijn/koppelen/" in mail.outbox[0].body

    def test_without_an_address_there_is_no_message_and_no_error(self, advisor):
        case = CaseFactory(client__email="")
        claim_case(case_id=case.pk, by=advisor)
        assert not Message.objects.exists()

    def test_who_is_too_late_reads_who_was_first(self, advisor):
        case = CaseFactory()
        claim_case(case_id=case.pk, by=advisor)
        with pytest.raises(Conflict, match="Marieke ter Braak"):
            claim_case(case_id=case.pk, by=UserFactory(advisor=True))

    def test_claiming_twice_is_claiming_once(self, advisor):
        case = CaseFactory()
        claim_case(case_id=case.pk, by=advisor)
        claim_case(case_id=case.pk, by=advisor)
        assert kinds(case).count("case.claimed") == 1
        assert len(mail.outbox) == 1

    def test_a_closed_case_cannot_be_picked_up(self, advisor):
        with pytest.raises(Conflict):
            claim_case(case_id=CaseFactory(closed=True).pk, by=advisor)


class TestHandingOver:
    def test_the_colleague_gets_the_note_and_the_client_the_name(self, advisor):
        case = CaseFactory(open=True)
        bram = UserFactory(advisor=True, name="Bram Kuipers")
        assign_case(case_id=case.pk, to=bram, note="Iris belt liever na 12 uur.", by=advisor)
        case.refresh_from_db()
        assert case.owner == bram
        texts = {message.to[0].split("<")[-1].strip(">"): message.body for message in mail.outbox}
        assert "Iris belt liever na 12 uur." in texts[bram.email]
        assert "Iris belt liever na 12 uur." not in texts[case.client.email]
        assert case.timeline.get(kind="case.assigned").visible_to_client is False
        assert case.timeline.get(kind="case.new_contact").visible_to_client is True

    def test_a_team_gets_it_back_among_what_nobody_has(self, advisor):
        case = CaseFactory(open=True)
        team = Team.objects.create(organization=case.team.organization, name="Almelo")
        assign_case(case_id=case.pk, team=team, by=advisor)
        case.refresh_from_db()
        assert (case.owner, case.team, case.status) == (None, team, CaseStatus.NEW)
        assert case in Case.objects.unassigned()

    def test_a_team_of_another_organisation_gets_a_referral_instead(self, advisor):
        case = CaseFactory(open=True)
        uwv = UserFactory(partner=True).memberships.get().organization
        team = Team.objects.create(organization=uwv, name="WW")
        with pytest.raises(NotAllowed, match="doorverwijzing"):
            assign_case(case_id=case.pk, team=team, by=advisor)

    def test_somebody_who_does_not_handle_cases_cannot_get_one(self, advisor):
        with pytest.raises(NotAllowed):
            assign_case(case_id=CaseFactory(open=True).pk, to=UserFactory(partner=True), by=advisor)

    def test_who_has_it_already_cannot_get_it_again(self, advisor):
        case = CaseFactory(open=True)
        with pytest.raises(Conflict):
            assign_case(case_id=case.pk, to=case.owner, by=advisor)

    def test_giving_back_leaves_the_team_as_owner(self, advisor):
        case = CaseFactory(open=True)
        release_case(case_id=case.pk, by=advisor, reason="Verlof")
        case.refresh_from_db()
        assert (case.owner, case.status) == (None, CaseStatus.NEW)
        assert case.owner_name == case.team.name
        assert case.timeline.get(kind="case.released").body == "Verlof"

    def test_what_nobody_has_cannot_be_given_back(self, advisor):
        with pytest.raises(Conflict):
            release_case(case_id=CaseFactory().pk, by=advisor)


class TestContact:
    def test_the_first_contact_is_the_first_answer(self, advisor):
        case = CaseFactory(open=True, opened_at=timezone.now() - datetime.timedelta(days=2))
        contact = record_contact(case_id=case.pk, kind=ContactKind.PHONE, minutes=15, note="Kennisgemaakt", by=advisor)
        case.refresh_from_db()
        assert case.first_answered_at == contact.at
        record_contact(case_id=case.pk, kind=ContactKind.PHONE, minutes=5, by=advisor)
        case.refresh_from_db()
        assert case.first_answered_at == contact.at
        assert kinds(case) == ["contact.phone", "contact.phone"]
        assert "case.contact" in actions(case)

    def test_a_note_for_colleagues_stays_hidden_for_the_client(self, advisor):
        case = CaseFactory(open=True)
        record_contact(case_id=case.pk, kind="email", minutes=5, note="Intern", visible_to_client=False, by=advisor)
        assert case.timeline.get().visible_to_client is False

    def test_a_conversation_keeps_what_the_figures_need(self, advisor):
        case = CaseFactory(open=True, education="unknown")
        contact = record_contact(case_id=case.pk, kind=ContactKind.LLO, minutes=55, conversation=TALK, by=advisor)
        case.refresh_from_db()
        assert (contact.goal, contact.route) == ("Werken in de ouderenzorg", "other_sector")
        assert (contact.sector_from, contact.sector_to) == ("handel", "zorg")
        assert case.education == contact.education == "mbo2"

    def test_a_conversation_without_what_it_was_about_is_refused(self, advisor):
        with pytest.raises(RuleViolation, match="LLO-gesprek"):
            record_contact(case_id=CaseFactory(open=True).pk, kind=ContactKind.LLO, minutes=55, by=advisor)

    def test_the_next_step_comes_with_it(self, advisor):
        case = CaseFactory(open=True)
        on = timezone.localdate() + datetime.timedelta(days=7)
        step = NextStep(text="Offerte bespreken", on=on, waiting_for=WaitingFor.CLIENT)
        record_contact(case_id=case.pk, kind="phone", minutes=10, next_step=step, by=advisor)
        case.refresh_from_db()
        assert (case.next_step, case.next_step_on, case.waiting_for) == ("Offerte bespreken", on, "client")

    def test_a_refused_step_leaves_no_contact_behind(self, advisor):
        case = CaseFactory(open=True)
        step = NextStep(text="Bellen", on=timezone.localdate() - datetime.timedelta(days=1))
        with pytest.raises(StepInThePast):
            record_contact(case_id=case.pk, kind="phone", minutes=10, next_step=step, by=advisor)
        assert not case.contact_moments.exists()

    def test_a_contact_in_the_future_is_a_plan(self, advisor):
        with pytest.raises(RuleViolation):
            record_contact(
                case_id=CaseFactory(open=True).pk,
                kind="phone",
                minutes=10,
                at=timezone.now() + datetime.timedelta(hours=1),
                by=advisor,
            )

    @pytest.mark.parametrize("minutes", [0, 601])
    def test_an_implausible_duration_is_explained(self, advisor, minutes):
        with pytest.raises(RuleViolation, match="600"):
            record_contact(case_id=CaseFactory(open=True).pk, kind="phone", minutes=minutes, by=advisor)


class TestNextStep:
    def test_saving_over_a_newer_change_is_refused(self, advisor):
        case = CaseFactory(open=True)
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        change_next_step(case_id=case.pk, text="Bel De Esch", on=tomorrow, version=case.version, by=advisor)
        with pytest.raises(StepChangedMeanwhile) as refused:
            change_next_step(case_id=case.pk, text="Mail Iris", on=tomorrow, version=case.version, by=advisor)
        assert refused.value.case.next_step == "Bel De Esch"
        case.refresh_from_db()
        assert case.next_step == "Bel De Esch"

    def test_what_was_done_becomes_a_line(self, advisor):
        case = CaseFactory(open=True, next_step="Bel Iris")
        on = timezone.localdate()
        change_next_step(case_id=case.pk, text="Mail de offerte", on=on, done="Zij begint op 1 september.", by=advisor)
        line = case.timeline.get(kind="step.done")
        assert (line.data["step"], line.body) == ("Bel Iris", "Zij begint op 1 september.")

    def test_a_step_in_the_past_is_refused(self, advisor):
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        with pytest.raises(StepInThePast):
            change_next_step(case_id=CaseFactory(open=True).pk, text="Bel", on=yesterday, by=advisor)

    def test_another_app_sets_it_as_a_consequence_without_a_role(self):
        case = CaseFactory(open=True)
        on = timezone.localdate() + datetime.timedelta(days=5)
        set_next_step(case_id=case.pk, text="Nabellen", on=on, waiting_for="partner", by=UserFactory(partner=True))
        case.refresh_from_db()
        assert (case.next_step, case.waiting_for) == ("Nabellen", "partner")
        set_next_step(case_id=case.pk, text="Terug van partner", on=on, by=None)
        case.refresh_from_db()
        assert case.waiting_for == "us"

    def test_an_empty_step_is_explained(self):
        case = CaseFactory(open=True)
        with pytest.raises(RuleViolation, match="volgende stap"):
            set_next_step(case_id=case.pk, text="  ", on=timezone.localdate(), by=None)

    def test_a_closed_case_has_none(self):
        with pytest.raises(Conflict):
            set_next_step(case_id=CaseFactory(closed=True).pk, text="Bel", on=timezone.localdate(), by=None)


class TestClosing:
    @pytest.mark.parametrize("outcome", [value for value in Outcome.values if value != Outcome.NO_SOLUTION])
    def test_the_client_hears_how_it_ended(self, advisor, outcome):
        case = CaseFactory(open=True)
        close_case(case_id=case.pk, outcome=outcome, note="Veel succes!", by=advisor)
        case.refresh_from_db()
        assert (case.status, case.outcome, case.next_step_on) == (CaseStatus.CLOSED, outcome, None)
        assert case.closed_at is not None
        assert "Veel succes!" in mail.outbox[0].body

    def test_no_solution_says_what_was_missing(self, advisor):
        case = CaseFactory(open=True)
        with pytest.raises(RuleViolation, match="ontbrak"):
            close_case(case_id=case.pk, outcome=Outcome.NO_SOLUTION, by=advisor)
        close_case(case_id=case.pk, outcome=Outcome.NO_SOLUTION, missing="transport", by=advisor)
        case.refresh_from_db()
        assert case.missing == "transport"

    def test_something_else_that_was_missing_is_explained(self, advisor):
        case = CaseFactory(open=True)
        with pytest.raises(RuleViolation):
            close_case(case_id=case.pk, outcome=Outcome.NO_SOLUTION, missing="other", by=advisor)

    def test_what_was_missing_is_kept_only_without_a_solution(self, advisor):
        case = CaseFactory(open=True)
        close_case(case_id=case.pk, outcome=Outcome.ANSWERED, missing="transport", by=advisor)
        case.refresh_from_db()
        assert case.missing == ""

    def test_an_unknown_outcome_is_refused(self, advisor):
        with pytest.raises(RuleViolation):
            close_case(case_id=CaseFactory(open=True).pk, outcome="vanished", by=advisor)

    def test_the_client_can_withdraw_and_the_advisor_hears_it(self):
        case = CaseFactory(open=True, client__attached=True)
        withdraw_case(case_id=case.pk, by=case.client.user, note="Ik heb werk gevonden.")
        case.refresh_from_db()
        assert case.outcome == Outcome.WITHDRAWN
        assert "Ik heb werk gevonden." in mail.outbox[0].body
        assert "case.withdrawn" in kinds(case)

    def test_nobody_else_can_withdraw(self, advisor):
        case = CaseFactory(open=True, client__attached=True)
        for other in (advisor, UserFactory()):
            with pytest.raises(NotAllowed):
                withdraw_case(case_id=case.pk, by=other)

    def test_reopening_gives_it_to_who_reopened_it(self, advisor):
        case = CaseFactory(closed=True)
        reopen_case(case_id=case.pk, next_step="Bel terug", on=timezone.localdate(), reason="Zij belde", by=advisor)
        case.refresh_from_db()
        assert (case.status, case.owner, case.outcome, case.closed_at) == (CaseStatus.OPEN, advisor, "", None)
        assert case.timeline.get(kind="case.reopened").body == "Zij belde"


def test_correcting_details_keeps_which_and_not_what(advisor):
    case = CaseFactory(client__phone="")
    change_client(case_id=case.pk, phone="+31600001234", name=case.client.name, by=advisor)
    case.client.refresh_from_db()
    assert case.client.phone == "+31600001234"
    event = AuditEvent.objects.about(case.client).get()
    assert event.details == {"fields": ["phone"]}
    assert case.client.events.filter(pgh_label="update").count() == 1


def test_nothing_changed_leaves_no_trace(advisor):
    case = CaseFactory()
    change_client(case_id=case.pk, name=case.client.name, by=advisor)
    assert not case.timeline.exists()


def test_a_line_of_an_unknown_kind_teaches_what_to_do():
    with pytest.raises(LookupError, match=r"timeline\.register"):
        record_event(CaseFactory(), kind="nobody.knows", by=None)


def test_every_version_of_a_case_is_kept(advisor):
    case = CaseFactory()
    claim_case(case_id=case.pk, by=advisor)
    assert case.events.order_by("pgh_id").first().status == CaseStatus.NEW
    assert case.events.order_by("pgh_id").last().owner_id == advisor.pk
