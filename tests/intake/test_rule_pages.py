"""The pages on which coordinators read, change, try out and publish the rules."""

import re

import pytest

from intake import services
from intake.models import RuleCheck, RuleSet, TriageExample
from intake.services import editing
from intake.services.checking import Completeness
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory

pytestmark = pytest.mark.usefixtures("front_door")
FACTS = {
    "audience": "resident",
    "municipality": "GM0153",
    "situation": "ww",
    "age": "44",
    "education": "mbo2",
    "resident_themes": "find_work",
}


@pytest.fixture
def coordinator():
    return UserFactory(coordinator=True, name="Harriët Wolberink")


@pytest.fixture
def page(client, coordinator):
    """The browser of a coordinator."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def draft(front_door, coordinator):
    return editing.open_rule_draft(by=coordinator)


@pytest.fixture
def quick_check(monkeypatch):
    """The completeness check without its seconds; it is tested elsewhere."""
    found = Completeness(combinations=359_355, milliseconds=1900, problem_count=0, problems=())
    monkeypatch.setattr(services.publishing, "run_check", lambda rule_set: found)
    monkeypatch.setattr(services.checking, "run_check", lambda rule_set: found)


def text_of(response):
    """What is on the page, without tags."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def rule_form(client, code, version=2):
    """What the browser would send when somebody opens the form of a rule and changes nothing."""
    response = client.get(f"/triageregels/{version}/regel/{code}/")
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields}
    for row in form.rows:
        data |= {"row": [*data.get("row", []), row.row_id], f"{row.prefix}-fact": row.fact}
        data |= {row.add_prefix(name): row[name].value() for name in row.fields}
    return {name: "" if value is None else value for name, value in data.items()}


# --- who --------------------------------------------------------------------------------------------------------------

PAGES = [
    "",
    "voorbeelden/",
    "voorbeelden/nieuw/",
    "2/",
    "2/gevolgen/",
    "2/proberen/",
    "2/voorstellen/",
    "2/termijnen/",
    "2/weggooien/",
    "2/nieuwe-regel/loket/",
    "2/regel/training/",
    "2/regel/training/verwijderen/",
]
ACTS = ["nieuw/", "2/controleren/", "2/regel/training/verplaatsen/"]


@pytest.mark.parametrize("role", ["advisor", "partner", "fund_officer", "analyst"])
@pytest.mark.usefixtures("draft")
def test_the_rules_do_not_exist_for_others(client, role):
    client.force_login(UserFactory(**{role: True}))
    assert {client.get(f"/triageregels/{path}").status_code for path in PAGES} == {404}
    assert {client.post(f"/triageregels/{path}").status_code for path in ACTS} <= {404}


@pytest.mark.usefixtures("draft")
def test_nobody_reads_the_rules_without_logging_in(client):
    assert {client.get(f"/triageregels/{path}").status_code for path in PAGES} == {302}


@pytest.mark.parametrize("role", ["coordinator", "admin"])
@pytest.mark.usefixtures("draft")
def test_coordinators_and_admins_open_every_page_in_both_languages(client, role):
    client.force_login(UserFactory(**{role: True}))
    for language in ("", "/en"):
        assert {client.get(f"{language}/triageregels/{path}").status_code for path in PAGES} == {200}


# --- reading ----------------------------------------------------------------------------------------------------------


def test_the_list_says_what_is_in_force_and_offers_a_draft(page):
    shown = text_of(page.get("/triageregels/"))
    assert "Versie 1" in shown
    assert "Maak een nieuw concept" in shown
    response = page.post("/triageregels/nieuw/", follow=True)
    assert "Versie 2 is nu een concept" in text_of(response)
    assert "Maak een nieuw concept" not in text_of(page.get("/triageregels/"))
    assert "Er is al een concept" in text_of(page.post("/triageregels/nieuw/", follow=True))


