"""A question opens in the own space with its number and the proven address: never with one of the two."""

import pytest
from django.urls import reverse

from advisors.models import Case
from advisors.services import attach_case
from advisors.services.attaching import TRIES_PER_HOUR, NoSuchQuestion
from tests.factories.advisors import CaseFactory
from tests.factories.core import UserFactory
from werkcentrum.core.errors import NotAllowed
from werkcentrum.core.models import AuditEvent

pytestmark = pytest.mark.django_db
EMAIL = "iris@post.example"


@pytest.fixture
def case() -> Case:
    return CaseFactory(client__email=EMAIL)


@pytest.fixture
def iris():
    return UserFactory(email=EMAIL)


def test_the_number_and_the_proven_address_open_it(case, iris):
    attach_case(reference=f" {case.reference.lower()} ", by=iris)
    assert list(Case.objects.visible_to(iris)) == [case]
    assert [event.action for event in AuditEvent.objects.about(case)] == ["case.attach"]
    assert case.timeline.get().kind == "case.attached"


def test_the_capitals_of_an_address_do_not_matter(iris):
    case = CaseFactory(client__email="Iris@Post.Example")
    attach_case(reference=case.reference, by=iris)
    assert iris.clients.get().cases.get() == case


def test_adding_it_twice_is_adding_it_once(case, iris):
    attach_case(reference=case.reference, by=iris)
    attach_case(reference=case.reference, by=iris)
    assert case.timeline.count() == 1


def wrong_number(case):
    return UserFactory(email=EMAIL), "WCT-2020-00001"


def another_address(case):
    return UserFactory(email="other@post.example"), case.reference


def address_not_proven(case):
    return UserFactory(email=EMAIL, verified=False), case.reference


def no_address_given(case):
    case.client.email = ""
    case.client.save()
    return UserFactory(email=EMAIL), case.reference


def somebody_has_it(case):
    case.client.user = UserFactory()
    case.client.save()
    return UserFactory(email=EMAIL), case.reference


REFUSALS = [wrong_number, another_address, address_not_proven, no_address_given, somebody_has_it]


@pytest.mark.parametrize("situation", REFUSALS)
def test_every_refusal_says_the_same_and_is_kept(case, situation):
    user, reference = situation(case)
    with pytest.raises(NoSuchQuestion) as refused:
        attach_case(reference=reference, by=user)
    with pytest.raises(NoSuchQuestion) as other:
        attach_case(reference="WCT-1900-99999", by=user)
    assert str(refused.value) == str(other.value)
    assert not Case.objects.visible_to(user).exists()
    kept = AuditEvent.objects.filter(action="case.attach", result="refused", actor=user)
    assert {event.details["reference"] for event in kept} == {reference, "WCT-1900-99999"}


def test_guessing_numbers_stops(case, iris):
    for number in range(TRIES_PER_HOUR):
        with pytest.raises(NoSuchQuestion):
            attach_case(reference=f"WCT-1900-{number:05d}", by=iris)
    with pytest.raises(NotAllowed):
        attach_case(reference=case.reference, by=iris)
    other = CaseFactory()
    attach_case(reference=other.reference, by=UserFactory(email=other.client.email))  # the limit is per person


