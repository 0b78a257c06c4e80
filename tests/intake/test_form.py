import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from intake.models import IntakeDraft
from tests.factories.core import MunicipalityFactory, PostcodeAreaFactory, UserFactory
from tests.factories.intake import EMPLOYER_ANSWERS, RESIDENT_ANSWERS, IntakeDraftFactory

pytestmark = pytest.mark.usefixtures("front_door")

QUESTION, PLACE, ABOUT, CONTACT = "/vraag/uw-vraag/", "/vraag/plaats/", "/vraag/over-u/", "/vraag/contact/"
HELP, WISHES, CHECK = "/vraag/hulp/", "/vraag/aanbod/", "/vraag/controleren/"
FIELDS = {
    QUESTION: ("question", "themes"),
    PLACE: ("postcode", "municipality"),
    ABOUT: ("situation", "age", "education", "company_name", "kvk_number", "sector", "staff_count"),
    CONTACT: ("name", "phone", "email", "contact_preference", "language"),
    HELP: (),
}


def answers_for(step, answers=RESIDENT_ANSWERS, **changes):
    return {name: answers[name] for name in FIELDS[step] if name in answers} | changes


def errors_of(response):
    return dict(response.context["form"].errors)


def draft_now():
    return IntakeDraft.objects.get()


# --- the whole way --------------------------------------------------------------------------------------------------


def test_a_resident_goes_through_the_steps_to_the_check(client):
    response = client.post("/vraag/", {"voor": "inwoner", "question": RESIDENT_ANSWERS["question"]})
    assert response.url == QUESTION
    for step, following in zip(FIELDS, [PLACE, ABOUT, CONTACT, HELP, CHECK], strict=True):
        assert client.get(step).status_code == 200
        response = client.post(step, answers_for(step))
        assert response.url == following
    page = client.get("/vraag/controleren/").content.decode()
    for shown in ("Sanne de Vries", "Oldenzaal", "26 jaar", "Mbo 2", "06 12345678", "Loopbaanstation", "Verstuur"):
        assert shown in page


def test_an_employer_is_asked_about_the_company_and_not_about_a_benefit(client, typing):
    typing(audience="employer", answers=EMPLOYER_ANSWERS, completed=["question", "place"])
    page = client.get(ABOUT).content.decode()
    assert "Hoe heet uw bedrijf?" in page
    assert "uitkering" not in page
    assert client.post(ABOUT, answers_for(ABOUT, EMPLOYER_ANSWERS)).url == WISHES
    assert client.post(WISHES, {"offers": "Een leerplek", "seeks": ""}).url == CONTACT


def test_the_question_of_the_home_page_is_in_the_first_step(client):
    client.post("/vraag/", {"voor": "werkgever", "question": "Wij zoeken personeel"})
    response = client.get(QUESTION)
    assert response.context["form"].initial["question"] == "Wij zoeken personeel"
    assert "Personeel vinden" in response.content.decode()


def test_an_empty_question_on_the_home_page_just_begins(client):
    response = client.post("/vraag/", {"voor": "werkgever", "question": " "})
    assert response.url == f"{QUESTION}?voor=werkgever"
    assert "Personeel vinden" in client.get(response.url).content.decode()
    assert not IntakeDraft.objects.exists()


@pytest.mark.parametrize(
    ("query", "theme"),
    [
        ("voor=inwoner&onderwerp=debts_income", "debts_income"),
        ("onderwerp=find_staff", "find_staff"),
        ("voor=werkgever&onderwerp=redundancy", "redundancy"),
    ],
)
def test_a_topic_of_the_home_page_is_chosen_already(client, query, theme):
    response = client.get(f"/vraag/?{query}")
    assert response.context["form"].initial["themes"] == [theme]
    assert f'value="{theme}" checked' in response.content.decode()
    assert not IntakeDraft.objects.exists()


def test_an_unknown_topic_is_left_out(client):
    assert "themes" not in client.get("/vraag/?onderwerp=gold").context["form"].initial


