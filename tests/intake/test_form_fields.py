"""The questions of the form: who is asked what, what may stay open, what is refused, and what becomes of it."""

import re

import pytest

from advisors.models import Case
from intake.forms import STEP_FORMS
from intake.models import IntakeDraft
from intake.steps import STEPS, asked
from tests.factories.intake import EMPLOYER_ANSWERS, EVERY_STEP, RESIDENT_ANSWERS

pytestmark = pytest.mark.usefixtures("front_door")

ABOUT, WISHES, CONTACT, HELP = "/vraag/over-u/", "/vraag/aanbod/", "/vraag/contact/", "/vraag/hulp/"
CHECK, QUESTION = "/vraag/controleren/", "/vraag/uw-vraag/"
BSN = "123456782"
REACH = {"name": "Sanne", "phone": "", "email": "", "language": "nl"}
HELPER = {"has_helper": "on", "helper_name": "Omar", "helper_phone": "0612345678", "helper_agreed": "on"}


def errors_of(response):
    return {name: messages[0] for name, messages in response.context["form"].errors.items()}


def answers_now():
    return IntakeDraft.objects.get().answers


@pytest.mark.parametrize("audience", list(STEPS))
def test_every_step_names_the_questions_of_its_form(audience):
    forms = STEP_FORMS[audience]
    assert {step.key: step.fields for step in STEPS[audience]} == {
        key: tuple(forms[key].base_fields) for key in (step.key for step in STEPS[audience])
    }


# --- how to reach somebody ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"contact_preference": "visit"}, {}),
        ({"contact_preference": "phone", "phone": "06 12345678"}, {}),
        ({"contact_preference": "email", "email": "a@example.org"}, {}),
        ({"contact_preference": "phone", "phone": "06 12345678", "email": "a@example.org"}, {}),
        ({"contact_preference": "phone", "email": "a@example.org"}, {"phone": "bellen"}),
        ({"contact_preference": "email", "phone": "06 12345678"}, {"email": "schrijven"}),
        ({"contact_preference": "phone"}, {"phone": "bellen"}),
        ({}, {"contact_preference": "Kies hoe"}),
        (
            {"contact_preference": "visit", "phone": "12345"},
            {"phone": "Vul een geldig telefoonnummer in, bijvoorbeeld 06 12345678"},
        ),
    ],
)
def test_a_phone_number_or_an_address_is_needed_unless_somebody_comes_in(client, typing, given, wrong):
    typing(answers={}, completed=["question", "place", "about"])
    response = client.post(CONTACT, REACH | given)
    if not wrong:
        assert response.url == HELP
        return
    errors = errors_of(response)
    assert list(errors) == list(wrong)
    for name, text in wrong.items():
        assert text in errors[name]


def test_somebody_who_comes_in_can_send_without_phone_or_address(client, typing):
    typing(answers=RESIDENT_ANSWERS | {"phone": "", "email": "", "contact_preference": "visit"})
    page = client.get(CHECK).content.decode()
    assert "Ik kom langs" in page
    client.post(CHECK, {})
    assert Case.objects.get().contact_preference == "visit"


# --- help with the question -----------------------------------------------------------------------------------------


def test_nobody_needs_help(client, typing):
    typing(completed=["question", "place", "about", "contact"])
    assert client.post(HELP, {}).url == CHECK


def test_without_javascript_every_question_of_the_step_is_in_the_page(client, typing):
    typing()
    page = client.get(HELP).content.decode()
    for name in ("needs_interpreter", "interpreter_language", "needs_reading_help", "has_helper", "helper_agreed"):
        assert f'name="{name}"' in page


def test_help_becomes_part_of_what_we_know_of_the_client(client, typing):
    typing(completed=["question", "place", "about", "contact"])
    help_wanted = {"needs_interpreter": "on", "interpreter_language": "Tigrinya", "needs_reading_help": "on"}
    assert client.post(HELP, help_wanted | HELPER).url == CHECK
    page = client.get(CHECK).content.decode()
    for shown in ("Tigrinya", "Hulp bij lezen of schrijven", "Omar", "Wij mogen met uw helper praten"):
        assert shown in page
    client.post(CHECK, {})
    person = Case.objects.get().client
    assert (person.interpreter_language, person.needs_reading_help) == ("Tigrinya", True)
    assert (person.helper_name, person.helper_phone) == ("Omar", "+31612345678")
    assert person.helper_allowed_at is not None


@pytest.mark.parametrize(
    ("left_out", "field", "message"),
    [
        ("helper_name", "helper_name", "Vul de naam in van degene die u helpt"),
        ("helper_phone", "helper_phone", "bijvoorbeeld 06 12345678"),
        ("helper_agreed", "helper_agreed", "Wij mogen alleen met uw helper praten als u dat goedvindt"),
    ],
)
def test_a_helper_has_a_name_a_number_and_permission(client, typing, left_out, field, message):
    typing()
    response = client.post(HELP, {name: value for name, value in HELPER.items() if name != left_out})
    assert list(errors_of(response)) == [field]
    assert message in errors_of(response)[field]
    assert "helper_name" not in answers_now()


