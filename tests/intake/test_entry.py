"""An advisor enters a question at the counter or on the phone."""

import datetime
import re
import uuid

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advisors.models import Case, Client, TimelineEntry
from advisors.services import ClientData, register_walk_in
from advisors.workflow import WalkInStatus
from directory.models import Location, Team
from intake import services
from intake.services import entry_keeping
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import MembershipFactory, UserFactory
from werkcentrum.core.errors import Conflict, RuleViolation
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.usefixtures("front_door")

URL, PREVIEW = "/nieuwe-vraag/", "/nieuwe-vraag/uitkomst/"
RESIDENT = {
    "channel": "phone",
    "audience": "resident",
    "question": "Ik wil graag in de zorg werken. Welke opleiding past bij mij?",
    "themes": ["training", "training_funding"],
    "name": "Gerda Bos",
    "born": "1988",
    "phone": "06 12345678",
    "email": "Gerda@Example.org",
    "postcode": "7571ab",
    "municipality": "",
    "situation": "flex",
    "education": "unknown",
    "contact_preference": "phone",
    "language": "nl",
    "consent_kind": "spoken",
}
EMPLOYER = RESIDENT | {
    "audience": "employer",
    "question": "Wij zoeken vijf collega's.",
    "themes": ["training"],
    "employer_themes": ["find_staff"],
    "company_name": "Twentse Software BV",
    "kvk_number": "1234 5678",
    "sector": "ict",
    "staff_count": "25",
    "born": "",
    "situation": "",
}


@pytest.fixture
def advisor():
    return UserFactory(advisor=True, name="Marieke ter Braak")


@pytest.fixture
def staff(client, advisor):
    client.force_login(advisor)
    return client


def ticket_of(response) -> str:
    return re.search(r'name="ticket" value="([^"]+)"', response.content.decode())[1]


def send(client, answers=RESIDENT, **changes):
    return client.post(URL, {"ticket": ticket_of(client.get(URL)), **answers, **changes})


def text(response) -> str:
    return " ".join(response.content.decode().split())


# --- entering -------------------------------------------------------------------------------------------------------


def test_a_question_on_the_phone_becomes_a_case_that_says_who_entered_it(staff, advisor, freeze):
    freeze("2026-03-10 14:12")
    response = send(staff)
    case = Case.objects.select_related("client", "team").get()
    assert response.url == f"/nieuwe-vraag/{case.reference}/bewijs/"
    assert (case.channel, case.consent_kind, case.opened_by) == ("phone", "spoken", advisor)
    assert case.question == RESIDENT["question"]
    assert case.themes == ["training", "training_funding"]
    assert case.desks == ["leerwerkloket", "twents-fonds"]
    assert (case.level, case.responsible, case.triage["rule_set"]) == ("basic", "sociale-partners", "1")
    assert (case.situation, case.education, case.age) == ("flex", "unknown", 38)
    assert case.municipality_id == "GM0173"
    assert case.answer_by == case.next_step_on == datetime.date(2026, 3, 13)
    assert (case.owner, case.team.is_front_desk) == (None, True)
    person = case.client
    assert (person.name, person.phone, person.email) == ("Gerda Bos", "+31612345678", "gerda@example.org")
    assert (person.birth_year, person.postcode, person.municipality_id) == (1988, "7571 AB", "GM0173")
    assert person.user is None
    line = TimelineEntry.objects.get(case=case)
    assert (line.kind, line.actor_label) == ("case.opened_phone", "Marieke ter Braak")
    page = text(staff.get(f"/zaken/{case.reference}/"))
    assert "Zaak geopend per telefoon" in page


def test_an_employer_is_asked_other_things(staff):
    send(staff, EMPLOYER)
    case = Case.objects.get()
    client = case.client
    assert (client.audience, client.company_name, client.kvk_number) == ("employer", "Twentse Software BV", "12345678")
    assert (client.sector, client.staff_count, client.birth_year) == ("ict", 25, None)
    assert (case.themes, case.responsible, case.situation, case.age) == (["find_staff"], "wsp", "", None)


