"""What the decision letter must say (Awb 3:45-3:47, 6:7, 6:8), whoever writes its words."""

import io

import pytest
from django.utils.translation import override
from pypdf import PdfReader

from tests.factories.advisors import ClientFactory
from vouchers.letters import decision_letter
from vouchers.models import Decision, VoucherApplication


@pytest.fixture
def text(fund, freeze):
    """The text of the letter that goes out after a decision, as one line, and the decision itself."""
    freeze("2026-04-14 11:00")

    def of(decide, *, case=None, **changes):
        application = fund.prepared(case, **changes)
        decide(application)
        decision = Decision.objects.get(application=application)
        with decision.letter.file.open() as pdf:
            pages = PdfReader(io.BytesIO(pdf.read())).pages
        return " ".join(" ".join(page.extract_text() for page in pages).split()), decision

    return of


@pytest.mark.parametrize("decide", ["award", "refuse"])
def test_every_decision_says_who_decided_on_whose_behalf_and_why(fund, text, decide):
    words, decision = text(getattr(fund, decide))

    assert str(fund.manager) in words
    assert decision.on_behalf_of in words
    assert decision.motivation in words
    assert decision.application.reference in words


@pytest.mark.parametrize("decide", ["award", "refuse"])
def test_every_decision_says_until_when_where_and_how_to_object(fund, text, decide):
    words, _decision = text(getattr(fund, decide))

    # sent on Tuesday 14 April: six weeks from 15 April end on 26 May (Awb 6:8)
    assert "26 mei 2026" in words
    assert "bezwaar" in words
    assert "Postbus 20, 7500 AA Enschede" in words


def test_an_award_says_the_amount_who_pays_the_rest_and_whom_we_pay(fund, text):
    words, _decision = text(fund.award)

    for amount in ("€ 1.700,00", "€ 1.450,00", "€ 250,00", "€ 3.400,00"):
        assert amount in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "Zorggroep De Esch" in words
    assert "ROC van Twente" in words


def test_a_refusal_names_every_ground_in_a_sentence(fund, text):
    words, decision = text(lambda application: fund.refuse(application, grounds=("labour_market", "advice")))

    with override("nl"):
        grounds = list(decision_letter._grounds(decision))
    assert len(grounds) == 2
    for ground in grounds:
        assert ground in words


def test_the_letter_is_written_in_the_language_of_the_applicant(fund, text):
    words, _decision = text(fund.award, case=fund.case(client=ClientFactory(language="en")))

    assert "You get a training voucher" in words
    assert "26 May 2026" in words


def test_a_letter_of_the_longest_application_still_has_every_part(fund, text):
    words, _decision = text(fund.award, training_name="Opleiding " + "w" * 180)

    assert "26 mei 2026" in words
    assert VoucherApplication.objects.get().client.name in words
