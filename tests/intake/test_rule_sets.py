import itertools
import json

import pytest
from django.contrib.admin.sites import site
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import RequestFactory

from directory.models import Organization
from directory.services import front_desk
from intake import reference, rules, services
from intake.models import IntakeDraft, Rule, RuleSet
from intake.places import region_municipalities
from intake.reference import rule_set_1
from intake.rules.facts import EDUCATIONS, EMPLOYER_THEMES, RESIDENT_THEMES, SITUATIONS
from tests.factories.core import UserFactory
from tests.factories.intake import RuleFactory, RuleSetFactory, publish
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import AuditEvent
from werkcentrum.core.workflow import MoveNotAllowed

pytestmark = pytest.mark.usefixtures("front_door")
WW = {"audience": "resident", "municipality": "GM0153", "situation": "ww", "age": 50, "education": "hbo", "themes": []}


def published():
    return RuleSet.objects.published().get()


def draft_of_published():
    return services.copy_rule_set(rule_set_id=published().pk, by=UserFactory(admin=True))


# --- no wrong door --------------------------------------------------------------------------------------------------


def every_question():
    """Every audience, situation, age band, education, municipality and single theme, with and without the region."""
    places = [*region_municipalities(), rules.OUTSIDE]
    for place, themes in itertools.product(places, [*([theme] for theme in EMPLOYER_THEMES), []]):
        yield {"audience": "employer", "municipality": place, "themes": themes}
    themes = [*([theme] for theme in RESIDENT_THEMES), []]
    for place, situation, age, education, chosen in itertools.product(places, SITUATIONS, (20, 40), EDUCATIONS, themes):
        yield WW | {
            "municipality": place,
            "situation": situation,
            "age": age,
            "education": education,
            "themes": chosen,
        }


def test_every_question_ends_at_a_desk_that_takes_part_with_a_level_and_a_term():
    places = region_municipalities()
    known = set(Organization.objects.values_list("code", flat=True))
    desks = set(Organization.objects.desks().values_list("code", flat=True))
    rule_set = services.published_rules()
    asked = 0
    for facts in every_question():
        outcome = rules.evaluate(rules.Facts.from_dict(facts, municipalities=places), rule_set)
        assert set(outcome.desks) & desks == set(outcome.desks), facts
        assert outcome.desks, facts
        assert outcome.responsible in known, facts
        assert outcome.level in {"light", "basic", "specialist"}, facts
        assert outcome.working_days >= 1, facts
        asked += 1
    assert asked > 50_000
    assert front_desk().is_front_desk  # who owns all of them


def test_a_question_has_a_date_on_a_working_day(freeze):
    freeze("2026-04-02 10:00")  # the Thursday before Easter
    assert services.triage(WW).answer_by.isoformat() == "2026-04-07"
    assert services.triage(WW | {"themes": ["training"]}).answer_by.isoformat() == "2026-04-09"


def test_without_rules_the_front_desk_answers():
    RuleSet.objects.filter(pk=published().pk).update(status="retired")
    found = services.triage(WW)
    assert [desk.code for desk in found.desks] == ["werkcentrum"]
    assert services.longest_term() == 3


# --- versions -------------------------------------------------------------------------------------------------------


def test_the_rules_in_the_database_are_the_ones_that_were_shipped():
    assert published().version == 1
    assert [rule.data().code for rule in published().rules.all()] == [
        rule["code"] for rule in reference._stored()["rules"]
    ]
    facts = rules.Facts.from_dict(WW, municipalities=region_municipalities())
    assert rules.evaluate(facts, published().compiled()) == rules.evaluate(facts, rule_set_1())


def test_loading_again_changes_nothing():
    reference.load()
    assert RuleSet.objects.count() == 1


def test_publishing_takes_effect_at_once_and_retires_the_set_before():
    by = UserFactory(coordinator=True)
    draft = draft_of_published()
    draft.rules.filter(code="other-resident").update(effects={"desks": ["loopbaanstation"]})
    assert [desk.code for desk in services.triage(WW).desks] == ["werkcentrum"]
    publish(draft, by=by, whole=True)
    assert [desk.code for desk in services.triage(WW).desks] == ["loopbaanstation"]
    before, after = RuleSet.objects.get(version=1), RuleSet.objects.get(version=2)
    assert (before.status, after.status) == ("retired", "published")
    assert before.valid_to == after.valid_from == after.published_at
    assert after.published_by == by
    assert AuditEvent.objects.filter(action="intake.ruleset.published", actor=by).exists()


