"""Checking stored rules against the directory: publishing, changes of the directory, the night, and the command."""

from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from directory.models import Organization, Team
from intake import services
from intake.models import RuleCheck, RuleSet
from intake.periodic import check_published_rules
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.intake import RuleFactory, RuleSetFactory
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.usefixtures("front_door", "on_two_municipalities")


def published():
    return RuleSet.objects.published().get()


def draft_with(**changes):
    """The rules in force with one rule changed: `draft_with(training={"effects": ...})`."""
    draft = services.copy_rule_set(rule_set_id=published().pk, by=UserFactory(coordinator=True))
    for code, fields in changes.items():
        draft.rules.filter(code=code.replace("_", "-")).update(**fields)
    return draft


def deactivate(code):
    organization = Organization.objects.get(code=code)
    organization.is_active = False
    organization.save()
    return organization


def warnings():
    return Message.objects.filter(kind="intake/check_failed").order_by("created_at")


# --- publishing -----------------------------------------------------------------------------------------------------


def test_rules_that_leave_somebody_without_a_desk_are_not_proposed(caplog):
    draft = draft_with(training={"effects": {"desks": ["gone"]}, "explanation_nl": "U vroeg naar een opleiding."})
    by = UserFactory(coordinator=True)
    with pytest.raises(services.RulesNotComplete) as refused:
        services.propose_rule_set(rule_set_id=draft.pk, by=by)
    assert "U vroeg naar een opleiding." in str(refused.value)
    assert "gone" in str(refused.value)
    assert "Opleiding" in str(refused.value)  # an example of who is left
    draft.refresh_from_db()
    assert draft.is_draft
    check = services.latest_check(draft)
    assert (check.cause, check.is_complete) == ("publishing", False)
    assert check.problem_count == refused.value.found.problem_count > 0
    assert "desk_missing training" in caplog.text
    assert AuditEvent.objects.filter(action="intake.rules_checked", actor=by).exists()


def test_rules_are_not_published_when_a_desk_has_gone_since_they_were_proposed():
    draft = draft_with()
    services.propose_rule_set(rule_set_id=draft.pk, by=UserFactory(coordinator=True))
    assert services.latest_check(draft).is_complete
    Organization.objects.filter(code="roz").update(is_desk=False)
    with pytest.raises(services.RulesNotComplete, match="ROZ"):
        services.publish_rule_set(rule_set_id=draft.pk, by=UserFactory(coordinator=True))
    assert published().version == 1
    assert not services.latest_check(draft).is_complete
    Organization.objects.filter(code="roz").update(is_desk=True)
    services.publish_rule_set(rule_set_id=draft.pk, by=UserFactory(coordinator=True))
    assert published().version == 2
    assert services.latest_check(published()).is_complete


def test_many_problems_are_told_in_a_few_sentences():
    empty = RuleSetFactory()
    RuleFactory(rule_set=empty, code="only-outside", conditions=[{"fact": "municipality", "in": ["outside"]}])
    with pytest.raises(services.RulesNotComplete, match=r"En nog \d+\.$"):
        services.propose_rule_set(rule_set_id=empty.pk, by=UserFactory(coordinator=True))


def test_without_a_front_desk_nothing_is_complete():
    Team.objects.filter(is_front_desk=True).update(is_front_desk=False)
    check = services.check_rule_set(rule_set_id=published().pk, cause="by_hand")
    assert check.problem_count == check.combinations
    assert [problem.code for problem in services.problems_of(check)] == ["no_front_desk"]


def test_a_check_asks_everything_and_is_kept():
    check = services.check_rule_set(rule_set_id=published().pk, cause="by_hand", about="Proef")
    assert check.is_complete
    assert check.combinations == 3 * (13 * 2 * 10 * 92 + 37)
    assert check.milliseconds > 0
    assert services.latest_check(published()) == check


# --- the directory --------------------------------------------------------------------------------------------------


def test_coordinators_hear_at_once_who_is_left_without_a_desk():
    coordinator = UserFactory(coordinator=True)
    UserFactory(coordinator=True, is_active=False)
    UserFactory(advisor=True)
    deactivate("taalpunt")
    (message,) = warnings()
    assert message.recipient_user == coordinator
    assert "Taalpunt in de bibliotheek" in message.text
    assert "U wilt beter worden in Nederlands of met de computer." in message.text
    assert "Bijvoorbeeld: inwoner van Enschede" in message.text
    check = services.latest_check(published())
    assert (check.cause, check.about) == ("directory", "Taalpunt in de bibliotheek")
    assert not check.is_complete