def test_a_version_reads_as_sentences_per_question_and_topic(page):
    shown = text_of(page.get("/triageregels/1/"))
    assert "1. Wie is verantwoordelijk?" in shown
    assert (
        "Als een inwoner WW, WIA, Wajong of Ziektewet heeft, dan is UWV verantwoordelijk. (Wet SUWI art. 30)" in shown
    )
    assert "Inwoners: Inkomen en schulden" in shown
    assert "“U heeft een uitkering van UWV. Daarom helpt UWV u naar werk.”" in shown
    assert "[gemeente]" in shown
    assert "{municipality}" not in shown
    assert "Wijzig" not in shown.split("Eerste antwoord binnen")[0]  # what is in force is only read


def test_an_unknown_version_is_not_found(page):
    assert page.get("/triageregels/99/").status_code == 404


# --- the form of a rule -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("draft")
def test_a_rule_is_changed_without_codes_or_json(page, coordinator):
    data = rule_form(page, "find-work-uwv")
    assert data["c1-values"] == ["ww", "wia", "wajong", "ziektewet"]
    shown = text_of(page.get("/triageregels/2/regel/find-work-uwv/"))
    assert "Voorwaarde 2: Situatie" in shown
    assert "Krijgt Wajong" in shown
    data |= {"c1-values": ["ww"], "desk_1": "werkplein", "explanation_nl": "U krijgt WW. Werkplein helpt u."}
    response = page.post("/triageregels/2/regel/find-work-uwv/", data, follow=True)
    assert (
        "Als een inwoner een vraag heeft over “Werk vinden” en WW heeft, dan gaat de vraag naar Werkplein"
        in text_of(response)
    )
    assert coordinator in RuleSet.objects.get(version=2).editors.all()


def test_a_rule_that_is_saved_unchanged_stays_the_same(page, draft):
    before = [rule.data() for rule in draft.rules.all()]
    for rule in before:
        response = page.post(f"/triageregels/2/regel/{rule.code}/", rule_form(page, rule.code))
        assert response.status_code == 302, rule.code
    assert [rule.data() for rule in draft.rules.all()] == before


@pytest.mark.usefixtures("draft")
def test_adding_and_removing_a_condition_keeps_what_was_typed(page, draft):
    data = rule_form(page, "training") | {"explanation_nl": "Half af", "legal_basis": "Wet X", "desk_2": "roz"}
    response = page.post("/triageregels/2/regel/training/", data | {"new_fact": "age", "add": "1"})
    assert response.status_code == 200
    html = response.content.decode()
    assert "Voorwaarde 2: Leeftijd" in text_of(response)
    assert "Half af" in html
    assert 'value="Wet X"' in html
    assert re.search(r'<option value="roz" selected', html)
    assert "Controleer" not in text_of(response)  # nothing is judged yet
    again = data | {"row": ["0", "1"], "c1-fact": "age", "c1-test": "under", "c1-number": "27", "remove": "0"}
    response = page.post("/triageregels/2/regel/training/", again)
    assert "Voorwaarde 1: Leeftijd" in text_of(response)
    assert 'value="27"' in response.content.decode()
    assert "Half af" in response.content.decode()
    assert draft.rules.get(code="training").legal_basis == ""  # nothing was kept


@pytest.mark.usefixtures("draft")
def test_what_is_wrong_is_said_at_once_and_the_input_stays(page):
    data = rule_form(page, "training") | {
        "row": ["0", "1", "2"],
        "c0-values": [],
        "c1-fact": "age",
        "c1-test": "under",
        "c1-number": "jong",
        "c2-fact": "theme_count",
        "c2-test": "under",
        "c2-number": "2",
        "desk_1": "",
        "explanation_nl": "Zie {iets}",
    }
    response = page.post("/triageregels/2/regel/training/", data)
    assert response.status_code == 422
    shown = text_of(response)
    assert "Controleer 4 antwoorden" in shown
    for message in (
        "Kies er minstens één, of haal deze voorwaarde weg",
        "Vul een getal in van 1 tot en met 120",
        "Kies een organisatie",
        "Tussen haken kan alleen [gemeente] staan",
    ):
        assert shown.count(message) == 2, message  # above the form, and at the field
    assert 'value="jong"' in response.content.decode()


