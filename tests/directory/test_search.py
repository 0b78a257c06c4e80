"""Finding services: the words people use, names, filters, and nothing found."""

import pytest
from django.utils.translation import override

from directory import catalogue
from directory.models import Organization, Service
from tests.factories.core import MunicipalityFactory
from tests.factories.directory import OrganizationFactory, ServiceFactory, TaxonomyTermFactory

pytestmark = pytest.mark.django_db


def found(text: str = "", language: str = "nl", **filters: str) -> list[str]:
    wanted = {name: value for name, value in {"q": text, **filters}.items() if value}
    return list(catalogue.find(wanted, language=language).services.values_list("name", flat=True))


def test_other_forms_of_a_word_are_found():
    ServiceFactory(name="Advies", description="Welke opleiding past bij u?")
    assert found("opleidingen") == ["Advies"]


def test_the_beginning_of_a_word_is_enough_while_typing():
    ServiceFactory(name="Hulp bij schulden")
    assert found("sch") == ["Hulp bij schulden"]


@pytest.mark.parametrize("text", ["WIA", "wia", " Wia "])
def test_short_words_are_found_whatever_their_capitals(text: str):
    ServiceFactory(name="Werken met een WIA-uitkering")
    assert found(text) == ["Werken met een WIA-uitkering"]


@pytest.mark.parametrize("text", ["roc", "ROC van Twente", "Endoor", "mbo Endoor"])
def test_the_name_of_the_organisation_finds_its_services(text: str):
    school = OrganizationFactory(name="ROC van Twente", alternate_name="Endoor")
    ServiceFactory(name="Mbo voor volwassenen", organization=school)
    ServiceFactory(name="Iets anders")
    assert found(text) == ["Mbo voor volwassenen"]


def test_the_name_of_a_theme_finds_its_services():
    theme = TaxonomyTermFactory(code="cross_border", name="Werken in Duitsland")
    ServiceFactory(name="Grensgesprek", terms=[theme])
    assert found("duitsland") == ["Grensgesprek"]


def test_a_match_in_the_name_comes_before_one_in_the_description():
    ServiceFactory(name="Advies", description="Ook over uw sollicitatie.")
    ServiceFactory(name="Sollicitatie oefenen", description="In een groep.")
    assert found("sollicitatie") == ["Sollicitatie oefenen", "Advies"]


def test_all_words_have_to_be_there_when_that_finds_something():
    ServiceFactory(name="Cursus Nederlands")
    ServiceFactory(name="Cursus computer")
    assert found("cursus computer") == ["Cursus computer"]


def test_some_of_the_words_are_enough_when_nothing_has_them_all():
    ServiceFactory(name="Cursus Nederlands")
    result = catalogue.find({"q": "cursus tovenaar"}, language="nl")
    assert result.is_loose
    assert [service.name for service in result.services] == ["Cursus Nederlands"]


def test_a_whole_sentence_is_understood():
    ServiceFactory(name="Cursus Nederlands")
    ServiceFactory(name="Baan zoeken")
    assert found("Ik wil graag een cursus") == ["Cursus Nederlands"]


def test_a_phrase_in_quotation_marks_is_taken_literally():
    ServiceFactory(name="Werk vinden", description="Een eigen bedrijf of een baan.")
    ServiceFactory(name="Bedrijf", description="Iets van een eigen plek en een bedrijf.")
    assert found('"eigen bedrijf"') == ["Werk vinden"]


@pytest.mark.parametrize("text", ["'", "\\", "a:*&|!()", "' or 1=1 --", "%", "\x00", "-", '"', "🙂", "x" * 5000])
def test_strange_signs_do_no_harm(text: str, client):
    ServiceFactory()
    assert client.get("/hulp-en-diensten/", {"q": text}).status_code == 200


def test_in_english_english_texts_are_searched():
    ServiceFactory(name="Hulp bij schulden", name_en="Help with debts", description_en="We make a plan with you.")
    assert found("debt", language="en") == ["Hulp bij schulden"]
    assert found("planning", language="en") == ["Hulp bij schulden"]
    assert found("debt", language="nl") == []


def test_filters_narrow_down():
    training = TaxonomyTermFactory(code="training")
    ServiceFactory(name="Voor bedrijven", audiences=["employer"], terms=[training])
    ServiceFactory(name="Voor inwoners", terms=[training])
    ServiceFactory(name="Zonder thema")
    assert found(voor="werkgever") == ["Voor bedrijven"]
    assert found(voor="inwoner", thema="training") == ["Voor inwoners"]


def test_a_municipal_service_is_only_for_its_residents_and_comes_first_for_them():
    losser = MunicipalityFactory(code="GM0168", name="Losser")
    enschede = MunicipalityFactory()
    ServiceFactory(name="A: heel Twente")
    ServiceFactory(name="B: Losser", areas=[losser])
    ServiceFactory(name="C: Enschede", areas=[enschede])
    assert found() == ["A: heel Twente", "B: Losser", "C: Enschede"]
    assert found(gemeente="GM0168") == ["B: Losser", "A: heel Twente"]


def test_what_is_no_longer_offered_is_not_found():
    ServiceFactory(name="Gestopt", status=Service.Status.DEFUNCT)
    ServiceFactory(name="Ook gestopt", organization=OrganizationFactory(is_active=False))
    assert found() == []


def test_each_service_is_found_once_however_many_themes_it_has():
    terms = [TaxonomyTermFactory(code=code, name=f"Opleiding {code}") for code in ("a", "b", "c")]
    ServiceFactory(name="Opleiding", terms=terms)
    assert found("opleiding") == ["Opleiding"]


@pytest.mark.usefixtures("menu")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("cv", "Hulp bij cv en sollicitatiebrief"),
        ("eigen bedrijf", "Een eigen bedrijf starten"),
        ("schulden losser", "Hulp bij schulden in Losser"),
        ("leerbedrijf", "Erkend leerbedrijf worden"),
        ("computer", "Leren omgaan met de computer"),
        ("duitsland", "Wonen in Nederland, werken in Duitsland"),
        ("beroepentest", "Beroepentest"),
        ("reorganisatie", "Hulp bij een reorganisatie"),
    ],
)
def test_the_words_that_people_use_bring_them_to_the_right_service(text: str, first: str):
    assert found(text)[0] == first


@pytest.mark.usefixtures("menu")
def test_every_partner_is_found_by_name():
    with override("nl"):
        for organization in Organization.objects.desks():
            names = set(organization.services.active().values_list("name", flat=True))
            assert names & set(found(organization.name)), organization.name