def test_a_colleague_who_reads_english_gets_it_in_english():
    UserFactory(coordinator=True, language="en")
    deactivate("taalpunt")
    text = warnings().get().text
    assert "For example: resident of Enschede" in text
    assert "You can do that at Taalpunt in the library." in text


@pytest.mark.parametrize(
    "change", [{"is_desk": False}, {"municipality_id": "GM0168"}, {"code": "talenpunt"}, {"is_active": False}]
)
def test_every_change_that_takes_a_desk_away_is_noticed(change):
    Organization.objects.filter(code="taalpunt").update(municipality=None)
    organization = Organization.objects.get(code="taalpunt")
    for name, value in change.items():
        setattr(organization, name, value)
    organization.save()
    assert not services.latest_check(published()).is_complete


def test_a_desk_that_is_thrown_away_is_noticed():
    Organization.objects.get(code="taalpunt").services.all().delete()
    Organization.objects.get(code="taalpunt").delete()
    assert not services.latest_check(published()).is_complete


def test_another_front_desk_is_noticed():
    team = Team.objects.get(is_front_desk=True)
    team.is_front_desk = False
    team.save()
    assert [problem.code for problem in services.problems_of(services.latest_check(published()))] == ["no_front_desk"]


@pytest.mark.parametrize("change", [{"name": "Taalhuis"}, {"phone": "088 123 45 67"}])
def test_a_change_that_takes_nothing_away_asks_nothing(change):
    organization = Organization.objects.get(code="taalpunt")
    for name, value in change.items():
        setattr(organization, name, value)
    organization.save()
    OrganizationFactory(code="a-new-desk")
    assert services.latest_check(published()) is None


def test_an_organisation_that_no_rule_names_worries_nobody():
    UserFactory(coordinator=True)
    deactivate("ikbindr-zakelijk")
    assert services.latest_check(published()).is_complete
    assert not warnings().exists()


def test_the_same_news_is_told_once_and_something_new_again(freeze):
    UserFactory(coordinator=True)
    freeze("2026-03-10 09:00")
    deactivate("taalpunt")
    freeze("2026-03-11 04:30")
    check_published_rules()
    assert warnings().count() == 1
    freeze("2026-03-12 04:30")
    Organization.objects.filter(code="roz").update(is_active=False)  # past the signals
    check_published_rules()
    assert warnings().count() == 2
    assert "ROZ" in warnings().last().text
    assert services.latest_check(published()).cause == "nightly"


def test_looking_by_hand_keeps_nobody_from_hearing_it():
    UserFactory(coordinator=True)
    Organization.objects.filter(code="roz").update(is_active=False)
    services.check_rule_set(rule_set_id=published().pk, cause="by_hand")
    check_published_rules()
    assert warnings().count() == 1


def test_a_repaired_desk_is_checked_again_and_missed_again():
    UserFactory(coordinator=True)
    for active in (False, True, False):
        cache.clear()  # a burst of changes is one check; these are days apart
        organization = Organization.objects.get(code="taalpunt")
        organization.is_active = active
        organization.save()
    assert [check.is_complete for check in RuleCheck.objects.order_by("pk")] == [False, True, False]
    assert warnings().count() == 2


def test_without_rules_there_is_nothing_to_check():
    RuleSet.objects.update(status="retired")
    check_published_rules()
    assert not RuleCheck.objects.exists()


# --- the command ----------------------------------------------------------------------------------------------------


def check_triage(*args):
    out = StringIO()
    call_command("check_triage", *args, stdout=out)
    return out.getvalue()


def test_the_command_prints_size_and_time():
    text = check_triage()
    assert "71871 combinations in " in text
    assert ", 0 without an answer." in text


def test_the_command_fails_with_what_is_wrong_in_a_draft():
    draft = draft_with(training={"effects": {"desks": ["gone"]}})
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_triage", "--version", str(draft.version), stdout=out)
    assert "Rule “training” leads only to desks that do not take part (any more): gone." in out.getvalue()
    with pytest.raises(CommandError, match="no such rules"):
        check_triage("--version", "99")


def test_the_command_says_which_rule_cannot_be_read():
    draft = draft_with(training={"conditions": [{"fact": "shoe_size", "in": ["46"]}]})
    with pytest.raises(CommandError, match="training"):
        check_triage("--version", str(draft.version))


# --- findings -------------------------------------------------------------------------------------------------------


def test_findings_of_a_draft_look_at_the_directory():
    deactivate("rmt")
    draft = draft_with(training={"conditions": [{"fact": "theme", "in": ["training", "gold"]}]})
    found = [(each.rule, each.code, each.other) for each in services.findings_of(draft)]
    assert ("training", "unknown_value", "gold") in found
    assert ("at-risk-rmt", "unknown_desk", "rmt") in found