@pytest.mark.usefixtures("draft")
def test_conditions_go_with_the_people_the_rule_is_for(page):
    data = rule_form(page, "find-work-uwv") | {"audience": "employer"}
    shown = text_of(page.post("/triageregels/2/regel/find-work-uwv/", data))
    assert "Haal dit weg: Werk vinden" in shown
    assert "Haal de voorwaarde “Situatie” weg" in shown


@pytest.mark.usefixtures("draft")
def test_a_sentence_is_shown_before_it_is_kept(page, draft):
    data = rule_form(page, "training") | {"desk_1": "roz", "preview": "1"}
    response = page.post("/triageregels/2/regel/training/", data)
    assert (
        "Zo leest de regel: Als een inwoner een vraag heeft over “Opleiding”, dan gaat de vraag naar ROZ."
        in text_of(response)
    )
    assert draft.rules.get(code="training").effects == {"desks": ["leerwerkloket"]}


@pytest.mark.usefixtures("draft")
def test_a_rule_is_added_per_question(page):
    data = {
        "audience": "resident",
        "row": ["0"],
        "c0-fact": "situation",
        "c0-test": "in",
        "c0-values": ["newcomer"],
        "desk_1": "gemeente-{municipality}",
        "explanation_nl": "De gemeente [gemeente] helpt u.",
        "explanation_en": "The municipality of [municipality] helps you.",
        "legal_basis": "Wet inburgering 2021",
    }
    response = page.post("/triageregels/2/nieuwe-regel/extra-loket/", data, follow=True)
    assert (
        "Als een inwoner nog niet lang in Nederland woont, dan gaat de vraag ook naar de gemeente waar iemand woont."
        in text_of(response)
    )
    rule = RuleSet.objects.get(version=2).rules.get(stage="extra_desks", legal_basis="Wet inburgering 2021")
    assert rule.explanation_nl == "De gemeente {municipality} helpt u."
    assert rule.explanation_en == "The municipality of {municipality} helps you."
    assert page.get("/triageregels/2/nieuwe-regel/iets/").status_code == 404


@pytest.mark.usefixtures("draft")
def test_a_question_can_go_to_more_organisations(page):
    data = rule_form(page, "training") | {"desk_2": "roz", "desk_3": "taalpunt"}
    response = page.post("/triageregels/2/regel/training/", data | {"add_desk": "1"})
    assert 'name="desk_4"' in response.content.decode()
    response = page.post("/triageregels/2/regel/training/", data | {"desk_4": "roz"})
    assert "Deze organisatie staat er al" in text_of(response)


# --- two coordinators -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("draft")
def test_the_second_of_two_coordinators_sees_what_the_first_wrote(page, client):
    first, second = rule_form(page, "training"), rule_form(page, "training")
    page.post("/triageregels/2/regel/training/", first | {"explanation_nl": "Van de eerste."})
    client.force_login(UserFactory(coordinator=True))
    response = client.post("/triageregels/2/regel/training/", second | {"explanation_nl": "Van de tweede."})
    assert response.status_code == 422
    shown = text_of(response)
    assert "Een collega heeft dit intussen veranderd" in shown
    assert "Dit staat er nu" in shown
    assert "Van de eerste." in shown
    assert "Van de tweede." in shown
    again = second | {"explanation_nl": "Van de tweede.", "seen": response.context["form"]["seen"].value()}
    assert client.post("/triageregels/2/regel/training/", again).status_code == 302