def test_what_belongs_to_the_other_audience_is_not_kept(staff):
    send(staff, company_name="Weg", kvk_number="fout", employer_themes=["find_staff"])
    case = Case.objects.get()
    assert (case.client.company_name, case.client.kvk_number) == ("", "")
    assert case.themes == ["training", "training_funding"]


def test_taking_it_myself_makes_it_mine_at_once(staff, advisor):
    page = text(staff.get(send(staff, mine="on").url))
    case = Case.objects.get()
    assert (case.owner, case.status) == (advisor, "open")
    assert "Marieke ter Braak belt u uiterlijk" in page


def test_an_age_is_as_good_as_a_year_of_birth(staff, freeze):
    freeze("2026-03-10 14:12")
    send(staff, born="38")
    assert Client.objects.get().birth_year == 1988


def test_who_comes_to_a_location_needs_no_phone_or_e_mail(staff):
    page = text(staff.get(send(staff, phone="", email="", contact_preference="visit").url))
    assert Case.objects.get().contact_preference == "visit"
    assert "U komt langs bij een van onze locaties" in page


def test_help_is_kept_and_a_helper_only_with_permission(staff):
    helped = {"helper_name": "Ans", "helper_phone": "06 87654321", "interpreter_language": "Arabisch"}
    refused = send(staff, **helped)
    assert refused.status_code == 422
    assert "toestemming van de klant" in text(refused)
    send(staff, **helped, helper_agreed="on", needs_reading_help="on")
    client = Client.objects.get()
    assert (client.helper_name, client.helper_phone) == ("Ans", "+31687654321")
    assert client.helper_allowed_at is not None
    assert (client.interpreter_language, client.needs_reading_help) == ("Arabisch", True)


def test_somebody_from_outside_the_region_is_helped_too(staff):
    send(staff, postcode="1012", municipality="outside")
    case = Case.objects.get()
    assert (case.municipality, case.desks) == (None, ["werkcentrum"])


# --- the counter ----------------------------------------------------------------------------------------------------


def test_at_the_counter_the_location_of_the_team_is_filled_in_and_kept(staff, advisor):
    place = Location.objects.walk_in().first()
    team = Team.objects.create(organization=place.organization, name="Balie", location=place)
    MembershipFactory(user=advisor, role="coordinator", team=team, organization=place.organization)
    assert staff.get(URL).context["form"].initial["location"] == str(place.pk)
    send(staff, channel="walk_in", location=str(place.pk))
    case = Case.objects.get()
    assert case.channel == "walk_in"
    page = text(staff.get(f"/zaken/{case.reference}/"))
    assert f"Marieke ter Braak. {place.name}" in page


def test_at_the_counter_the_location_is_needed(staff):
    response = send(staff, channel="walk_in", location="")
    assert response.status_code == 422
    assert "Kies de locatie waar de klant is" in text(response)


def test_the_next_form_opens_like_the_last_one(staff):
    place = Location.objects.walk_in().last()
    send(staff, channel="walk_in", location=str(place.pk), mine="on")
    initial = staff.get(URL).context["form"].initial
    assert (initial["channel"], initial["location"], initial["mine"]) == ("walk_in", str(place.pk), True)


# --- a client we know -----------------------------------------------------------------------------------------------


def test_searching_shows_who_is_known_with_the_last_case(staff):
    case = CaseFactory(client=ClientFactory(name="Iris Nijhuis", birth_year=1985))
    page = text(staff.get(URL, {"q": "nijhuis 1985"}))
    assert "1 klant gevonden" in page
    assert f"?klant={case.client_id}" in page
    assert case.reference in page