def test_an_interpreter_needs_a_language(client, typing):
    typing()
    assert list(errors_of(client.post(HELP, {"needs_interpreter": "on"}))) == ["interpreter_language"]


def test_what_belongs_to_a_box_that_is_not_ticked_is_not_looked_at_and_not_kept(client, typing):
    typing(completed=["question", "place", "about", "contact"])
    left_behind = {"interpreter_language": f"bsn {BSN}", "helper_name": "Omar", "helper_phone": "12"}
    assert client.post(HELP, left_behind).url == CHECK
    kept = answers_now()
    assert (kept["interpreter_language"], kept["helper_name"], kept["helper_phone"]) == ("", "", "")
    assert kept["helper_agreed"] is False


def test_what_was_answered_about_help_is_there_again(client, typing):
    typing()
    client.post(HELP, HELPER)
    page = client.get(HELP).content.decode()
    assert 'value="Omar"' in page
    assert re.search(r'<input[^>]*name="has_helper"[^>]*checked', page)


# --- companies ------------------------------------------------------------------------------------------------------


def test_an_employer_gets_no_questions_of_residents_and_the_other_way_round(client, typing):
    typing(employer=True)
    for address in (HELP,):
        assert client.get(address).status_code == 404
    client.cookies.clear()
    typing()
    assert client.get(WISHES).status_code == 404
    assert "bedrijf" not in client.get(ABOUT).content.decode().split("<main", 1)[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("themes", "is_asked"),
    [
        (["find_staff"], True),
        (["train_staff", "redundancy"], True),
        ([], True),
        (["subsidies"], False),
        (["train_staff", "subsidies"], False),
    ],
)
def test_what_a_company_offers_is_asked_only_when_it_matters(client, typing, themes, is_asked):
    typing(audience="employer", answers=EMPLOYER_ANSWERS | {"themes": themes}, completed=["question", "place"])
    answers = {name: EMPLOYER_ANSWERS[name] for name in ("company_name", "kvk_number", "sector", "staff_count")}
    assert client.post(ABOUT, answers).url == (WISHES if is_asked else CONTACT)
    indicator = client.get(CONTACT if not is_asked else WISHES).content.decode()
    assert ("Wat u biedt en zoekt" in indicator) is is_asked
    assert client.get(WISHES).status_code == (200 if is_asked else 302)


def test_the_examples_fit_the_topic(client, typing):
    typing(employer=True, answers=EMPLOYER_ANSWERS | {"themes": ["redundancy"]})
    assert "ander werk voor 6 collega" in client.get(WISHES).content.decode()


def test_answers_to_a_step_that_was_left_do_not_count_and_come_back_with_it(client, typing):
    typing(employer=True, answers=EMPLOYER_ANSWERS | {"offers": "Vast werk", "seeks": "Vijf lassers"})
    words = {"question": EMPLOYER_ANSWERS["question"]}
    client.post(f"{QUESTION}?terug=controleren", words | {"themes": ["subsidies"]})
    assert "Vijf lassers" not in client.get(CHECK).content.decode()
    client.post(f"{QUESTION}?terug=controleren", words | {"themes": ["find_staff"]})
    assert "Vijf lassers" in client.get(CHECK).content.decode()
    client.post(CHECK, {})
    case = Case.objects.get()
    assert (case.offers, case.seeks, case.client.sector) == ("Vast werk", "Vijf lassers", "ict")


def test_a_step_that_matters_only_after_a_change_is_asked_before_the_check(client, typing):
    typing(
        employer=True,
        answers=EMPLOYER_ANSWERS | {"themes": ["subsidies"]},
        completed=[step for step in EVERY_STEP if step != "wishes"],
    )
    response = client.post(f"{QUESTION}?terug=controleren", {"question": "Iets", "themes": ["find_staff"]})
    assert response.url == f"{WISHES}?terug=controleren"
    assert client.post(response.url, {"offers": "", "seeks": ""}).url == CHECK


def test_asked_leaves_out_what_belongs_to_the_other_audience():
    both = RESIDENT_ANSWERS | EMPLOYER_ANSWERS
    assert "age" not in asked("employer", both)
    assert "kvk_number" not in asked("resident", both)


# --- the other audience ---------------------------------------------------------------------------------------------


def test_words_come_along_to_the_form_for_employers(client):
    response = client.post(QUESTION, {"voor": "inwoner", "question": "Wie helpt mijn bedrijf?", "go": "switch"})
    page = client.get(response.url)
    assert page.context["audience"] == "employer"
    assert "Wie helpt mijn bedrijf?" in page.content.decode()


