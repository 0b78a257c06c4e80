"""The letter as it is placed: everything Awb 3:45-3:47 asks, readable for everybody, harmless whatever was typed."""

import io

import pytest
from django.utils import timezone
from pypdf import PdfReader

from notifications.letters import read_letter
from notifications.models import Letter
from tests.factories.advisors import ClientFactory
from vouchers import services
from vouchers.models import Decision


@pytest.fixture
def letter(fund, freeze):
    """Decide on Tuesday 14 April 2026 and read the letter that was placed."""
    freeze("2026-04-14 11:00")

    def of(result: str = "award", *, language: str = "nl", name: str = "Iris Nijhuis", **changes) -> PdfReader:
        client = ClientFactory(name=name, language=language)
        getattr(fund, result)(fund.prepared(fund.case(client=client), **changes))
        placed = Letter.objects.get()
        assert placed.language == language
        return PdfReader(io.BytesIO(read_letter(placed)))

    return of


def words(reader: PdfReader) -> str:
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


COMMON = {
    "nl": ["26 mei 2026", "Postbus 20, 7500 AA Enschede", "Beste Iris Nijhuis,"],
    "en": ["26 May 2026", "Postbus 20, 7500 AA Enschede", "Dear Iris Nijhuis,"],
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_award_says_how_much_to_whom_why_by_whom_and_how_to_object(letter, fund, language):
    text = words(letter(language=language))
    decision = Decision.objects.get()
    for part in (
        *COMMON[language],
        "€ 1.700,00",
        "Zorggroep De Esch",
        "ROC van Twente",  # whom we pay
        "This training leads to work.",
        decision.on_behalf_of,
        fund.manager.name,
        decision.application.reference,
        decision.application.case.reference,
    ):
        assert part in text, part


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_refusal_says_why_not_on_which_ground_by_whom_and_how_to_object(letter, fund, language):
    text = words(letter("refuse", language=language))
    decision = Decision.objects.get()
    ground = next(check for check in decision.outcome["checks"] if check["code"] == "labour_market")
    assert ground["result"] == "pass"  # the fund manager looked further than the list
    for part in (
        *COMMON[language],
        "There is little work in this occupation.",
        decision.on_behalf_of,
        fund.manager.name,
        decision.application.reference,
    ):
        assert part in text, part


@pytest.mark.parametrize("result", ["award", "refuse"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_usual_letter_is_one_page_that_everybody_can_read(letter, result, language):
    reader = letter(result, language=language)
    assert len(reader.pages) == 1
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith(language)
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data().decode()
    assert reader.metadata.title == Letter.objects.get().title


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "/x.typ": *',
        '"; panic("x")',
        "*vet* _cursief_ $x^2$ @ref <label>",
        "</script>{{ x }}{% y %}",
        "%(board)s",
    ],
)
def test_names_and_words_appear_as_they_were_typed(letter, hostile):
    reader = letter(name=hostile, training_name=hostile, provider=None, provider_name=hostile)
    assert words(reader).count(" ".join(hostile.split())) >= 4


def test_the_last_day_to_object_is_never_in_a_weekend_or_on_a_holiday(fund, freeze):
    freeze("2026-04-13 11:00")  # six weeks on is Pentecost Monday, 25 May
    fund.award(fund.prepared())
    assert f"{Decision.objects.get().objection_until:%Y-%m-%d}" == "2026-05-26"


def test_opening_by_the_applicant_is_kept_and_by_others_is_not(fund):
    client = ClientFactory(attached=True)
    decision = fund.awarded(fund.case(client=client)).decision
    services.open_letter(decision=decision, by=fund.manager)
    assert Letter.objects.get().opened_at is None
    services.open_letter(decision=decision, by=client.user)
    assert timezone.localdate(Letter.objects.get().opened_at) == timezone.localdate()
