"""Trying rules out on the saved examples and on real cases, and deciding stored cases again."""

import datetime
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from advisors.models import Case
from directory.models import Organization
from intake import reference, services
from intake.models import RuleCheck, RuleSet, TriageExample
from intake.services import triage_data
from intake.services.retriage import retriage
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.usefixtures("front_door")
WW = {"audience": "resident", "municipality": "GM0153", "situation": "ww", "age": 50, "education": "hbo"}
YEAR = {"since": datetime.date(2026, 1, 1), "until": datetime.date(2026, 12, 31)}


@pytest.fixture(autouse=True)
def _march(freeze):
    freeze("2026-03-10 10:00")


def decided(themes, *, opened_at=None, **facts):
    """A case that the rules in force decided today, as the front door stores it."""
    found = services.triage(WW | facts | {"themes": themes})
    data = triage_data(found)
    case = CaseFactory(
        level=data.level,
        responsible=data.responsible,
        desks=list(data.desks),
        triage={"facts": found.facts.as_dict(), "reasons": [], "rule_set": data.rule_set},
    )
    if opened_at:
        Case.objects.filter(pk=case.pk).update(opened_at=datetime.datetime.fromisoformat(opened_at))
    return case


def draft_with(**changes):
    """The rules in force with one rule changed."""
    published = RuleSet.objects.published().get()
    draft = services.copy_rule_set(rule_set_id=published.pk, by=UserFactory(coordinator=True))
    for code, fields in changes.items():
        draft.rules.filter(code=code.replace("_", "-")).update(**fields)
    return draft


def to(*desks):
    return {"effects": {"desks": list(desks)}}


# --- examples -------------------------------------------------------------------------------------------------------


def test_the_shipped_examples_are_the_worked_cases_and_come_out_as_agreed():
    outcomes = services.compare_examples(RuleSet.objects.published().get())
    worked = json.loads((Path(__file__).parent / "data" / "triage.json").read_text())
    assert [(each.example.facts, list(each.expected.desks)) for each in outcomes] == [
        (case["facts"], case["expect"]["desks"]) for case in worked
    ]
    assert not any(each.changed for each in outcomes)


def test_loading_the_examples_again_leaves_them_as_they_are():
    example = TriageExample.objects.first()
    TriageExample.objects.filter(pk=example.pk).update(level="light")
    reference.load()
    assert TriageExample.objects.count() == 14
    assert TriageExample.objects.get(pk=example.pk).level == "light"


def test_a_draft_shows_which_examples_change_and_into_what():
    changed = [each for each in services.compare_examples(draft_with(vacancies=to("werkplein"))) if each.changed]
    (outcome,) = changed
    assert outcome.expected.desks == ("werkcentrum",)
    assert outcome.got.desks == ("werkplein",)
    assert outcome.example.title == "Vrouw uit Wierden zoekt alleen vacatures"


def test_an_example_of_a_municipality_that_left_the_region_is_changed():
    TriageExample.objects.update(facts=WW | {"municipality": "GM9999", "themes": []})
    outcomes = services.compare_examples(RuleSet.objects.published().get())
    assert all(each.changed and each.got is None for each in outcomes)


# --- real cases -----------------------------------------------------------------------------------------------------


def test_real_cases_are_counted_per_desk_before_and_after():
    decided(["training"])
    decided(["training"])
    decided(["training", "vacancies"])
    decided(["vacancies"])
    found = services.compare_cases(draft_with(training=to("loopbaanstation")), **YEAR)
    assert (found.total, found.changed, found.unreadable) == (4, 3, 0)
    assert found.before == {"leerwerkloket": 3, "werkcentrum": 2}
    assert found.after == {"loopbaanstation": 3, "werkcentrum": 2}
    assert found.levels_before == found.levels_after == {"basic": 3, "light": 1}


def test_another_level_or_responsible_is_a_change_too():
    decided(["vacancies"])
    found = services.compare_cases(draft_with(level_light={"effects": {"level": "specialist"}}), **YEAR)
    assert found.changed == 1
    assert found.levels_after == {"specialist": 1}
    found = services.compare_cases(draft_with(responsible_uwv={"effects": {"responsible": "werkplein"}}), **YEAR)
    assert found.changed == 1


def test_a_desk_that_does_not_take_part_now_is_the_front_desk():
    decided(["training"])
    found = services.compare_cases(draft_with(training=to("no-such-desk")), **YEAR)
    assert found.after == {"werkcentrum": 1}


def test_only_cases_of_the_period_count_from_the_first_day_to_the_last():
    for moment in (
        "2026-01-31 23:59+01:00",
        "2026-02-01 00:00+01:00",
        "2026-02-28 23:59+01:00",
        "2026-03-01 00:00+01:00",
    ):
        decided(["training"], opened_at=moment)
    february = {"since": datetime.date(2026, 2, 1), "until": datetime.date(2026, 2, 28)}
    assert services.compare_cases(draft_with(), **february).total == 2


