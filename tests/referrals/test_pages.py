"""The pages of referrals: who sees what, and what somebody notices who prepares, answers, follows or stops one."""

import pytest
from django.urls import reverse

from referrals.models import Consent
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db
PHONE = "06 00001234"


@pytest.fixture
def union():
    return OrganizationFactory(code="vakbonden", name="Vakbondshuis FNV")


@pytest.fixture
def people(union):
    """Somebody for every side; `client` is who it is about."""
    return {
        "partner": UserFactory(partner=True, organization=union, name="Ria Lansink"),
        "other_partner": UserFactory(partner=True, organization=OrganizationFactory(code="uwv", name="UWV")),
        "advisor": UserFactory(advisor=True, name="Marieke ter Braak"),
        "coordinator": UserFactory(coordinator=True),
        "client": UserFactory(name="Iris Nijhuis", email="iris@post.example"),
        "resident": UserFactory(),
        "fund": UserFactory(fund_officer=True),
    }


@pytest.fixture
def case(people):
    client = ClientFactory(name="Iris Nijhuis", email="iris@post.example", user=people["client"])
    return CaseFactory(open=True, owner=people["advisor"], client=client, desks=["vakbonden"], age=26)


def url_of(name, referral):
    return reverse(f"referrals:{name}", args=[referral.uuid])


PAGES = {
    # name: (trait of the referral, who may open it; a client is sent on from the page of staff)
    "detail": ({}, {"partner": 200, "advisor": 200, "coordinator": 200, "client": 302}),
    "accept": ({}, {"partner": 200}),
    "decline": ({}, {"partner": 200}),
    "start": ({"accepted": True}, {"partner": 200}),
    "complete": ({"accepted": True}, {"partner": 200}),
    "return": ({"started": True}, {"partner": 200}),
    "withdraw": ({}, {"advisor": 200, "coordinator": 200}),
    "confirm": ({"draft": True}, {"advisor": 200, "coordinator": 200}),
    "consent": ({}, {"client": 200}),
    "stop": ({}, {"client": 200}),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_its_own_people_only(name, client, people, case, union):
    trait, allowed = PAGES[name]
    referral = ReferralFactory(case=case, organization=union, **trait)
    found = {}
    for who, user in people.items():
        client.force_login(user)
        found[who] = client.get(url_of(name, referral)).status_code
    assert found == dict.fromkeys(people, 404) | allowed


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("inbox", {"partner", "other_partner", "advisor", "coordinator"}), ("create", {"advisor", "coordinator"})],
)
def test_lists_and_preparing_are_for_staff(name, allowed, client, people, case):
    url = reverse("referrals:inbox") if name == "inbox" else reverse("referrals:create", args=[case.reference])
    for who, user in people.items():
        client.force_login(user)
        assert client.get(url).status_code == (200 if who in allowed else 404), who


def test_nobody_gets_in_without_logging_in(client, case, union):
    referral = ReferralFactory(case=case, organization=union)
    for name in PAGES:
        assert client.get(url_of(name, referral)).status_code == 302


def test_a_partner_does_not_know_of_a_draft_or_of_stopped_consent(client, people, case, union):
    client.force_login(people["partner"])
    draft = ReferralFactory(case=case, organization=union, draft=True)
    assert client.get(url_of("detail", draft)).status_code == 404
    sent = ReferralFactory(organization=union)
    Consent.objects.filter(pk=sent.consent_id).update(withdrawn_at=sent.sent_at, withdrawn_by=people["advisor"])
    assert client.get(url_of("detail", sent)).status_code == 404
    assert sent.case.reference not in client.get(reverse("referrals:inbox")).text


def test_a_partner_reads_what_was_shared_and_nothing_else(client, people, case, union):
    referral = ReferralFactory(case=case, organization=union, groups=["question"])
    client.force_login(people["partner"])
    for url in (reverse("referrals:inbox"), url_of("detail", referral), url_of("accept", referral)):
        html = client.get(url).text
        assert case.reference in html
        for secret in ("Iris Nijhuis", "iris@post.example", "0600001234", PHONE, "26 jaar", "Enschede"):
            assert secret not in html, (url, secret)
    assert "Niet gedeeld" in client.get(url_of("detail", referral)).text