# --- what may be wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        (QUESTION, {"question": ""}, "question", "Schrijf uw vraag op, in een paar woorden"),
        (QUESTION, {"themes": ["gold"]}, "themes", "Kies een van de antwoorden in de lijst"),
        (PLACE, {"postcode": "", "municipality": ""}, "postcode", "Vul uw postcode in, of kies hieronder de gemeente"),
        (PLACE, {"postcode": "0000", "municipality": ""}, "postcode", "Vul de 4 cijfers van uw postcode in"),
        (PLACE, {"postcode": "1012 AB", "municipality": ""}, "municipality", "‘Ik woon niet in Twente’"),
        (ABOUT, {"situation": ""}, "situation", "Kies wat nu het best bij u past"),
        (ABOUT, {"age": "26 jaar"}, "age", "Vul uw leeftijd in met alleen cijfers, bijvoorbeeld 26"),
        (ABOUT, {"age": "3"}, "age", "vanaf 12 jaar"),
        (ABOUT, {"age": "1998"}, "age", "Vul uw leeftijd in jaren in"),
        (ABOUT, {"education": ""}, "education", "Kies uw hoogste diploma"),
        (CONTACT, {"name": ""}, "name", "Vul uw naam in"),
        (CONTACT, {"phone": "12"}, "phone", "bijvoorbeeld 06 12345678"),
        (CONTACT, {"email": "sanne"}, "email", "bijvoorbeeld naam@voorbeeld.nl"),
        (CONTACT, {"phone": "", "email": ""}, "phone", "zodat wij u kunnen bellen"),
        (CONTACT, {"phone": ""}, "phone", "zodat wij u kunnen bellen"),
        (CONTACT, {"email": "", "contact_preference": "email"}, "email", "zodat wij u kunnen schrijven"),
        (CONTACT, {"contact_preference": ""}, "contact_preference", "Kies hoe u van ons wilt horen"),
    ],
)
def test_a_wrong_answer_is_explained_at_its_field_and_kept_on_the_page(client, typing, wrong):
    step, changes, field, message = wrong
    typing()
    response = client.post(step, answers_for(step, **changes))
    assert list(errors_of(response)) == [field]
    assert message in errors_of(response)[field][0]
    page = response.content.decode()
    assert "<title>Fout: " in page
    assert "Controleer 1 antwoord" in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"company_name": ""}, "company_name"),
        ({"kvk_number": "1234"}, "kvk_number"),
        ({"staff_count": "veel"}, "staff_count"),
        ({"sector": ""}, "sector"),
        ({"sector": "geen"}, "sector"),
    ],
)
def test_a_wrong_answer_about_a_company_is_explained(client, typing, changes, field):
    typing(employer=True)
    assert list(errors_of(client.post(ABOUT, answers_for(ABOUT, EMPLOYER_ANSWERS, **changes)))) == [field]


def test_a_company_need_not_give_its_kvk_number_or_size(client, typing):
    typing(employer=True)
    client.post(ABOUT, {"company_name": "Bakkerij Smit", "kvk_number": "", "sector": "horeca", "staff_count": ""})
    assert draft_now().answers["kvk_number"] == ""
    assert draft_now().answers["staff_count"] is None


def test_a_kvk_number_may_be_typed_with_spaces(client, typing):
    typing(employer=True)
    client.post(ABOUT, answers_for(ABOUT, EMPLOYER_ANSWERS, kvk_number="1234 56 78"))
    assert draft_now().answers["kvk_number"] == "12345678"


@pytest.mark.parametrize("address", ["/vraag/", QUESTION])
def test_a_citizen_service_number_is_refused_and_not_stored(client, address):
    response = client.post(address, {"voor": "inwoner", "question": "Mijn BSN is 123456782"})
    assert "burgerservicenummer" in errors_of(response)["question"][0]
    assert not IntakeDraft.objects.exists()


