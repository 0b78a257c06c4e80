import dataclasses

import pytest

from intake import services
from intake.models import Rule, RuleSet, TriageExample
from intake.rules import Facts, evaluate
from intake.services import editing, examples
from intake.services.editing import RuleText
from notifications.models import Message
from tests.factories.core import UserFactory
from tests.factories.intake import publish
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.usefixtures("front_door")
TEXT = RuleText(
    audience="resident",
    conditions=[{"fact": "theme", "in": ["training"]}, {"fact": "age", "under": 27}],
    effects={"desks": ["doorstroompunt"]},
    explanation_nl="U bent jong. Het Doorstroompunt helpt u met een opleiding.",
)


@pytest.fixture
def by():
    return UserFactory(coordinator=True)


@pytest.fixture
def draft(front_door, by):
    return editing.open_rule_draft(by=by)


def seen(draft, code):
    return editing.digest_of_rule(draft.rules.get(code=code))


def codes(draft):
    return list(draft.rules.order_by("order").values_list("code", flat=True))


# --- a draft --------------------------------------------------------------------------------------------------------


def test_there_is_one_draft_at_a_time(draft, by):
    with pytest.raises(Conflict, match="versie 2"):
        editing.open_rule_draft(by=by)
    editing.discard_rule_draft(rule_set_id=draft.pk, by=by)
    assert editing.open_rule_draft(by=by).version == 2