def test_htmx_gets_only_who_was_found_and_a_reload_shows_the_same(staff):
    ClientFactory(name="Iris Nijhuis")
    part = staff.get(URL, {"q": "nijhuis"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert text(part) in text(staff.get(URL, {"q": "nijhuis"}))


def test_nobody_found_leads_to_a_new_client_with_what_was_typed(staff):
    page = text(staff.get(URL, {"q": "Gerda Bos 1988 0612345678"}))
    assert "Niemand gevonden" in page
    assert "Nieuwe klant met wat u typte" in page
    begun = staff.get(URL, {"q": "Gerda Bos 1988 0612345678", "nieuw": "1"})
    assert "Nieuwe klant met wat u typte" not in text(begun)  # that is what this form is
    initial = begun.context["form"].initial
    assert (initial["name"], initial["born"], initial["phone"]) == ("Gerda Bos", "1988", "+31612345678")


def test_choosing_a_client_fills_in_what_we_know_and_shows_what_is_open(staff):
    case = CaseFactory(open=True, owner__name="Tom Oude Avenhuis", client__birth_year=1985)
    response = staff.get(URL, {"klant": case.client_id})
    initial = response.context["form"].initial
    assert (initial["name"], initial["born"], initial["education"]) == (case.client.name, "1985", "mbo2")
    page = text(response)
    assert f"Er is al een open vraag {case.reference}" in page
    assert "Tom Oude Avenhuis" in page
    assert AuditEvent.objects.filter(action="client.viewed", object_id=str(case.client_id)).exists()


def test_a_known_client_gets_a_second_case_and_the_details_as_they_are_now(staff, advisor):
    client = ClientFactory(name="Gerda Smit", phone="+31600000000", birth_year=1988, postcode="7511 AA")
    send(staff, klant=str(client.pk))
    client.refresh_from_db()
    assert Client.objects.count() == 1
    assert (client.name, client.phone, client.municipality_id) == ("Gerda Bos", "+31612345678", "GM0173")
    case = Case.objects.get()
    assert case.client == client
    assert case.timeline.filter(kind="case.client_changed", actor=advisor).exists()
    assert "phone" in AuditEvent.objects.get(action="client.changed").details["fields"]


def test_a_known_client_that_did_not_change_has_no_line_about_it(staff):
    send(staff)
    client = Client.objects.get()
    send(staff, klant=str(client.pk), born="38" if client.birth_year == timezone.localdate().year - 38 else "1988")
    assert Case.objects.count() == 2
    assert not TimelineEntry.objects.filter(kind="case.client_changed").exists()


def test_a_year_of_birth_that_we_know_is_not_replaced_by_a_guess_from_the_age(staff, freeze):
    freeze("2026-03-10 14:12")
    client = ClientFactory(birth_year=1987)
    send(staff, klant=str(client.pk), born="38")
    client.refresh_from_db()
    assert client.birth_year == 1987


def test_a_client_that_does_not_exist_is_a_new_one(staff):
    assert staff.get(URL, {"klant": "999999"}).context["known"] is None
    assert staff.get(URL, {"klant": "x"}).status_code == 200


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"question": ""}, "Schrijf de vraag van de klant op"),
        ({"consent_kind": ""}, "Lees de tekst voor"),
        ({"name": ""}, "Vul de naam in"),
        ({"phone": ""}, "Vul het telefoonnummer in"),
        ({"email": "", "contact_preference": "email"}, "Vul het e-mailadres in"),
        ({"born": "vroeger"}, "Vul de leeftijd of het geboortejaar in"),
        ({"born": "2"}, "Vul de leeftijd of het geboortejaar in"),
        ({"situation": ""}, "Kies wat de klant nu doet"),
        ({"postcode": ""}, "Vul de postcode in, of kies de gemeente"),
        ({"postcode": "1012"}, "Postcode 1012 kennen wij niet"),
        ({"question": "Mijn BSN is 111222333"}, "BSN"),
        ({"channel": "partner"}, "Kies een van de antwoorden"),
        ({"audience": "employer", "company_name": ""}, "Vul de naam van het bedrijf in"),
    ],
)
def test_a_refused_form_says_what_to_do_and_keeps_everything(staff, changes, message):
    response = send(staff, **changes)
    assert response.status_code == 422
    page = text(response)
    assert message in page
    assert "Fout:" in page
    kept = RESIDENT | changes
    for name in ("name", "phone", "email", "postcode"):
        if kept[name]:
            assert f'value="{kept[name]}"' in page
    assert kept["question"] in page
    assert not Case.objects.exists()
    assert not Client.objects.exists()