def test_a_text_is_at_most_two_thousand_characters(client, typing):
    typing()
    response = client.post(QUESTION, {"question": "a" * 2001, "themes": []})
    assert "2000" in errors_of(response)["question"][0]
    assert "data-counter" in response.content.decode()


# --- where people live ----------------------------------------------------------------------------------------------


def test_the_municipality_follows_from_the_postcode(client, typing):
    typing(answers={}, completed=["question"])
    assert client.post(PLACE, {"postcode": "7571ab", "municipality": ""}).url == ABOUT
    assert draft_now().answers == {"postcode": "7571 AB", "municipality": "GM0173"}


def test_the_municipality_can_be_corrected(client, typing):
    typing(answers={}, completed=["question"])
    client.post(PLACE, {"postcode": "7571 AB", "municipality": "GM1774"})
    assert draft_now().answers["municipality"] == "GM1774"


def test_a_municipality_without_postcode_is_enough(client, typing):
    typing(answers={}, completed=["question"])
    assert client.post(PLACE, {"postcode": "", "municipality": "GM0168"}).url == ABOUT


def test_a_new_postcode_takes_the_municipality_along_that_nobody_touched(client, typing):
    typing()
    client.post(PLACE, {"postcode": "7607", "municipality": "GM0173"})
    assert draft_now().answers["municipality"] == "GM0141"


def test_a_postcode_across_a_border_asks_which_municipality(client, typing):
    PostcodeAreaFactory(digits="7571", municipality=MunicipalityFactory(code="GM1774"))
    typing(answers={}, completed=["question"])
    response = client.post(PLACE, {"postcode": "7571", "municipality": ""})
    assert "Oldenzaal" in errors_of(response)["municipality"][0]
    assert "Dinkelland" in errors_of(response)["municipality"][0]


def test_somebody_from_elsewhere_can_go_on(client, typing):
    typing(answers={}, completed=["question"])
    assert client.post(PLACE, {"postcode": "1012", "municipality": "outside"}).url == ABOUT


def test_while_typing_the_municipality_is_filled_in(client, htmx, typing):
    typing(answers={}, completed=["question"])
    htmx.cookies = client.cookies
    fragment = htmx.get(PLACE, {"postcode": "7571 AB"}).content.decode()
    assert '<option value="GM0173" selected>' in fragment
    assert "<html" not in fragment
    assert '<option value="GM0173" selected>' in client.get(PLACE, {"postcode": "7571 AB"}).content.decode()


# --- nothing is lost ------------------------------------------------------------------------------------------------


def test_answers_are_there_when_somebody_comes_back(client, typing):
    typing()
    response = client.get(CONTACT)
    assert 'value="Sanne de Vries"' in response.content.decode()
    assert 'value="06 12345678"' in response.content.decode()


def test_going_back_keeps_what_is_right_and_leaves_out_what_is_wrong(client, typing):
    typing(answers={"question": "Iets"}, completed=["question", "place"])
    response = client.post(ABOUT, {"situation": "ww", "age": "oud", "education": "hbo", "go": "back"})
    assert response.url == PLACE
    assert draft_now().answers == {"question": "Iets", "situation": "ww", "education": "hbo"}
    assert "about" not in draft_now().completed


def test_stopping_keeps_the_answers_and_says_until_when(client, typing, freeze):
    freeze("2026-03-10 09:00")
    typing(answers={}, completed=[])
    response = client.post(QUESTION, {"question": "Iets", "themes": ["training"], "go": "later"}, follow=True)
    assert "zijn bewaard tot dinsdag 24 maart" in response.content.decode()
    assert response.context["continue_url"] == PLACE


def test_a_change_from_the_check_leads_back_to_the_check(client, typing):
    typing()
    page = client.get("/vraag/controleren/").content.decode()
    assert f'href="{ABOUT}?terug=controleren#id_age"' in page
    response = client.post(f"{ABOUT}?terug=controleren", answers_for(ABOUT, age="27"))
    assert response.url == "/vraag/controleren/"
    assert "27 jaar" in client.get(response.url).content.decode()