def test_an_old_outcome_can_be_recomputed():
    facts = rules.Facts.from_dict(WW, municipalities=region_municipalities())
    before = rules.evaluate(facts, services.rules_of(1))
    draft = draft_of_published()
    draft.rules.update(explanation_nl="Anders.")
    publish(draft)
    assert rules.evaluate(facts, services.rules_of(1)) == before


def test_a_set_is_published_once():
    with pytest.raises(MoveNotAllowed):
        services.publish_rule_set(rule_set_id=published().pk, by=UserFactory(admin=True))


def test_rules_that_cannot_be_read_are_not_published():
    draft = draft_of_published()
    draft.rules.filter(code="training").update(conditions=[{"fact": "shoe_size", "in": ["46"]}])
    with pytest.raises(rules.InvalidRule, match="training"):
        services.propose_rule_set(rule_set_id=draft.pk, by=UserFactory(coordinator=True))
    assert published().version == 1


def test_a_copy_has_the_same_rules_and_the_next_version():
    draft = draft_of_published()
    assert draft.version == 2
    assert draft.is_draft
    assert [rule.data() for rule in draft.rules.all()] == [rule.data() for rule in published().rules.all()]


# --- what the database refuses --------------------------------------------------------------------------------------


def test_two_sets_cannot_be_in_force():
    second = RuleSetFactory()
    with pytest.raises(IntegrityError, match="rule_set_one_published"), transaction.atomic():
        RuleSet.objects.filter(pk=second.pk).update(
            status="published", published_at="2026-01-01T00:00Z", valid_from="2026-01-01T00:00Z"
        )


def test_a_published_set_has_a_date():
    RuleSet.objects.filter(pk=published().pk).update(status="retired")
    second = RuleSetFactory()
    with pytest.raises(IntegrityError, match="rule_set_published_has_date"), transaction.atomic():
        RuleSet.objects.filter(pk=second.pk).update(status="published")


def test_a_term_of_no_days_is_refused():
    with pytest.raises(IntegrityError, match="rule_set_answers_take_a_day"), transaction.atomic():
        RuleSetFactory(days_light=0)


@pytest.mark.parametrize("changes", [{"days_basic": 5}, {"notes": "anders"}, {"version": 9}, {"status": "draft"}])
def test_a_published_set_does_not_change(changes):
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        RuleSet.objects.filter(pk=published().pk).update(**changes)


def test_a_retired_set_does_not_come_back():
    old = published().pk
    RuleSet.objects.filter(pk=old).update(status="retired")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        RuleSet.objects.filter(pk=old).update(status="published")


def test_a_published_set_is_kept():
    with pytest.raises(InternalError), transaction.atomic():
        published().delete()


def test_rules_of_a_published_set_are_not_changed_deleted_added_or_moved():
    rule = published().rules.first()
    attempts = [
        lambda: Rule.objects.filter(pk=rule.pk).update(effects={"responsible": "wsp"}),
        lambda: Rule.objects.filter(pk=rule.pk).delete(),
        lambda: RuleFactory(rule_set=published(), order=999),
        lambda: Rule.objects.filter(pk=RuleFactory(order=999).pk).update(rule_set=published()),
    ]
    for attempt in attempts:
        with pytest.raises(InternalError, match="do not change"), transaction.atomic():
            attempt()


def test_a_draft_can_be_changed_and_thrown_away():
    draft = draft_of_published()
    draft.rules.update(legal_basis="BP 6")
    draft.delete()
    assert RuleSet.objects.count() == 1


# --- the admin ------------------------------------------------------------------------------------------------------


def admin_request(user):
    request = RequestFactory().get("/")
    request.user = user
    return request


def test_the_admin_edits_drafts_and_only_shows_what_was_published():
    user = UserFactory(admin=True, is_superuser=True)
    sets, single = site.get_model_admin(RuleSet), site.get_model_admin(Rule)
    request = admin_request(user)
    draft = draft_of_published()
    assert sets.has_change_permission(request, draft)
    assert single.has_change_permission(request, draft.rules.first())
    assert not sets.has_change_permission(request, published())
    assert not sets.has_delete_permission(request, published())
    assert not single.has_change_permission(request, published().rules.first())
    assert not single.has_delete_permission(request, published().rules.first())


