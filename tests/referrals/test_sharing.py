"""A partner sees the groups that were shared, and nothing else."""

import itertools

import pytest

from referrals.sharing import dossier, shared_view
from referrals.workflow import SHARING, DataGroup, ReferralStatus
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.referrals import ConsentFactory, ReferralFactory

SECRETS = {
    "contact": ["Iris Nijhuis", "iris.nijhuis@post.example", "06 00 00 12 34"],
    "question": ["Welke opleiding past bij mij", "Opleiding"],
    "background": ["Enschede", "26 jaar", "Werkt op oproep", "Mbo 2"],
}
COMBINATIONS = [list(groups) for size in range(1, 5) for groups in itertools.combinations(DataGroup.values, size)]


def a_case(**facts: object) -> object:
    client = ClientFactory(name="Iris Nijhuis", email="iris.nijhuis@post.example", phone="06 00 00 12 34")
    return CaseFactory(open=True, client=client, themes=["training"], **facts)


@pytest.mark.django_db
@pytest.mark.parametrize("groups", COMBINATIONS, ids="+".join)
def test_a_group_that_is_not_shared_is_nowhere_in_what_the_partner_gets(groups: list[str]) -> None:
    shown = repr(dossier(a_case(), groups))
    for group, secrets in SECRETS.items():
        if group in groups:
            assert secrets[0] in shown
        else:
            assert not [secret for secret in secrets if secret in shown]


@pytest.mark.django_db
def test_without_a_name_the_case_number_is_the_title() -> None:
    case = a_case()
    assert dossier(case, ["question"]).title == f"Zaak {case.reference}"
    assert dossier(case, ["contact"]).title == "Iris Nijhuis"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ReferralStatus.values)
def test_only_while_the_partner_needs_it_something_is_shared(status: str) -> None:
    facts = {"decline_reason": "no_room", "no_proposal_reason": "x", "return_reason": "x", "outcome": "helped"}
    referral = ReferralFactory(case=a_case(), taken=True, status=status, **facts)
    assert shared_view(referral).is_empty is (status not in SHARING)


@pytest.mark.django_db
def test_a_withdrawn_or_expired_consent_shares_nothing(freeze) -> None:
    freeze("2026-03-10 09:00")
    case = a_case()
    withdrawn = ReferralFactory(case=case, consent=ConsentFactory(case=case, withdrawn=True))
    assert shared_view(withdrawn).is_empty
    assert "Iris" not in repr(shared_view(withdrawn))
    case = a_case()
    lapsing = ReferralFactory(case=case, consent=ConsentFactory(case=case))
    freeze("2026-09-10 23:00")
    assert not shared_view(lapsing).is_empty
    freeze("2026-09-11 00:30")
    assert shared_view(lapsing).is_empty


@pytest.mark.django_db
def test_a_draft_shares_nothing_whatever_was_chosen() -> None:
    assert shared_view(ReferralFactory(case=a_case(), draft=True)).is_empty