def test_the_summary_names_the_fields_in_the_order_of_the_page(staff):
    page = text(send(staff, question="", name="", consent_kind=""))
    where = [page.index(f'href="#{field}"') for field in ("id_question", "id_name", "id_consent_kind_0")]
    assert where == sorted(where)


def data(**changes) -> services.EntryData:
    fields = {
        "channel": "phone",
        "client": ClientData(audience="resident", name="Gerda Bos", phone="+31612345678"),
        "question": "Wie helpt mij?",
        "facts": {
            "audience": "resident", "municipality": "GM0153", "themes": [], "situation": "ww", "age": 38,
            "education": "unknown",
        },
        "contact_preference": "phone",
        "consent_kind": "spoken",
    }  # fmt: skip
    return services.EntryData(**{**fields, **changes})


def test_the_service_refuses_other_roles_channels_and_no_consent(advisor):
    key = uuid.uuid4()
    with pytest.raises(RuleViolation):
        services.enter_question(data=data(), submission_key=key, by=UserFactory(partner=True))
    for changes in ({"channel": "online"}, {"consent_kind": ""}, {"consent_kind": "online"}, {"client_id": 99}):
        with pytest.raises(RuleViolation):
            services.enter_question(data=data(**changes), submission_key=key, by=advisor)
    company = ClientFactory(employer=True)
    with pytest.raises(RuleViolation):
        services.enter_question(data=data(client_id=company.pk), submission_key=key, by=advisor)
    assert not Case.objects.exists()


# --- once -----------------------------------------------------------------------------------------------------------


def test_sending_twice_is_one_case_one_client_and_one_receipt(staff):
    ticket = ticket_of(staff.get(URL))
    first = staff.post(URL, {"ticket": ticket, **RESIDENT, "mine": "on"})
    second = staff.post(URL, {"ticket": ticket, **RESIDENT, "mine": "on"})
    assert first.url == second.url
    assert (Case.objects.count(), Client.objects.count()) == (1, 1)
    assert len([message for message in mail.outbox if "Uw vraag is binnen" in message.subject]) == 1


def test_the_form_of_somebody_else_is_not_sent_again(client, advisor):
    key = uuid.uuid4()
    services.enter_question(data=data(), submission_key=key, by=advisor)
    with pytest.raises(Conflict):
        services.enter_question(data=data(), submission_key=key, by=UserFactory(coordinator=True))


def test_a_ticket_of_somebody_else_counts_as_none(staff):
    other = str(entry_keeping.new_ticket(UserFactory(advisor=True).pk))
    for ticket in (other, "onzin", ""):
        assert staff.post(URL, {"ticket": ticket, **RESIDENT}).status_code == 302
    assert Case.objects.count() == 3


# --- the receipt ----------------------------------------------------------------------------------------------------


def test_the_receipt_by_e_mail_says_what_was_told_and_who_helps(staff):
    send(staff)
    (message,) = mail.outbox
    case = Case.objects.get()
    assert "gerda@example.org" in message.to[0]
    assert case.reference in message.subject
    assert "Dit heeft u ons verteld" in message.body
    assert RESIDENT["question"] in message.body
    assert "Leerwerkloket Twente" in message.body


def test_taking_it_myself_is_told_in_the_one_receipt(staff):
    send(staff, mine="on")
    (message,) = mail.outbox
    assert "Uw vraag is binnen" in message.subject
    assert "Marieke ter Braak is uw contactpersoon. Marieke ter Braak belt u uiterlijk" in message.body
    assert "Een medewerker" not in message.body


def test_without_an_address_there_is_paper(staff):
    response = send(staff, email="")
    assert not mail.outbox
    page = text(staff.get(response.url))
    case = Case.objects.get()
    for words in (
        case.reference,
        "Geef de klant het nummer",
        "Er is geen e-mailadres",
        "Opgeschreven door Marieke ter Braak aan de telefoon",
        RESIDENT["question"],
        "Leerwerkloket Twente",
        "Mondeling gegeven",
        "Hier kunt u langskomen",
        "088 000 10 00",
    ):
        assert words in page