def test_who_changes_a_draft_in_the_admin_counts_as_a_writer_of_it(client):
    user, other = UserFactory(admin=True, is_superuser=True), UserFactory(admin=True, is_superuser=True)
    draft = draft_of_published()
    rule = draft.rules.first()
    client.force_login(user)
    names = ("order", "code", "stage", "audience", "explanation_nl", "explanation_en", "legal_basis")
    data = {name: getattr(rule, name) for name in names} | {"rule_set": draft.pk, "legal_basis": "BP 6"}
    data |= {"conditions": json.dumps(rule.conditions), "effects": json.dumps(rule.effects)}
    client.post(f"/beheer/intake/rule/{rule.pk}/change/", data)
    rule.refresh_from_db()
    assert rule.legal_basis == "BP 6"
    client.force_login(other)
    client.post(f"/beheer/intake/rule/{rule.pk}/delete/", {"post": "yes"})
    assert set(draft.editors.all()) == {user, other}


def test_nobody_reads_in_the_admin_what_people_are_typing():
    drafts = site.get_model_admin(IntakeDraft)
    assert "answers" not in drafts.fields
    assert not drafts.has_change_permission(admin_request(UserFactory(admin=True, is_superuser=True)))


def test_a_rule_that_cannot_be_read_is_refused_with_the_reason():
    rule = RuleFactory.build(rule_set=None, conditions=[{"fact": "shoe_size", "in": ["46"]}])
    with pytest.raises(ValidationError, match="niet te lezen"):
        rule.clean()


@pytest.mark.parametrize("query", ["", "?q=training", "?status=published"])
def test_the_admin_lists_and_searches_the_sets(client, query):
    client.force_login(UserFactory(admin=True, is_superuser=True))
    assert client.get(f"/beheer/intake/ruleset/{query}").status_code == 200
    assert client.get("/beheer/intake/rule/?q=opleiding&stage=desks").status_code == 200


def test_the_admin_shows_a_published_set_and_its_history_without_fields_to_change(client):
    client.force_login(UserFactory(admin=True, is_superuser=True))
    address = f"/beheer/intake/ruleset/{published().pk}"
    page = client.get(f"{address}/change/").content.decode()
    assert "find-work-uwv" in page
    assert 'name="notes"' not in page
    assert client.get(f"{address}/history/").status_code == 200


def test_a_new_version_is_made_from_the_list(client):
    client.force_login(UserFactory(admin=True, is_superuser=True))

    def choose(action, rule_set):
        data = {"action": action, "_selected_action": [rule_set.pk]}
        return client.post("/beheer/intake/ruleset/", data, follow=True).content.decode()

    assert "Versie 2 is nu een concept." in choose("copy", published())
    assert (
        'name="notes"'
        in client.get(f"/beheer/intake/ruleset/{RuleSet.objects.get(version=2).pk}/change/").content.decode()
    )
    choose("publish", RuleSet.objects.get(version=2))  # not from here: that takes a second person
    assert published().version == 1


@pytest.mark.usefixtures("on_two_municipalities")
def test_who_wrote_or_proposed_rules_does_not_publish_them():
    author, proposer = UserFactory(coordinator=True), UserFactory(coordinator=True)
    draft = draft_of_published()
    draft.editors.add(author)
    services.propose_rule_set(rule_set_id=draft.pk, by=proposer)
    for by in (author, proposer):
        with pytest.raises(NotAllowed):
            services.publish_rule_set(rule_set_id=draft.pk, by=by)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        RuleSet.objects.filter(pk=draft.pk).update(published_by=proposer)
    assert published().version == 1


def test_only_coordinators_and_administrators_copy_propose_take_back_and_publish():
    draft, advisor = draft_of_published(), UserFactory(advisor=True)
    for change in (
        services.copy_rule_set,
        services.propose_rule_set,
        services.take_back_rule_set,
        services.publish_rule_set,
    ):
        with pytest.raises(NotAllowed):
            change(rule_set_id=draft.pk, by=advisor)
    assert RuleSet.objects.count() == 2
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.usefixtures("on_two_municipalities")
def test_a_proposal_does_not_change_until_it_is_taken_back():
    draft = draft_of_published()
    by = UserFactory(coordinator=True)
    services.propose_rule_set(rule_set_id=draft.pk, by=by)
    with pytest.raises(InternalError, match="do not change"), transaction.atomic():
        draft.rules.update(legal_basis="BP 6")
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        RuleSet.objects.filter(pk=draft.pk).update(days_light=3)
    services.take_back_rule_set(rule_set_id=draft.pk, by=by)
    draft.rules.update(legal_basis="BP 6")
