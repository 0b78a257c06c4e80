"""Two tabs, a page that was open for long, a question sent meanwhile: nothing is overwritten or lost silently."""

import re

import pytest

from intake import services
from intake.models import IntakeDraft
from tests.factories.intake import EMPLOYER_ANSWERS, RESIDENT_ANSWERS
from tests.strict import StrictClient

pytestmark = pytest.mark.usefixtures("front_door")

ABOUT, PLACE, QUESTION = "/vraag/over-u/", "/vraag/plaats/", "/vraag/uw-vraag/"
CONTACT, HELP, CHECK = "/vraag/contact/", "/vraag/hulp/", "/vraag/controleren/"
MINE = {"situation": "flex", "age": "26", "education": "mbo2"}


def revision_on(page):
    return re.search(r'name="revision" value="([^"]*)"', page.content.decode())[1]


def opened(client, address):
    """A tab: the revision that its form carries."""
    return {"revision": revision_on(client.get(address))}


def test_a_second_tab_does_not_overwrite_what_the_first_one_kept(client, typing):
    draft = typing()
    first, second = opened(client, ABOUT), opened(client, ABOUT)
    assert client.post(ABOUT, MINE | {"age": "31"} | first).url == CONTACT
    response = client.post(ABOUT, MINE | {"age": "45", "education": "hbo"} | second)
    page = response.content.decode()
    draft.refresh_from_db()
    assert draft.answers["age"] == 31
    assert "Er zijn intussen andere antwoorden bewaard" in page
    notice = page.split('class="utrecht-alert utrecht-alert--warning', 1)[1].split("</dl>")[0]
    assert "31 jaar" in notice
    assert "Mbo 2" in notice
    assert "situatie" not in notice
    assert 'value="45"' in page
    assert '<option value="hbo" selected>' in page


def test_what_this_tab_typed_can_be_kept_after_all(client, typing):
    draft = typing()
    first, second = opened(client, ABOUT), opened(client, ABOUT)
    client.post(ABOUT, MINE | {"age": "31"} | first)
    shown = client.post(ABOUT, MINE | {"age": "45"} | second)
    again = {"revision": revision_on(shown)}
    assert client.post(ABOUT, MINE | {"age": "45"} | again).url == CONTACT
    draft.refresh_from_db()
    assert draft.answers["age"] == 45


def test_or_what_the_other_tab_kept_stays(client, typing):
    draft = typing()
    first, second = opened(client, ABOUT), opened(client, ABOUT)
    client.post(ABOUT, MINE | {"age": "31"} | first)
    shown = client.post(ABOUT, MINE | {"age": "45"} | second)
    response = client.post(ABOUT, MINE | {"age": "45", "revision": revision_on(shown), "go": "kept"})
    assert response.url == CONTACT
    draft.refresh_from_db()
    assert draft.answers["age"] == 31


@pytest.mark.parametrize("leaving", ["back", "later"])
def test_leaving_does_not_overwrite_either(client, typing, leaving):
    draft = typing()
    first, second = opened(client, ABOUT), opened(client, ABOUT)
    client.post(ABOUT, MINE | {"age": "31"} | first)
    response = client.post(ABOUT, MINE | {"age": "45", "go": leaving} | second)
    assert "31 jaar" in response.content.decode()
    draft.refresh_from_db()
    assert draft.answers["age"] == 31


def test_the_same_answers_from_two_tabs_are_no_conflict(client, typing):
    typing()
    first, second = opened(client, ABOUT), opened(client, ABOUT)
    client.post(ABOUT, MINE | first)
    assert client.post(ABOUT, MINE | second).url == CONTACT


def test_two_tabs_at_different_steps_do_not_bother_each_other(client, typing):
    draft = typing()
    place, about = opened(client, PLACE), opened(client, ABOUT)
    client.post(ABOUT, MINE | {"age": "31"} | about)
    assert client.post(PLACE, {"postcode": "7607", "municipality": ""} | place).url == ABOUT
    draft.refresh_from_db()
    assert (draft.answers["age"], draft.answers["municipality"]) == (31, "GM0141")


def test_going_on_and_back_in_one_tab_is_no_conflict(client, typing):
    typing(completed=["question", "place"])
    assert client.post(ABOUT, MINE | opened(client, ABOUT)).url == CONTACT
    assert client.post(CONTACT, {"name": "Sanne", "go": "back"} | opened(client, CONTACT)).url == ABOUT
    assert client.post(ABOUT, MINE | {"age": "27"} | opened(client, ABOUT)).url == CONTACT


def test_two_tabs_that_both_begin(client):
    words = {"voor": "inwoner", "question": "Ik zoek werk"}
    first, second = opened(client, QUESTION), opened(client, QUESTION)
    client.post(QUESTION, words | first)
    page = client.post(QUESTION, words | {"question": "Ik wil een opleiding"} | second).content.decode()
    assert "Ik zoek werk" in page.split("</dl>")[0]
    assert "Ik wil een opleiding</textarea>" in page
    assert IntakeDraft.objects.get().answers["question"] == "Ik zoek werk"


