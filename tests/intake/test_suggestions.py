import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Organization, Service
from intake import services
from intake.rules import Facts
from intake.rules.facts import THEMES
from intake.rules.ranking import Offer, rank, situations_named
from intake.services.triage import explain, published_rules
from tests.factories.directory import ServiceFactory

RESIDENT = {"audience": "resident", "municipality": "GM0153", "situation": "employed", "age": 40, "education": "mbo3"}


def resident(*themes, **changed):
    return Facts(**RESIDENT | {"themes": themes or ("other",)} | changed)


def offer(slug, organization="leerwerkloket", themes=("training",), **more):
    return Offer(slug=slug, organization=organization, themes=frozenset(themes), **more)


def slugs(offers):
    return [each.slug for each in offers]


# --- the ranking ----------------------------------------------------------------------------------------------------


def test_every_theme_gets_something_before_any_gets_a_second():
    offers = [offer("a"), offer("b"), offer("c"), offer("debts", "schuldhulp", ("debts_income",))]
    found = rank(resident("training", "debts_income"), ["leerwerkloket", "schuldhulp"], offers, limit=3)
    assert slugs(found) == ["a", "debts", "b"]


def test_desks_of_the_triage_come_before_doors_that_are_open_to_everybody():
    offers = [offer("school", "roc", is_open=True), offer("advice")]
    assert slugs(rank(resident("training"), ["leerwerkloket"], offers, limit=5)) == ["advice", "school"]


def test_who_serves_a_group_is_only_suggested_when_the_triage_says_so():
    offers = [offer("young", "doorstroompunt"), offer("advice")]
    assert slugs(rank(resident("training"), ["leerwerkloket"], offers, limit=5)) == ["advice"]


def test_no_more_than_two_of_one_organisation_while_others_fit():
    offers = [offer("a"), offer("b"), offer("c"), offer("school", "roc", is_open=True)]
    assert slugs(rank(resident("training"), ["leerwerkloket"], offers, limit=3)) == ["a", "b", "school"]
    assert slugs(rank(resident("training"), ["leerwerkloket"], offers, limit=5)) == ["a", "b", "school", "c"]


def test_what_is_near_and_what_is_made_for_it_comes_first():
    offers = [offer("a", themes=("training", "vacancies")), offer("b"), offer("z", is_local=True)]
    assert slugs(rank(resident("training"), ["leerwerkloket"], offers, limit=5)) == ["z", "b", "a"]


def test_the_order_in_which_services_are_read_does_not_matter():
    offers = [offer(f"s{number}", f"org{number % 4}", is_open=True) for number in range(20)]
    expected = slugs(rank(resident("training"), ["org2"], offers, limit=5))
    for seed in range(5):
        shuffled = random.Random(seed).sample(offers, len(offers))
        assert slugs(rank(resident("training"), ["org2"], shuffled, limit=5)) == expected


def test_what_is_for_another_situation_is_only_there_for_want_of_better():
    offers = [
        offer("disabled", "uwv", ("find_work",), situations=frozenset({"wia", "wajong"})),
        offer("unemployed", "uwv", ("find_work",), situations=frozenset({"ww"})),
        offer("anybody", "school", ("find_work",), is_open=True),
    ]
    found = rank(resident("find_work", situation="ww"), ["uwv"], offers, limit=5)
    assert slugs(found) == ["unemployed", "anybody"]
    assert slugs(rank(resident("find_work", situation="ww"), ["uwv"], offers[:1], limit=5)) == ["disabled"]
    company = Facts(audience="employer", municipality="GM0153", themes=("find_staff",))
    staff = offer("trial", "uwv", ("find_staff",), situations=frozenset({"ww"}))
    assert slugs(rank(company, ["uwv"], [staff, offer("z", "uwv", ("find_staff",))], limit=5)) == ["trial", "z"]


@pytest.mark.parametrize(
    ("eligibility", "named"),
    [
        ("", set()),
        ("U woont in Enschede.", set()),
        ("U heeft een WW-uitkering, of u vraagt die aan.", {"ww", "at_risk", "none"}),
        ("U heeft een WIA-, Wajong- of Ziektewet-uitkering.", {"wia", "wajong", "ziektewet"}),
        ("U heeft een uitkering van UWV of van uw gemeente.", {"ww", "wia", "wajong", "ziektewet", "bijstand"}),
        ("U heeft werk, vast, tijdelijk of als zelfstandige.", {"employed", "flex", "self_employed", "at_risk"}),
    ],
)
def test_the_menukaart_says_for_which_situations_a_service_is(eligibility, named):
    assert situations_named(eligibility) == named


# --- on the menukaart -----------------------------------------------------------------------------------------------


def suggest(facts):
    desks = [desk.code for desk in explain(facts, published_rules()).desks]
    return services.suggest(facts, desks)


@pytest.mark.usefixtures("front_door")
@pytest.mark.parametrize("municipality", ["GM0153", "GM1774", "outside"])
@pytest.mark.parametrize("audience", ["resident", "employer"])
def test_whatever_the_question_is_about_the_menukaart_has_something(audience, municipality):
    personal = {} if audience == "resident" else {"situation": "", "age": None, "education": ""}
    for theme in THEMES[audience]:
        facts = resident(theme, audience=audience, municipality=municipality, **personal)
        found = suggest(facts)
        if municipality != "outside":
            assert 1 <= len(found) <= 5, theme
        for service in found:
            assert audience in service.audiences
            assert service.status == "active"
            assert set(service.areas.values_list("municipality_id", flat=True)) <= {municipality}


@pytest.mark.usefixtures("front_door")
def test_who_has_ww_and_looks_for_work_is_not_sent_to_what_is_for_wia():
    found = slugs(suggest(resident("find_work", situation="ww", age=45)))
    assert found[0] == "werk-vinden-met-ww"
    assert "werken-met-wia-of-wajong" not in found
    assert slugs(suggest(resident("find_work", situation="wia")))[0] == "werken-met-wia-of-wajong"


@pytest.mark.usefixtures("front_door")
def test_services_of_the_own_municipality_and_not_of_the_neighbours():
    found = slugs(suggest(resident("debts_income")))
    assert "hulp-bij-schulden-enschede" in found
    assert not [slug for slug in found if slug.startswith("hulp-bij-schulden") and not slug.endswith("enschede")]


@pytest.mark.usefixtures("front_door")
def test_services_that_stopped_or_whose_organisation_left_are_not_suggested():
    facts = resident("training", "training_funding")
    assert {"opleidingsadvies", "scholingscheque"} <= set(slugs(suggest(facts)))
    Service.objects.filter(slug="opleidingsadvies").update(status="temporarily closed")
    Organization.objects.filter(code="twents-fonds").update(is_active=False)
    found = slugs(suggest(facts))
    assert "opleidingsadvies" not in found
    assert "scholingscheque" not in found


@pytest.mark.usefixtures("front_door")
def test_suggesting_is_one_query_however_many_services_there_are():
    facts = resident("training", "orientation")
    counts = []
    for _more in range(2):
        with CaptureQueriesContext(connection) as queries:
            found = services.suggest(facts, ["leerwerkloket"])
            assert [service.organization.name for service in found]
        counts.append(len(queries))
        ServiceFactory.create_batch(20, organization__code="leerwerkloket")
    assert counts == [1, 1]