def test_cases_without_facts_are_left_out_and_said_so():
    CaseFactory(triage={})
    decided(["training"])
    found = services.compare_cases(draft_with(), **YEAR)
    assert (found.total, found.unreadable) == (1, 1)


def test_the_number_of_queries_does_not_grow_with_the_cases(django_assert_max_num_queries):
    draft = draft_with()
    for themes in (["training"], ["vacancies"], ["other"], ["training", "other"]):
        decided(themes)
    with django_assert_max_num_queries(5):
        services.compare_cases(draft, **YEAR)


# --- deciding again -------------------------------------------------------------------------------------------------


def run(*args):
    """What the command prints, and whether it succeeded."""
    out = StringIO()
    try:
        call_command("retriage", *args, stdout=out)
    except CommandError as error:
        return out.getvalue() + str(error), False
    return out.getvalue(), True


def test_stored_cases_come_out_as_they_were_also_after_other_rules_and_other_desks():
    for themes in (["training"], ["find_work", "debts_income"], []):
        decided(themes)
    decided(["training_funding"], situation="at_risk")
    Organization.objects.filter(code__in=["leerwerkloket", "rmt"]).update(is_active=False)
    decided(["training_funding"], situation="at_risk")  # only the fund is left
    decided(["training"])  # nobody is left: the front desk
    Organization.objects.filter(code="rmt").update(is_active=True)
    text, ok = run("--dry-run")
    assert ok
    assert text == "6 cases: 6 the same, 0 different, 0 that cannot be decided again, 0 without a triage.\n"


def test_another_version_shows_each_case_that_would_be_otherwise():
    case = decided(["training"])
    decided(["vacancies"])
    draft = draft_with(training=to("loopbaanstation"))
    text, ok = run("--dry-run", "--version", str(draft.version))
    assert not ok
    assert f"{case.reference} (version 2): uwv, leerwerkloket, basic -> uwv, loopbaanstation, basic" in text
    assert "2 cases: 1 the same, 1 different" in text
    draft.rules.filter(code="training").update(effects={"desks": ["leerwerkloket"]})  # a draft is read anew
    assert run("--dry-run", "--version", str(draft.version))[1]


def test_a_stored_outcome_that_does_not_follow_from_its_facts_is_found():
    case = decided(["training"])
    Case.objects.filter(pk=case.pk).update(desks=["roz"])
    text, ok = run("--dry-run")
    assert not ok
    assert f"{case.reference} (version 1): uwv, roz, basic -> uwv, leerwerkloket, basic" in text


def test_what_cannot_be_decided_again_is_said_with_the_reason():
    place, rules = decided(["training"]), decided(["training"])
    place.triage["facts"]["municipality"] = "GM9999"
    place.save()
    rules.triage["rule_set"] = "77"
    rules.save()
    CaseFactory(triage={})
    text, ok = run("--dry-run")
    assert not ok
    assert "municipality: invalid" in text
    assert "no rules of version 77" in text
    assert "3 cases: 0 the same, 0 different, 2 that cannot be decided again, 1 without a triage." in text


def test_cases_of_before_there_were_rules_went_to_the_front_desk():
    RuleSet.objects.update(status="retired")
    decided(["training"])
    assert [each.result for each in retriage()] == ["same"]


def test_only_cases_since_a_date_are_decided_again():
    decided(["training"], opened_at="2026-02-28 12:00+01:00")
    decided(["training"], opened_at="2026-03-01 00:00+01:00")
    assert run("--dry-run", "--since", "2026-03-01")[0].startswith("1 cases:")


def test_it_never_changes_a_case_and_says_so():
    text, ok = run()
    assert not ok
    assert "Add --dry-run." in text
    assert run("--dry-run", "--version", "99") == ("There are no rules of version 99.", False)


# --- the admin ------------------------------------------------------------------------------------------------------


def test_the_admin_shows_examples_and_checks_and_changes_neither(client):
    client.force_login(UserFactory(admin=True, is_superuser=True))
    published = RuleSet.objects.published().get()
    check = RuleCheck.objects.create(
        rule_set=published, cause="by_hand", combinations=359_355, milliseconds=1600, problem_count=0
    )
    for address in ("triageexample/?q=Losser", "rulecheck/", f"rulecheck/{check.pk}/change/"):
        assert client.get(f"/beheer/intake/{address}").status_code == 200
    assert client.get("/beheer/intake/triageexample/add/").status_code == 403
    assert client.get("/beheer/intake/rulecheck/add/").status_code == 403