def test_the_paper_of_a_question_that_a_partner_brought_names_no_telephone(staff):
    case = CaseFactory(channel="partner", opened_by=UserFactory(name="Bram Kuipers"))
    page = text(staff.get(f"/nieuwe-vraag/{case.reference}/bewijs/"))
    assert "Opgeschreven door Bram Kuipers" in page
    assert "aan de telefoon" not in page


def test_the_receipt_is_in_the_language_of_the_client(staff):
    page = text(staff.get(send(staff, language="en").url))
    assert 'lang="en"' in page
    assert "This is what you told us" in page
    assert "Geef de klant het nummer" in page
    assert "We received your question" in mail.outbox[0].subject


def test_looking_at_the_receipt_is_logged(staff, advisor):
    case = CaseFactory()
    assert staff.get(f"/nieuwe-vraag/{case.reference}/bewijs/").status_code == 200
    assert AuditEvent.objects.filter(action="case.viewed", object_id=str(case.pk), actor=advisor).exists()


# --- while typing ---------------------------------------------------------------------------------------------------


def preview(client, answers=RESIDENT, **changes):
    body = {"ticket": ticket_of(client.get(URL)), **answers, **changes}
    return client.post(PREVIEW, body, headers={"HX-Request": "true"})


def test_the_outcome_is_shown_while_somebody_types(staff, freeze):
    freeze("2026-03-10 14:12")
    page = text(preview(staff))
    assert "Leerwerkloket Twente" in page
    assert "vrijdag 13 maart" in page
    assert "Niveau: basis" in page
    assert not Case.objects.exists()


def test_the_outcome_says_what_it_still_needs(staff):
    page = text(preview(staff, situation="", born=""))
    assert "Nog nodig: werk of uitkering, de leeftijd" in page


def test_the_municipality_follows_from_a_new_postcode_only(staff):
    page = text(preview(staff, municipality="GM0153"))
    assert '<option value="GM0173" selected>' in page
    again = text(preview(staff, municipality="GM0153", place_of="7571"))
    assert "hx-swap-oob" not in again.replace('id="alike" hx-swap-oob', "")


def test_a_client_with_the_same_number_is_shown(staff):
    known = ClientFactory(name="Gerda van Vroeger", phone="+31612345678")
    assert f"?klant={known.pk}" in text(preview(staff))
    assert "Gerda van Vroeger" not in text(preview(staff, klant=str(ClientFactory().pk)))


# --- nothing is lost ------------------------------------------------------------------------------------------------


def test_what_was_typed_is_there_again_after_the_session_ended(client, advisor):
    client.force_login(advisor)
    ticket = ticket_of(client.get(URL))
    client.logout()
    refused = client.post(URL, {"ticket": ticket, **RESIDENT})
    assert "/account/inloggen/" in refused.url
    assert not Case.objects.exists()
    client.force_login(advisor)
    key = entry_keeping.read_ticket(ticket).key
    response = client.get(URL, {"vraag": str(key)})
    assert RESIDENT["question"] in text(response)
    assert response.context["form"].initial["themes"] == RESIDENT["themes"]
    assert client.post(URL, {"ticket": ticket_of(response), **RESIDENT}).status_code == 302
    assert Case.objects.get().submission_key == key
    assert entry_keeping.kept_of(advisor.pk) == []


def test_nobody_who_is_not_logged_in_can_have_us_keep_something(client):
    refused = client.post(URL, {"ticket": "onzin", **RESIDENT})
    assert "/account/inloggen/" in refused.url


def test_what_was_not_sent_is_offered_and_can_be_thrown_away(staff, advisor):
    preview(staff)
    response = staff.get(URL)
    assert "De vraag van Gerda Bos is nog niet opgeslagen" in text(response)
    assert response.context["form"].initial.get("name") is None
    unsent = response.context["unsent_ticket"]
    assert staff.post(URL, {"ticket": str(unsent), "go": "forget"}).url == URL
    assert "nog niet opgeslagen" not in text(staff.get(URL))