class TestPages:
    def test_the_link_in_the_receipt_asks_before_it_opens_anything(self, client, case, iris):
        client.force_login(iris)
        url = reverse("advisors:attach")
        page = client.get(url, {"zaak": case.reference})
        assert case.reference in page.content.decode()
        assert not Case.objects.visible_to(iris).exists()
        opened = client.post(url, {"reference": case.reference}, follow=True)
        assert opened.redirect_chain == [(reverse("advisors:my-case", args=[case.reference]), 302)]
        assert case.question in opened.content.decode()

    def test_without_a_log_in_the_link_leads_to_it_and_back(self, client, case):
        answer = client.get(reverse("advisors:attach"), {"zaak": case.reference})
        assert answer.status_code == 302
        assert "zaak%3D" in answer["Location"] or "zaak=" in answer["Location"]

    def test_the_link_again_leads_to_the_question(self, client, iris):
        case = CaseFactory(client__user=iris)
        client.force_login(iris)
        answer = client.get(reverse("advisors:attach"), {"zaak": case.reference})
        assert answer["Location"] == reverse("advisors:my-case", args=[case.reference])

    def test_a_wrong_number_stays_in_the_field(self, client, iris):
        client.force_login(iris)
        page = client.post(reverse("advisors:attach"), {"reference": "WCT-1900-00001"}).content.decode()
        assert 'value="WCT-1900-00001"' in page
        assert "<title>Fout:" in page
        assert "bij uw e-mailadres" in page

    def test_somebody_elses_question_is_not_found(self, client, case):
        client.force_login(UserFactory())
        for name in ("my-case", "withdraw", "case"):
            assert client.get(reverse(f"advisors:{name}", args=[case.reference])).status_code == 404

    def test_one_question_is_the_space(self, client, iris):
        case = CaseFactory(open=True, client__user=iris)
        client.force_login(iris)
        page = client.get(reverse("advisors:my-space"), follow=True).content.decode()
        assert case.question in page
        assert str(case.owner) in page

    def test_several_questions_are_a_list_and_a_colleague_sees_only_the_own_ones(self, client):
        worker = UserFactory(advisor=True)
        own, _other = CaseFactory(client__user=worker), CaseFactory()
        client.force_login(worker)
        answer = client.get(reverse("advisors:my-space"))
        assert answer["Location"] == reverse("advisors:my-case", args=[own.reference])

    def test_an_empty_space_says_what_to_do(self, client, iris):
        client.force_login(iris)
        page = client.get(reverse("advisors:my-space")).content.decode()
        assert reverse("advisors:attach") in page
        assert reverse("intake:start") in page

    def test_notes_for_colleagues_are_not_shown(self, client, iris):
        case = CaseFactory(open=True, client__user=iris)
        case.timeline.create(kind="contact.phone", body="Voor de klant", data={"minutes": 5})
        case.timeline.create(kind="contact.phone", body="Intern", data={"minutes": 5}, visible_to_client=False)
        client.force_login(iris)
        page = client.get(reverse("advisors:my-case", args=[case.reference])).content.decode()
        assert "Voor de klant" in page
        assert "Intern" not in page

    def test_who_looked_is_shown_to_the_client(self, client, iris):
        case = CaseFactory(open=True, client__user=iris)
        advisor = UserFactory(advisor=True, name="Marieke ter Braak")
        client.force_login(advisor)
        for _time in range(2):
            client.get(reverse("advisors:case", args=[case.reference]))
        assert AuditEvent.objects.about(case).filter(action="case.viewed").count() == 1
        client.force_login(iris)
        assert "Marieke ter Braak" in client.get(reverse("advisors:my-case", args=[case.reference])).content.decode()

    def test_withdrawing_asks_first_and_keeps_what_happened(self, client, iris):
        case = CaseFactory(open=True, client__user=iris)
        client.force_login(iris)
        url = reverse("advisors:withdraw", args=[case.reference])
        client.get(url)
        case.refresh_from_db()
        assert case.is_open
        page = client.post(url, {"note": "Ik heb werk"}, follow=True).content.decode()
        case.refresh_from_db()
        assert (case.outcome, case.outcome_note) == ("withdrawn", "Ik heb werk")
        assert "ingetrokken" in page
        assert client.get(url).status_code == 404

    def test_the_space_speaks_english(self, client, iris):
        case = CaseFactory(open=True, client__user=iris)
        client.force_login(iris)
        page = client.get(f"/en/mijn/zaken/{case.reference}/").content.decode()
        assert "Your question" in page
        assert "Uw vraag" not in page