@pytest.mark.usefixtures("draft")
def test_a_rule_that_a_colleague_deleted_does_not_come_back(page, draft):
    data = rule_form(page, "training")
    draft.rules.filter(code="training").delete()
    response = page.post("/triageregels/2/regel/training/", data, follow=True)
    assert "Deze regel bestaat niet (meer)" in text_of(response)


# --- place, terms, throwing away --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("draft")
def test_a_rule_moves_up_and_down(page):
    response = page.post("/triageregels/2/regel/find-work/verplaatsen/", {"richting": "omhoog"}, follow=True)
    assert "De regel is verplaatst." in text_of(response)
    response = page.post("/triageregels/2/regel/doorstroompunt-desk/verplaatsen/", {"richting": "omlaag"}, follow=True)
    assert "verder verplaatsen verandert niets" in text_of(response)
    assert page.post("/triageregels/2/regel/find-work/verplaatsen/", {"richting": "weg"}).status_code == 404


def test_a_rule_is_deleted_after_asking(page, draft):
    response = page.get("/triageregels/2/regel/training/verwijderen/")
    assert "Deze regel verwijderen?" in text_of(response)
    assert draft.rules.filter(code="training").exists()
    page.post("/triageregels/2/regel/training/verwijderen/", {"seen": response.context["seen"]})
    assert not draft.rules.filter(code="training").exists()


def test_terms_are_whole_working_days(page, draft):
    seen = page.get("/triageregels/2/termijnen/").context["form"]["seen"].value()
    data = {"days_light": "0", "days_basic": "drie", "days_specialist": "2", "notes": "Waarom", "seen": seen}
    response = page.post("/triageregels/2/termijnen/", data)
    assert response.status_code == 422
    assert text_of(response).count("Vul een getal in van 1 tot en met 20") == 4
    data |= {"days_light": "2", "days_basic": "4"}
    assert "Waarom" in text_of(page.post("/triageregels/2/termijnen/", data, follow=True))
    draft.refresh_from_db()
    assert (draft.days_light, draft.days_basic) == (2, 4)
    stale = page.post("/triageregels/2/termijnen/", data | {"days_light": "5"})
    assert stale.status_code == 422
    assert "Licht 2, basis 4, specialistisch 2 werkdagen." in text_of(stale)


@pytest.mark.usefixtures("draft")
def test_a_draft_is_thrown_away_after_asking(page):
    assert "Versie 2 weggooien?" in text_of(page.get("/triageregels/2/weggooien/"))
    page.post("/triageregels/2/weggooien/")
    assert not RuleSet.objects.filter(version=2).exists()


def test_rules_in_force_cannot_be_changed_on_any_page(page):
    for path in ("regel/training/", "regel/training/verwijderen/", "termijnen/", "nieuwe-regel/loket/"):
        response = page.get(f"/triageregels/1/{path}", follow=True)
        assert "Deze regels veranderen niet meer" in text_of(response)
    assert page.post("/triageregels/1/weggooien/", follow=True).status_code == 200
    assert RuleSet.objects.filter(version=1).exists()


# --- what changes -----------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("quick_check")
def test_what_changes_stands_on_one_page(page, draft, coordinator, freeze):
    facts = {"audience": "resident", "municipality": "GM0153", "situation": "ww", "age": 44, "education": "mbo2"}
    case = facts | {"themes": ["find_work"]}
    CaseFactory(triage={"facts": case}, desks=["uwv"], responsible="uwv", level="basic")
    TriageExample.objects.create(
        title="Man in Rijssen met WW", facts=case, responsible="uwv", desks=["uwv"], level="basic"
    )
    page.post("/triageregels/2/regel/find-work-uwv/", rule_form(page, "find-work-uwv") | {"desk_1": "werkplein"})
    seen = editing.digest_of_rule(draft.rules.get(code="cross-border-resident"))
    editing.delete_rule(rule_set_id=draft.pk, code="cross-border-resident", seen=seen, by=coordinator)
    response = page.get("/triageregels/2/gevolgen/")
    shown = text_of(response)
    assert "Dit is voor deze regels nog niet gecontroleerd." in shown
    assert "1 regel gewijzigd" in shown
    assert "Gewijzigd: wat er volgt" in shown
    assert "1 regel verwijderd" in shown
    assert "voorbeelden komen anders uit" in shown
    assert "Man in Rijssen met WW" in shown
    assert "Met deze regels was het bij 1 anders gegaan" in shown
    counts = {row.name: (row.before, row.after) for row in response.context["desk_counts"]}
    assert counts == {"UWV": (1, 0), "Werkplein Twente": (0, 1)}