def test_switching_there_and_back_loses_nothing(client, typing):
    draft = typing()
    words = {"question": RESIDENT_ANSWERS["question"], "themes": RESIDENT_ANSWERS["themes"], "go": "switch"}
    client.post(QUESTION, words)
    draft.refresh_from_db()
    assert (draft.audience, draft.completed) == ("employer", ["place", "wishes", "contact"])
    client.post(QUESTION, {"question": words["question"], "go": "switch"})
    draft.refresh_from_db()
    assert draft.audience == "resident"
    assert draft.answers["age"] == 26


# --- a BSN is never kept --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaving", ["", "back", "later"])
@pytest.mark.parametrize(
    "place",
    [
        (QUESTION, "question", {}),
        (CONTACT, "name", {"contact_preference": "visit", "language": "nl"}),
        (HELP, "interpreter_language", {"needs_interpreter": "on"}),
        (HELP, "helper_name", HELPER),
    ],
)
def test_a_bsn_is_refused_and_not_stored_whichever_button_was_pressed(client, typing, leaving, place):
    address, field, others = place
    draft = typing()
    response = client.post(address, others | {field: f"Ik ben {BSN}", "go": leaving})
    draft.refresh_from_db()
    assert BSN not in str(draft.answers)
    if leaving:
        assert "Dit konden wij niet bewaren" in client.get(response.url).content.decode()
    else:
        assert "burgerservicenummer" in errors_of(response)[field]


@pytest.mark.parametrize(("address", "field"), [(WISHES, "offers"), (WISHES, "seeks"), (ABOUT, "company_name")])
@pytest.mark.parametrize("leaving", ["", "back", "later"])
def test_a_bsn_of_an_employee_is_refused_too(client, typing, address, field, leaving):
    draft = typing(employer=True)
    client.post(address, {field: f"Onze collega {BSN[:4]}.{BSN[4:6]}.{BSN[6:]}", "go": leaving})
    draft.refresh_from_db()
    assert BSN[6:] not in str(draft.answers.get(field, ""))


def test_words_with_a_bsn_are_not_lost_when_somebody_begins_again(client, typing):
    old = typing()
    response = client.post("/vraag/opnieuw/", {"voor": "inwoner", "question": f"Mijn BSN is {BSN}"})
    assert "burgerservicenummer" in errors_of(response)["question"]
    assert f"Mijn BSN is {BSN}</textarea>" in response.content.decode()
    assert not IntakeDraft.objects.filter(pk=old.pk).exists()
    assert BSN not in str(list(IntakeDraft.objects.values_list("answers")))


@pytest.mark.parametrize(("address", "field"), [(WISHES, "offers"), (WISHES, "seeks"), (QUESTION, "question")])
def test_free_text_has_a_counter_and_a_limit(client, typing, address, field):
    typing(employer=True)
    page = client.get(address).content.decode()
    assert f'aria-describedby="id_{field}_help id_{field}_counter"' in page
    assert "2000" in errors_of(client.post(address, {field: "a" * 2001}))[field]


def test_the_question_says_what_not_to_write(client):
    assert "Schrijf niets over uw gezondheid en geen BSN" in client.get(QUESTION).content.decode()


# --- the check ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("employer", [False, True])
def test_every_answer_has_a_link_that_leads_to_its_field_and_back(client, typing, employer):
    extra = {} if employer else {"has_helper": True, "helper_name": "Omar", "helper_phone": "+31612345678"}
    answers = EMPLOYER_ANSWERS if employer else RESIDENT_ANSWERS | extra | {"helper_agreed": True}
    typing(employer=employer, answers=answers)
    page = client.get(CHECK).content.decode()
    links = re.findall(r'href="(/vraag/[\w-]+/\?terug=controleren)#([\w-]+)"', page)
    assert len(links) == len(re.findall(r"<dt>", page.split("helpers")[0]))
    for address, target in links:
        assert f'id="{target}"' in client.get(address).content.decode(), target


def test_an_answer_that_was_left_open_can_be_filled_in_from_the_check(client, typing):
    typing(employer=True, answers=EMPLOYER_ANSWERS | {"kvk_number": ""})
    page = client.get(CHECK).content.decode()
    assert "Niet ingevuld" in page
    assert f"{ABOUT}?terug=controleren#id_kvk_number" in page
    client.post(CHECK, {})
    assert Case.objects.get().client.kvk_number == ""


def test_a_change_that_is_not_right_stays_on_its_step_and_then_returns(client, typing):
    typing()
    address = f"{ABOUT}?terug=controleren"
    response = client.post(address, {"situation": "ww", "age": "oud", "education": "hbo"})
    assert 'action="/vraag/over-u/?terug=controleren"' in response.content.decode()
    assert client.post(address, {"situation": "ww", "age": "40", "education": "hbo"}).url == CHECK
