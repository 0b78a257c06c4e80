"""Filling in the forms of a referral: what happens, and that a refusal keeps what was filled in."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from referrals.models import Referral
from referrals.workflow import ReferralStatus
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.directory import OrganizationFactory
from tests.factories.referrals import ReferralFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return OrganizationFactory(code="vakbonden", name="Vakbondshuis FNV")


@pytest.fixture
def iris():
    return UserFactory(name="Iris Nijhuis", email="iris@post.example")


@pytest.fixture
def case(iris, union):
    person = ClientFactory(name="Iris Nijhuis", email="iris@post.example", user=iris)
    return CaseFactory(open=True, client=person, desks=["vakbonden"])


@pytest.fixture
def as_advisor(client, case):
    client.force_login(case.owner)
    return client


@pytest.fixture
def as_partner(client, union):
    client.force_login(UserFactory(partner=True, organization=union, name="Ria Lansink"))
    return client


def url_of(name, referral):
    return reverse(f"referrals:{name}", args=[referral.uuid])


def shown_in(html):
    return re.search(r'name="shown" value="(\w+)"', html)[1]


def prepare(client, case, **changed):
    data = {"desk": "vakbonden", "question": "Mag zij opzeggen?", "groups": ["contact", "question"], **changed}
    return client.post(reverse("referrals:create", args=[case.reference]), data)


def test_refer_with_spoken_consent(as_advisor, case):
    response = prepare(as_advisor, case)
    referral = Referral.objects.get()
    assert response.url == url_of("confirm", referral)
    html = as_advisor.get(response.url).text
    assert "Mag zij opzeggen?" in html
    assert "Dit ziet Vakbondshuis FNV straks" in html
    response = as_advisor.post(response.url, {"how": "spoken", "shown": shown_in(html), "article": ""}, follow=True)
    assert "De vraag is verstuurd naar Vakbondshuis FNV." in response.text
    referral.refresh_from_db()
    assert referral.status == ReferralStatus.SENT
    assert referral.consent.how == "spoken"


def test_any_other_desk_by_a_part_of_its_name(as_advisor, case):
    OrganizationFactory(code="almelo", name="Gemeente Almelo")
    prepare(as_advisor, case, desk="other", other="almelo")
    assert Referral.objects.get().organization.name == "Gemeente Almelo"


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"groups": []}, "Kies ten minste één groep gegevens om te delen."),
        ({"desk": ""}, "Kies de organisatie die kan helpen."),
        ({"desk": "other"}, "Vul de naam van de organisatie in."),
        ({"desk": "other", "other": "Bestaat niet"}, "Wij kennen geen organisatie met deze naam."),
        ({"desk": "other", "other": "gemeente"}, "Dit past bij meer organisaties: Gemeente Almelo, Gemeente Borne."),
    ],
)
def test_a_mistake_keeps_what_was_filled_in(changed, message, as_advisor, case):
    for name in ("Almelo", "Borne"):
        OrganizationFactory(code=name.lower(), name=f"Gemeente {name}")
    html = prepare(as_advisor, case, question="Blijft dit staan?", **changed).text
    assert message in html
    assert "Blijft dit staan?" in html
    assert changed.get("other", "") in html
    assert "<title>Fout: " in html
    assert not Referral.objects.exists()


def test_the_same_desk_is_not_asked_twice(as_advisor, case, union):
    ReferralFactory(case=case, organization=union)
    response = prepare(as_advisor, case, question="Nog een keer?")
    assert "Deze vraag ligt al bij deze organisatie." in response.text
    assert "Nog een keer?" in response.text


def test_consent_to_a_text_that_changed_is_refused(as_advisor, case, union):
    draft = ReferralFactory(case=case, organization=union, draft=True)
    html = as_advisor.post(url_of("confirm", draft), {"how": "signed", "shown": "0" * 32, "article": ""}).text
    assert "De tekst is veranderd sinds u deze pagina opende." in html
    draft.refresh_from_db()
    assert draft.status == ReferralStatus.DRAFT


def test_a_legal_task_is_offered_between_uwv_and_municipalities_only(as_advisor, case, union):
    uwv = OrganizationFactory(code="uwv", name="UWV", kind="benefits_agency")
    town = OrganizationFactory(code="almelo", name="Gemeente Almelo", kind="municipality")
    usual = ReferralFactory(case=case, organization=union, draft=True)
    assert "Wet SUWI" not in as_advisor.get(f"{url_of('confirm', usual)}?grondslag=suwi_62").text
    legal = ReferralFactory(case=case, organization=uwv, from_organization=town, draft=True)
    html = as_advisor.get(f"{url_of('confirm', legal)}?grondslag=suwi_62").text
    assert "Uw toestemming is hiervoor niet nodig." in html
    as_advisor.post(url_of("confirm", legal), {"shown": shown_in(html), "article": "suwi_62"})
    legal.refresh_from_db()
    assert legal.consent.is_legal_task


def test_the_client_says_yes_online_and_it_is_sent(as_advisor, client, case, iris, union):
    draft = ReferralFactory(case=case, organization=union, draft=True)
    html = as_advisor.get(url_of("confirm", draft)).text
    as_advisor.post(url_of("confirm", draft), {"how": "online", "shown": shown_in(html), "article": ""})
    client.force_login(iris)
    html = client.get(url_of("consent", draft)).text
    assert "Mogen wij Vakbondshuis FNV vragen om u te helpen?" in html
    response = client.post(url_of("consent", draft), {"shown": shown_in(html)}, follow=True)
    assert "Vakbondshuis FNV krijgt nu uw vraag." in response.text
    draft.refresh_from_db()
    assert draft.status == ReferralStatus.SENT


def test_stopping_works_at_once(client, case, iris, union):
    referral = ReferralFactory(case=case, organization=union)
    client.force_login(iris)
    assert "ziet dan meteen niets meer van u" in client.get(url_of("stop", referral)).text
    response = client.post(url_of("stop", referral), follow=True)
    assert "Vakbondshuis FNV ziet niets meer van u." in response.text
    client.force_login(UserFactory(partner=True, organization=union))
    assert client.get(url_of("detail", referral)).status_code == 404


def test_take_over(as_partner, case, union, freeze):
    freeze("2026-04-14 10:00")
    referral = ReferralFactory(case=case, organization=union)
    day = {"first_contact_on_day": "16", "first_contact_on_month": "4", "first_contact_on_year": "2026"}
    html = as_partner.post(
        url_of("accept", referral), {"contact_name": "Ria", **day, "first_contact_on_day": "13"}
    ).text
    assert "Het eerste contact is vandaag of later." in html
    assert 'value="Ria"' in html
    response = as_partner.post(url_of("accept", referral), {"contact_name": "Ria", **day}, follow=True)
    assert "U heeft overgenomen." in response.text
    assert "Eerste contact uiterlijk donderdag 16 april" in response.text
    again = as_partner.get(url_of("accept", referral), follow=True)
    assert "Dit is al beantwoord." in again.text


def test_declining_proposes_another_desk_or_says_why_not(as_partner, case, union):
    OrganizationFactory(code="uwv", name="UWV")
    referral = ReferralFactory(case=case, organization=union)
    html = as_partner.post(url_of("decline", referral), {"reason": "no_room", "explanation": "Wachtlijst"}).text
    assert "Stel een andere organisatie voor" in html
    assert "Wachtlijst" in html
    as_partner.post(url_of("decline", referral), {"reason": "no_room", "proposal": "uwv"})
    referral.refresh_from_db()
    assert referral.proposal.name == "UWV"
    as_partner.force_login(case.owner)
    html = as_partner.get(reverse("advisors:case", args=[case.reference])).text
    assert "Zij stellen UWV voor." in html
    assert "?loket=uwv" in html


@pytest.mark.parametrize(
    ("page", "status"),
    [
        ("start", ReferralStatus.IN_PROGRESS),
        ("complete", ReferralStatus.COMPLETED),
        ("return", ReferralStatus.RETURNED),
    ],
)
def test_after_taking_over(page, status, as_partner, case, union):
    today = timezone.localdate()
    data = {"outcome": "helped", "reason": "Niet bereikt"}
    data |= {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    referral = ReferralFactory(case=case, organization=union, accepted=True)
    assert "<title>Fout: " in as_partner.post(url_of(page, referral), {}).text
    assert as_partner.post(url_of(page, referral), data).status_code == 302
    referral.refresh_from_db()
    assert referral.status == status


def test_withdraw(as_advisor, case, union):
    referral = ReferralFactory(case=case, organization=union)
    assert "Schrijf waarom u de doorverwijzing intrekt." in as_advisor.post(url_of("withdraw", referral), {}).text
    response = as_advisor.post(url_of("withdraw", referral), {"reason": "Toch niet nodig"}, follow=True)
    assert "De doorverwijzing is ingetrokken." in response.text
    referral.refresh_from_db()
    assert referral.status == ReferralStatus.WITHDRAWN