def test_choosing_a_client_keeps_the_question_that_was_typed_already(staff):
    known = ClientFactory(name="Iris Nijhuis")
    ticket = ticket_of(staff.get(URL))
    staff.post(PREVIEW, {"ticket": ticket, **RESIDENT}, headers={"HX-Request": "true"})
    key = entry_keeping.read_ticket(ticket).key
    initial = staff.get(URL, {"klant": known.pk, "vraag": str(key)}).context["form"].initial
    assert initial["question"] == RESIDENT["question"]
    assert initial["name"] == "Iris Nijhuis"


def test_it_is_kept_for_a_few_hours_only(staff, advisor, freeze):
    freeze("2026-03-10 09:00")
    preview(staff)
    freeze("2026-03-10 13:01")
    assert entry_keeping.kept_of(advisor.pk) == []


# --- a visitor in the queue -----------------------------------------------------------------------------------------


def test_the_question_of_a_visitor_is_linked_to_the_visit(staff, advisor):

    place = Location.objects.walk_in().first()
    visit = register_walk_in(location_id=place.pk, by=advisor, name="Gerda", about="opleiding")
    response = staff.get(URL, {"inloop": visit.pk})
    initial = response.context["form"].initial
    assert (initial["channel"], initial["location"], initial["name"]) == ("walk_in", str(place.pk), "Gerda")
    send(staff, channel="walk_in", location=str(place.pk), walk_in=str(visit.pk))
    visit.refresh_from_db()
    assert visit.case == Case.objects.get()
    assert visit.status == WalkInStatus.WAITING


# --- who, and how much ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["partner", "fund_officer", "fund_manager", "controller", "analyst", "admin", None])
def test_only_advisors_and_coordinators_enter_questions(client, role):
    client.force_login(UserFactory(**({role: True} if role else {})))
    receipt = f"/nieuwe-vraag/{CaseFactory().reference}/bewijs/"
    assert [client.get(address).status_code for address in (URL, receipt)] == [404, 404]
    assert client.post(URL, RESIDENT).status_code == 404
    assert client.post(PREVIEW, RESIDENT).status_code == 404
    assert Case.objects.count() == 1


def test_everybody_else_logs_in_first(client):
    for address in (URL, "/nieuwe-vraag/WCT-2026-00001/bewijs/"):
        assert "/account/inloggen/" in client.get(address).url


def test_a_coordinator_may_as_well_and_a_partner_has_no_menu_item(client):
    client.force_login(UserFactory(coordinator=True))
    assert "Nieuwe vraag" in text(client.get(URL))
    client.force_login(UserFactory(partner=True))
    assert "Nieuwe vraag" not in text(client.get("/doorverwijzingen/"))


def test_the_number_of_queries_does_not_depend_on_what_there_is(staff, monkeypatch):
    # what others do with the news after the commit is theirs to count
    monkeypatch.setattr("advisors.services.opening.announce", lambda *signal, **details: None)

    def count(act) -> int:
        with CaptureQueriesContext(connection) as queries:
            act()
        return len(queries)

    def search():
        assert staff.get(URL, {"q": "klant"}).status_code == 200

    def post():
        assert staff.post(URL, {"ticket": ticket, **RESIDENT, "email": ""}).status_code == 302

    send(staff)
    CaseFactory(client__name="Klant")
    ticket = ticket_of(staff.get(URL))
    before = [count(lambda: staff.get(URL)), count(search), count(post)]
    for _number in range(15):
        CaseFactory(client__name="Klant")
    ticket = ticket_of(staff.get(URL))
    after = [count(lambda: staff.get(URL)), count(search), count(post)]
    assert after == before
    assert before[0] <= 6
    assert before[1] <= 9
    assert before[2] <= 24  # four of them are savepoints, two are of the session


def test_the_page_in_english(client):
    client.force_login(UserFactory(advisor=True, language="en"))
    page = text(client.get("/en/nieuwe-vraag/"))
    assert "Is this client known?" in page
    assert "Kennen we" not in page