@pytest.mark.usefixtures("draft", "quick_check")
def test_the_check_is_kept_with_its_time_and_says_when_it_is_old(page, draft):
    response = page.post("/triageregels/2/controleren/", follow=True)
    shown = text_of(response)
    assert "Ja, iedereen." in shown
    assert "359.355 vragen" in shown
    assert "Daarna zijn de regels veranderd" not in shown
    RuleCheck.objects.update(at="2026-01-01T09:00Z")
    assert "Daarna zijn de regels veranderd" in text_of(page.get("/triageregels/2/gevolgen/"))


def test_rules_that_never_count_and_names_that_do_not_exist_are_named(page, draft, coordinator):
    everything = editing.RuleText(
        audience="resident", conditions=[], effects={"desks": ["gesloten"]}, explanation_nl="Altijd."
    )
    editing.add_rule(rule_set_id=draft.pk, stage="desks", text=everything, by=coordinator)
    for _time in range(20):
        editing.move_rule(
            rule_set_id=draft.pk, code=draft.rules.get(explanation_nl="Altijd.").code, direction="up", by=coordinator
        )
    shown = text_of(page.get("/triageregels/2/gevolgen/"))
    assert "Regels die nooit gelden" in shown
    assert "kan nooit gelden" in shown
    assert "Namen die niet bestaan" in shown
    assert "gesloten" in shown


def test_a_draft_that_leaves_people_without_a_desk_is_not_proposed(page, draft):
    draft.rules.filter(code="cross-border-resident").delete()
    response = page.post("/triageregels/2/voorstellen/", follow=True)
    assert "niet iedereen komt bij een loket uit" in text_of(response)
    draft.refresh_from_db()
    assert draft.is_draft
    shown = text_of(page.get("/triageregels/2/gevolgen/"))
    assert "Nee, niet iedereen" in shown
    assert "Werken in Duitsland" in shown


# --- trying out -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("draft")
def test_made_up_facts_show_both_outcomes_with_why(page):
    same = text_of(page.get("/triageregels/2/proberen/", FACTS))
    assert "De uitkomst blijft hetzelfde." in same
    page.post("/triageregels/2/regel/find-work-uwv/", rule_form(page, "find-work-uwv") | {"desk_1": "werkplein"})
    shown = text_of(page.get("/triageregels/2/proberen/", FACTS))
    assert "De uitkomst verandert." in shown
    assert "Nu (versie 1)" in shown
    assert "Met versie 2" in shown
    assert "U zoekt werk en heeft een uitkering van UWV." in shown


@pytest.mark.usefixtures("draft")
def test_of_a_resident_we_have_to_know_more(page):
    shown = text_of(page.get("/triageregels/2/proberen/", {"audience": "resident", "municipality": "GM0153"}))
    assert "Controleer 3 antwoorden" in shown
    shown = text_of(page.get("/triageregels/2/proberen/", {"audience": "employer", "municipality": "GM0153"}))
    assert "WerkgeversServicepunt Twente" in shown