def test_with_contact_shared_the_partner_can_call(client, people, case, union):
    referral = ReferralFactory(case=case, organization=union, groups=["contact"])
    client.force_login(people["partner"])
    html = client.get(url_of("detail", referral)).text
    assert "Iris Nijhuis" in html
    assert "tel:" in html
    assert case.question not in html


def test_the_client_sees_that_the_partner_looked(client, people, case, union):
    referral = ReferralFactory(case=case, organization=union)
    client.force_login(people["partner"])
    client.get(url_of("detail", referral))
    client.force_login(people["client"])
    html = client.get(reverse("advisors:my-case", args=[case.reference])).text
    assert "Ria Lansink" in html
    assert "Wie mag uw gegevens zien" in html


def test_of_what_was_declined_only_the_number_is_left(client, people, case, union):
    referral = ReferralFactory(case=case, organization=union, declined=True)
    client.force_login(people["partner"])
    for url in (f"{reverse('referrals:inbox')}?lijst=terug", url_of("detail", referral)):
        html = client.get(url).text
        assert case.reference in html
        assert "Iris Nijhuis" not in html
        assert referral.question not in html


def test_a_name_that_is_not_shared_cannot_be_found(client, people, case, union):
    ReferralFactory(case=case, organization=union, groups=["question"])
    client.force_login(people["partner"])
    assert case.reference not in client.get(reverse("referrals:inbox"), {"q": "Nijhuis"}).text
    assert case.reference in client.get(reverse("referrals:inbox"), {"q": case.reference[-5:]}).text


def test_the_inbox_starts_with_what_has_to_be_answered_first(client, people, union, freeze):
    freeze("2026-04-09 10:00")
    first = ReferralFactory(organization=union, groups=["question"])
    freeze("2026-04-13 10:00")
    second = ReferralFactory(organization=union, groups=["question"])
    freeze("2026-04-14 10:00")
    client.force_login(people["partner"])
    html = client.get(reverse("referrals:inbox")).text
    assert html.index(first.case.reference) < html.index(second.case.reference)
    assert "dag 3 van 5" in html
    assert "do 16 apr" in html


def test_the_advisor_reads_the_clock_in_a_sentence(client, people, case, union, freeze):
    freeze("2026-04-09 10:00")
    ReferralFactory(case=case, organization=union)
    freeze("2026-04-14 10:00")
    client.force_login(people["advisor"])
    html = client.get(reverse("advisors:case", args=[case.reference])).text
    assert "Verstuurd op 9 april, nu dag 3 van 5." in html
    assert "Morgen krijgt hun teamleider bericht. Op donderdag 16 april komt de vraag terug bij u." in html


@pytest.mark.parametrize(("role", "view"), [("partner", "te-beantwoorden"), ("advisor", "verwezen")])
def test_a_longer_list_takes_no_more_queries(role, view, client, union, django_assert_max_num_queries):
    client.force_login(UserFactory(**{role: True}, **({"organization": union} if role == "partner" else {})))
    url = f"{reverse('referrals:inbox')}?lijst={view}"
    ReferralFactory(organization=union, groups=["contact", "background"])
    client.get(url)
    with django_assert_max_num_queries(30) as few:
        client.get(url)
    for _number in range(4):
        ReferralFactory(organization=union, groups=["contact", "background"])
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_in_english(client, people, case, union):
    referral = ReferralFactory(case=case, organization=union)
    urls = {name: f"/en{url_of(name, referral)}" for name in ("detail", "accept", "decline", "consent")}
    client.force_login(people["partner"])
    for name in ("detail", "accept", "decline"):
        html = client.get(urls[name]).text
        assert "Overnemen" not in html
        assert "Past niet" not in html
    assert "Take over" in client.get(urls["detail"]).text
    client.force_login(people["client"])
    assert "Stop sharing" in client.get(urls["consent"]).text