def test_the_form_of_a_question_that_made_way_for_another_overwrites_nothing(client, typing):
    typing()
    old_tab = opened(client, QUESTION)
    client.post("/vraag/opnieuw/", {"voor": "inwoner", "question": "Een nieuwe vraag"})
    page = client.post(QUESTION, {"voor": "inwoner", "question": "Mijn oude vraag"} | old_tab).content.decode()
    assert "Een nieuwe vraag" in page.split("</dl>")[0]
    assert IntakeDraft.objects.get().answers["question"] == "Een nieuwe vraag"


def test_a_helper_named_in_another_tab_is_shown(client, typing):
    typing()
    first, second = opened(client, HELP), opened(client, HELP)
    helper = {"has_helper": "on", "helper_name": "Omar", "helper_phone": "0612345678", "helper_agreed": "on"}
    client.post(HELP, helper | first)
    notice = client.post(HELP, {"needs_interpreter": "on", "interpreter_language": "Pools"} | second).content.decode()
    assert "Omar" in notice
    assert 'value="Pools"' in notice


def test_an_interpreter_asked_for_in_another_tab_is_shown(client, typing):
    typing()
    wanted = {"needs_interpreter": "on", "interpreter_language": "Pools"}
    client.post(HELP, wanted | opened(client, HELP))
    first, second = opened(client, HELP), opened(client, HELP)
    client.post(HELP, wanted | {"interpreter_language": "Arabisch"} | first)
    page = client.post(HELP, wanted | {"interpreter_language": "Turks"} | second).content.decode()
    assert "Arabisch" in page.split("</dl>")[0]


def test_a_tab_that_was_behind_the_sending_says_that_its_answers_did_not_go_along(client, typing):
    typing()
    tab = opened(client, ABOUT)
    receipt = client.post(CHECK, {}).url
    response = client.post(ABOUT, MINE | {"age": "45"} | tab)
    assert response.url == receipt
    assert "Wat u daarna veranderde, is niet meegestuurd" in client.get(receipt).content.decode()
    assert IntakeDraft.objects.get().answers["age"] == 26


def test_after_sending_the_form_of_a_next_question_is_not_taken_for_the_old_one(client, typing):
    typing()
    client.post(CHECK, {})
    tab = opened(client, QUESTION)
    assert client.post(QUESTION, {"voor": "inwoner", "question": "Nog een vraag"} | tab).url == PLACE


def test_the_form_does_not_tell_the_secret_of_the_draft(client, typing):
    draft = typing()
    page = client.get(ABOUT).content.decode()
    assert str(draft.pk) not in page
    assert draft.pk.hex not in page


# --- sessions and tokens that ran out ---------------------------------------------------------------------------------


def test_no_session_is_needed_from_the_first_step_to_the_receipt(client):
    client.post(QUESTION, {"voor": "werkgever", "question": EMPLOYER_ANSWERS["question"], "themes": ["subsidies"]})
    for address, names in (
        (PLACE, ("postcode", "municipality")),
        (ABOUT, ("company_name", "kvk_number", "sector", "staff_count")),
        (CONTACT, ("name", "phone", "email", "contact_preference", "language")),
    ):
        assert client.post(address, {name: EMPLOYER_ANSWERS[name] for name in names}).status_code == 302
    assert client.get(client.post(CHECK, {}).url).status_code == 200
    assert "sessionid" not in client.cookies


def test_a_session_that_ran_out_loses_nothing(client, typing, settings):
    draft = typing()
    client.cookies[settings.SESSION_COOKIE_NAME] = "a-session-that-is-gone"
    assert client.post(ABOUT, MINE | {"age": "31"} | opened(client, ABOUT)).url == CONTACT
    draft.refresh_from_db()
    assert draft.answers["age"] == 31


def test_a_token_that_ran_out_keeps_the_step_as_it_was_typed(typing, client):
    draft = typing()
    strict = StrictClient(enforce_csrf_checks=True, headers={"origin": "http://testserver"})
    strict.cookies = client.cookies
    typed = MINE | {"age": "31", "voor": "inwoner", "revision": services.revision_of(draft, "about")}
    late = strict.post(ABOUT, typed | {"csrfmiddlewaretoken": "of-yesterday"})
    assert late.status_code == 403
    again = dict(late.context["values"]) | {"csrfmiddlewaretoken": str(late.context["csrf_token"])}
    assert strict.post(late.context["action"], again).url == CONTACT
    draft.refresh_from_db()
    assert draft.answers["age"] == 31


# --- starting again -------------------------------------------------------------------------------------------------


def test_other_words_do_not_push_out_words_that_were_typed_before(client, typing):
    old = typing(answers={"question": "Ik wil lasser worden"}, completed=[])
    page = client.post("/vraag/", {"voor": "inwoner", "question": "Wie betaalt mijn opleiding?"}).content.decode()
    assert "U was bezig met een vraag" in page
    assert "Ik wil lasser worden" in page
    assert "Wie betaalt mijn opleiding?" in page
    assert list(IntakeDraft.objects.all()) == [old]


def test_the_same_words_again_just_go_on(client, typing):
    typing(answers={"question": "Ik wil lasser worden"}, completed=[])
    assert client.post("/vraag/", {"voor": "inwoner", "question": "Ik wil lasser worden"}).url == QUESTION


def test_a_question_for_a_company_does_not_push_out_one_of_a_resident(client, typing):
    typing(answers={"question": RESIDENT_ANSWERS["question"]}, completed=[])
    assert "U was bezig met een vraag" in client.get("/vraag/?voor=werkgever").content.decode()