def test_a_step_further_on_waits_for_the_ones_before(client, typing):
    typing(completed=["question"])
    assert client.get(CONTACT).url == PLACE
    assert client.get("/vraag/controleren/").url == PLACE


def test_an_answer_that_is_no_longer_right_is_asked_again_before_sending(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"municipality": "GM9999"})
    assert client.get("/vraag/controleren/").url == PLACE


def test_asking_again_offers_to_go_on_with_the_open_question(client, typing):
    typing(completed=["question"])
    response = client.get("/vraag/?voor=inwoner")
    assert "U was bezig met een vraag" in response.content.decode()
    assert response.context["continue_url"] == PLACE


def test_new_words_come_along_when_somebody_begins_again(client, typing):
    old = typing(completed=["question"])
    page = client.post("/vraag/", {"voor": "inwoner", "question": "Een heel andere vraag"}).content.decode()
    assert "Een heel andere vraag" in page
    response = client.post("/vraag/opnieuw/", {"voor": "inwoner", "question": "Een heel andere vraag"})
    assert response.url == QUESTION
    assert draft_now().pk != old.pk
    assert draft_now().answers["question"] == "Een heel andere vraag"


def test_a_browser_that_lost_its_cookie_keeps_the_step_it_sends(client):
    response = client.post(CONTACT, answers_for(CONTACT) | {"voor": "inwoner"})
    assert response.url == QUESTION
    assert draft_now().answers["name"] == "Sanne de Vries"


def test_the_form_of_an_employer_does_not_end_up_in_the_question_of_a_resident(client, typing):
    typing(answers={"question": "Iets voor mij"}, completed=[])
    client.post(QUESTION, {"voor": "werkgever", "question": "Iets voor mijn bedrijf", "themes": ["find_staff"]})
    assert {draft.audience: draft.answers["question"] for draft in IntakeDraft.objects.all()} == {
        "resident": "Iets voor mij",
        "employer": "Iets voor mijn bedrijf",
    }


def test_an_expired_question_is_gone(client, typing):
    typing(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    assert client.get(CONTACT).url == "/vraag/"


def test_somebody_elses_cookie_is_worth_nothing(client):
    client.cookies["wc_vraag"] = str(IntakeDraftFactory().pk)
    assert client.get("/vraag/controleren/").url == "/vraag/"


def test_answers_can_be_deleted_from_a_shared_computer(client, typing):
    typing()
    response = client.post("/vraag/wissen/")
    assert response.url == reverse("intake:home")
    assert response.cookies["wc_vraag"].value == ""
    assert not IntakeDraft.objects.exists()


# --- language, menu, log-in -----------------------------------------------------------------------------------------


def test_the_language_is_kept_on_the_way(client):
    response = client.post("/en/vraag/", {"voor": "inwoner", "question": "I look for work"})
    assert response.url == "/en/vraag/uw-vraag/"
    page = client.get(response.url).content.decode()
    assert "Your question, in your own words" in page
    assert 'hreflang="nl"' in page
    assert client.post(response.url, answers_for(QUESTION)).url == "/en/vraag/plaats/"
    assert draft_now().language == "en"


def test_help_in_english_is_proposed_to_who_reads_english(client, typing):
    typing(answers={}, completed=["question", "place", "about"])
    assert client.get("/en/vraag/contact/").context["form"].initial["language"] == "en"


def test_somebody_who_is_logged_in_need_not_type_name_and_address(client, typing):
    client.force_login(UserFactory(name="Sanne de Vries", email="sanne@example.org"))
    typing(answers={}, completed=["question", "place", "about"])
    page = client.get(CONTACT).content.decode()
    assert 'value="Sanne de Vries"' in page
    assert 'value="sanne@example.org"' in page


def test_an_unknown_step_does_not_exist(client, typing):
    typing()
    assert client.get("/vraag/schoenmaat/").status_code == 404


def test_form_pages_are_not_kept_by_the_browser(client, typing):
    typing()
    assert "no-store" in client.get(CONTACT).headers["Cache-Control"]