def test_an_example_is_looked_at_first_and_then_kept(page, coordinator):
    data = FACTS | {"title": "Man in Enschede met WW"}
    response = page.post("/triageregels/voorbeelden/nieuw/", data)
    assert not TriageExample.objects.filter(title=data["title"]).exists()
    shown = response.content.decode()
    assert "Bewaar, en neem de huidige uitkomst over" in shown
    data |= {"save": "1", "shown": response.context["shown"]}
    page.post("/triageregels/voorbeelden/nieuw/", data | {"situation": "none"})  # another question than was looked at
    assert not TriageExample.objects.filter(title=data["title"]).exists()
    assert "Man in Enschede met WW" in text_of(page.post("/triageregels/voorbeelden/nieuw/", data, follow=True))
    example = TriageExample.objects.get(title=data["title"])
    assert (example.desks, example.added_by) == (["uwv"], coordinator)
    assert "Dit voorbeeld verwijderen?" in text_of(page.get(f"/triageregels/voorbeelden/{example.pk}/verwijderen/"))
    page.post(f"/triageregels/voorbeelden/{example.pk}/verwijderen/")
    assert not TriageExample.objects.filter(title=data["title"]).exists()


def test_an_example_can_begin_with_a_case(page):
    facts = {"audience": "employer", "municipality": "GM0141", "themes": ["train_staff"]}
    case = CaseFactory(triage={"facts": facts})
    form = page.get("/triageregels/voorbeelden/nieuw/", {"zaak": case.reference}).context["form"]
    assert form["municipality"].value() == "GM0141"
    assert form["employer_themes"].value() == ["train_staff"]


def test_a_coordinator_keeps_a_case_as_an_example_from_its_page(client, page):
    case = CaseFactory(triage={"facts": FACTS})
    link = f'href="/triageregels/voorbeelden/nieuw/?zaak={case.reference}"'
    assert link in page.get(f"/zaken/{case.reference}/").content.decode()
    client.force_login(UserFactory(advisor=True))
    assert link not in client.get(f"/zaken/{case.reference}/").content.decode()


def test_examples_of_the_region_are_not_deleted(page):
    example = TriageExample.objects.create(
        title="Afspraak", facts=FACTS | {"themes": []}, responsible="uwv", desks=["uwv"], level="basic"
    )
    assert page.post(f"/triageregels/voorbeelden/{example.pk}/verwijderen/").status_code == 404


# --- four eyes --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("draft", "quick_check")
def test_a_second_person_publishes_and_says_no_to_who_worked_on_it(page, client):
    page.post("/triageregels/2/regel/training/", rule_form(page, "training") | {"legal_basis": "BP 6"})
    proposer, second = UserFactory(coordinator=True), UserFactory(coordinator=True)
    client.force_login(proposer)
    assert "Voorgesteld." in text_of(client.post("/triageregels/2/voorstellen/", follow=True))
    assert "U heeft deze regels zelf voorgesteld" in text_of(client.get("/triageregels/2/publiceren/"))
    assert client.post("/triageregels/2/publiceren/").status_code == 422
    client.force_login(RuleSet.objects.get(version=2).editors.get())
    assert "U heeft zelf aan deze regels gewerkt" in text_of(client.get("/triageregels/2/publiceren/"))
    refused = client.post("/triageregels/2/publiceren/")
    assert refused.status_code == 422
    assert "Iemand anders dan wie deze regels schreef" in text_of(refused)
    client.force_login(second)
    assert "geldt vanaf nu" in text_of(client.post("/triageregels/2/publiceren/", follow=True))
    published = RuleSet.objects.published().get()
    assert (published.version, published.published_by) == (2, second)
    assert "Versie 1" in text_of(client.get("/triageregels/"))


@pytest.mark.usefixtures("draft", "quick_check")
def test_a_proposal_becomes_a_draft_again_with_a_reason(page):
    page.post("/triageregels/2/voorstellen/")
    assert page.post("/triageregels/2/terugnemen/", {"reason": ""}).status_code == 422
    response = page.post("/triageregels/2/terugnemen/", {"reason": "De termijn klopt niet."}, follow=True)
    assert "Versie 2 is weer een concept." in text_of(response)
    assert RuleSet.objects.get(version=2).is_draft