def test_only_coordinators_and_admins_change_rules(draft):
    advisor = UserFactory(advisor=True)
    attempts = [
        lambda: editing.open_rule_draft(by=advisor),
        lambda: editing.add_rule(rule_set_id=draft.pk, stage="desks", text=TEXT, by=advisor),
        lambda: editing.move_rule(rule_set_id=draft.pk, code="training", direction="up", by=advisor),
        lambda: editing.discard_rule_draft(rule_set_id=draft.pk, by=advisor),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.usefixtures("on_two_municipalities")
def test_what_is_proposed_or_in_force_does_not_change(draft, by):
    published = RuleSet.objects.published().get()
    services.propose_rule_set(rule_set_id=draft.pk, by=by)
    for rule_set in (published, draft):
        with pytest.raises(editing.NotADraft):
            editing.add_rule(rule_set_id=rule_set.pk, stage="desks", text=TEXT, by=by)
        with pytest.raises(editing.NotADraft):
            editing.discard_rule_draft(rule_set_id=rule_set.pk, by=by)


# --- rules ----------------------------------------------------------------------------------------------------------


def test_a_new_rule_comes_before_the_general_one_and_counts_at_once(draft, by):
    rule = editing.add_rule(rule_set_id=draft.pk, stage="desks", text=TEXT, by=by)
    order = codes(draft)
    assert order.index(rule.code) == order.index("training") - 1
    assert order.index(rule.code) > order.index("desks-outside")
    assert sorted(draft.rules.values_list("order", flat=True)) == list(range(1, len(order) + 1))
    facts = Facts(audience="resident", municipality="GM0153", themes=("training",), situation="ww", age=20)
    assert evaluate(facts, draft.compiled()).desks == ("doorstroompunt",)
    assert evaluate(dataclasses.replace(facts, age=30), draft.compiled()).desks == ("leerwerkloket",)


def test_two_rules_get_different_codes(draft, by):
    found = {editing.add_rule(rule_set_id=draft.pk, stage="desks", text=TEXT, by=by).code for _number in range(3)}
    assert len(found) == 3


def test_every_change_names_who_made_it(draft, by):
    other = UserFactory(coordinator=True)
    assert list(draft.editors.all()) == []
    editing.change_rule(rule_set_id=draft.pk, code="training", seen=seen(draft, "training"), text=TEXT, by=by)
    editing.move_rule(rule_set_id=draft.pk, code="find-work", direction="up", by=other)
    assert set(draft.editors.all()) == {by, other}
    changed = AuditEvent.objects.get(action="intake.rule_changed", actor=by)
    assert changed.details["effects"] == [{"desks": ["leerwerkloket"]}, {"desks": ["doorstroompunt"]}]
    assert AuditEvent.objects.filter(action="intake.rule_moved", actor=other).exists()


def test_a_rule_that_cannot_be_read_is_refused(draft, by):
    wrong = dataclasses.replace(TEXT, conditions=[{"fact": "shoe_size", "in": ["46"]}])
    with pytest.raises(editing.RuleNotReadable):
        editing.add_rule(rule_set_id=draft.pk, stage="desks", text=wrong, by=by)
    with pytest.raises(editing.RuleNotReadable):
        editing.change_rule(rule_set_id=draft.pk, code="training", seen=seen(draft, "training"), text=wrong, by=by)
    assert draft.rules.get(code="training").conditions == [{"fact": "theme", "in": ["training"]}]


def test_two_coordinators_do_not_overwrite_each_other(draft, by):
    before = seen(draft, "training")
    mine = dataclasses.replace(TEXT, explanation_nl="Van de een.")
    editing.change_rule(rule_set_id=draft.pk, code="training", seen=before, text=mine, by=by)
    other = UserFactory(coordinator=True)
    with pytest.raises(Conflict):
        editing.change_rule(rule_set_id=draft.pk, code="training", seen=before, text=TEXT, by=other)
    with pytest.raises(Conflict):
        editing.delete_rule(rule_set_id=draft.pk, code="training", seen=before, by=other)
    assert draft.rules.get(code="training").explanation_nl == "Van de een."
    editing.delete_rule(rule_set_id=draft.pk, code="training", seen=seen(draft, "training"), by=by)
    with pytest.raises(Conflict):
        editing.change_rule(rule_set_id=draft.pk, code="training", seen=before, text=TEXT, by=other)


def test_a_rule_moves_past_the_one_it_competes_with(draft, by):
    assert editing.move_rule(rule_set_id=draft.pk, code="find-work", direction="up", by=by)
    order = codes(draft)
    assert order.index("find-work") == order.index("find-work-uwv") - 1
    assert not editing.move_rule(rule_set_id=draft.pk, code="doorstroompunt-desk", direction="down", by=by)


def test_terms_and_explanation_change_together_and_only_when_nobody_else_did(draft, by):
    before = editing.digest_of_settings(draft)
    terms = {"days_light": 2, "days_basic": 4, "days_specialist": 2}
    editing.change_terms(rule_set_id=draft.pk, seen=before, notes="Het is druk.", by=by, **terms)
    draft.refresh_from_db()
    assert (draft.days_light, draft.days_basic, draft.notes) == (2, 4, "Het is druk.")
    with pytest.raises(Conflict):
        editing.change_terms(rule_set_id=draft.pk, seen=before, notes="", by=by, **terms)


def test_it_is_known_when_rules_changed_last(draft, by):
    before = editing.changed_at(draft)
    assert before is not None
    Rule.objects.filter(rule_set=draft, code="training").update(legal_basis="BP 6")  # by whatever path
    assert editing.changed_at(draft) >= before


# --- a second person ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("on_two_municipalities")
def test_the_other_coordinators_hear_of_a_proposal_in_their_language(draft, by):
    editor, reader = UserFactory(coordinator=True), UserFactory(coordinator=True, language="en")
    UserFactory(advisor=True)
    editing.move_rule(rule_set_id=draft.pk, code="find-work", direction="up", by=editor)
    services.propose_rule_set(rule_set_id=draft.pk, by=by)
    told = {message.recipient_user: message for message in Message.objects.filter(kind="intake/rules_proposed")}
    assert set(told) == {editor, reader}
    assert "U heeft zelf aan deze regels gewerkt" in told[editor].text
    assert "Look at what changes" in told[reader].text
    assert "/triageregels/2/gevolgen/" in told[editor].text


@pytest.mark.usefixtures("on_two_municipalities")
def test_without_another_coordinator_the_administrators_are_asked(draft, by):
    admin = UserFactory(admin=True)
    services.propose_rule_set(rule_set_id=draft.pk, by=by)
    assert [message.recipient_user for message in Message.objects.filter(kind="intake/rules_proposed")] == [admin]


@pytest.mark.usefixtures("on_two_municipalities")
def test_a_second_proposal_is_told_again(draft, by):
    UserFactory(coordinator=True)
    for _time in range(2):
        services.propose_rule_set(rule_set_id=draft.pk, by=by)
        services.take_back_rule_set(rule_set_id=draft.pk, by=by, reason="Nog niet goed.")
    assert Message.objects.filter(kind="intake/rules_proposed").count() == 2


# --- examples -------------------------------------------------------------------------------------------------------


def test_an_example_keeps_what_the_rules_in_force_make_of_it(by):
    facts = Facts(
        audience="resident", municipality="GM0168", themes=("training",), situation="none", age=40, education="mbo4"
    )
    example = examples.add_example(title="Vrouw in Losser", facts=facts, by=by)
    assert (example.responsible, example.desks, example.level) == ("gemeente-GM0168", ["leerwerkloket"], "basic")
    assert example.added_by == by
    with pytest.raises(RuleViolation, match="naam"):
        examples.add_example(title="Vrouw in Losser", facts=facts, by=by)


def test_only_examples_that_a_coordinator_added_are_deleted(by):
    shipped = TriageExample.objects.create(
        title="Afgesproken", facts={}, responsible="uwv", desks=["uwv"], level="basic"
    )
    with pytest.raises(RuleViolation):
        examples.delete_example(example_id=shipped.pk, by=by)
    own = TriageExample.objects.create(
        title="Eigen", facts={}, responsible="uwv", desks=["uwv"], level="basic", added_by=by
    )
    examples.delete_example(example_id=own.pk, by=by)
    assert [example.title for example in TriageExample.objects.filter(title__in=["Afgesproken", "Eigen"])] == [
        "Afgesproken"
    ]


def test_published_rules_can_be_copied_again(draft, by):
    publish(draft)
    assert editing.open_rule_draft(by=by).version == 3
