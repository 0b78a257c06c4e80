"""Letters: accessible PDF, the same bytes for the same data, harmless whatever people typed, and immutable."""

import datetime
import io
import time

import pytest
from django.db import InternalError, transaction
from pypdf import PdfReader

from notifications import letters
from notifications.models import Letter
from notifications.services import Recipient, queue_message
from tests.factories.core import UserFactory
from werkcentrum.core.models import AuditEvent

PLAIN = "notifications/letters/plain.typ"
DATA = {
    "title": "U krijgt een scholingscheque van € 1.700,00",
    "language": "nl",
    "date": datetime.date(2026, 4, 15),
    "sender": "Twents Fonds voor Vakmanschap",
    "to": ["Mevrouw I. Nijhuis", "Voorbeeldstraat 1", "7570 XX Oldenzaal"],
    "reference_block": [["Datum", "15 april 2026"], ["Vragen?", ["Marieke ter Braak", "088 000 10 01"]]],
    "salutation": "Beste mevrouw Nijhuis,",
    "introduction": ["U krijgt de cheque."],
    "sections": [
        {
            "heading": "Voor welke opleiding?",
            "paragraphs": ["Certificaat Ondersteuning Thuis."],
            "money": [["U zelf", "€ 250,00"], ["Kosten van de opleiding", "€ 3.400,00"]],
        },
        {
            "heading": "Wat moet u doen?",
            "steps": [["Geef de school dit nummer: ", {"strong": "TF-2026-0188"}, "."]],
            "after": ["Wij betalen aan de school."],
        },
    ],
    "greeting": ["Met vriendelijke groet,", "namens het college"],
    "signed_by": ["Henk Oude Luttikhuis", "fondsbeheerder"],
}


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in read(pdf).pages)


def render(**changes) -> bytes:
    return letters.render_pdf(template=PLAIN, data={**DATA, **changes})


def tags_of(pdf: bytes) -> list[str]:
    """The tags of the document in reading order."""
    found: list[str] = []

    def walk(node) -> None:
        node = node.get_object()
        if not isinstance(node, dict):
            return
        if "/S" in node:
            found.append(node["/S"])
        children = node.get("/K", [])
        children = children.get_object()
        for child in children if isinstance(children, list) else [children]:
            if not isinstance(child, int):
                walk(child)

    walk(read(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


def test_a_letter_says_what_it_has_to_say_on_one_page():
    pdf = render()
    assert len(read(pdf).pages) == 1
    text = text_of(pdf)
    for part in (
        DATA["title"],
        "7570 XX Oldenzaal",
        "TF-2026-0188",
        "€ 3.400,00",
        "Henk Oude Luttikhuis",
        "bladzijde 1 van 1",
    ):
        assert part in text


def test_a_letter_is_accessible():
    pdf = render()
    reader = read(pdf)
    root = reader.trailer["/Root"]
    assert root["/Lang"].startswith("nl")
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == DATA["title"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data().decode()
    tags = tags_of(pdf)
    assert tags.count("/H1") == 1
    assert {"/H2", "/P", "/Table", "/TH", "/L", "/LBody", "/Figure"} <= set(tags)


def test_a_letter_in_english_says_so():
    pdf = render(language="en")
    assert read(pdf).trailer["/Root"]["/Lang"].startswith("en")
    assert "page 1 of 1" in text_of(pdf)


def test_the_same_data_gives_the_same_letter():
    assert render() == render()
    assert render() != render(title="U krijgt geen scholingscheque")


def test_the_fonts_are_in_the_file():
    fonts = read(render()).pages[0]["/Resources"]["/Font"]
    names = {str(font.get_object()["/BaseFont"]) for font in fonts.values()}
    assert all("+" in name for name in names), "a subset of each font is embedded"
    assert any("FiraSans" in name for name in names)


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "/x.typ": *',
        '"; panic("x")',
        "*vet* _cursief_ $x^2$ `code` @ref <label>",
        "\\ // /* #{1+1} ] [",
        "</script>{{ x }}",
    ],
)
def test_what_people_typed_appears_as_they_typed_it(hostile: str):
    pdf = render(introduction=[hostile], to=[hostile], title=f"Besluit {hostile}")
    text = " ".join(text_of(pdf).split())
    assert text.count(" ".join(hostile.split())) == 3


@pytest.mark.parametrize(
    "name", ["Şükrü Yılmaz-Łukasik", "Юрий Ελένη", "😀 Sanne", "Sanne\x00\u200b\ufeff\x07", "محمد"]
)
def test_any_name_can_be_written_to(name: str):
    assert b"%PDF" in render(to=[name])[:8]


def test_a_letter_takes_less_than_a_tenth_of_a_second():
    render()
    start = time.perf_counter()
    for number in range(5):
        render(title=f"Besluit {number}")
    assert (time.perf_counter() - start) / 5 < 0.1


def test_data_that_lacks_what_the_layout_needs_is_refused():
    with pytest.raises(KeyError):
        letters.render_pdf(template=PLAIN, data={"title": "x", "date": datetime.date(2026, 1, 1)})


def place(**kwargs) -> Letter:
    data = {key: value for key, value in DATA.items() if key not in {"title", "language"}}
    user = kwargs.pop("about", None) or UserFactory()
    return letters.place_letter(
        kind="vouchers/decision",
        reference="2026-0188",
        title=DATA["title"],
        about=user,
        template=PLAIN,
        data=data,
        language="nl",
        **kwargs,
    )


@pytest.mark.django_db
def test_a_placed_letter_is_what_was_made():
    user = UserFactory()
    letter = place(about=user)
    assert letters.read_letter(letter) == render()
    assert list(Letter.objects.about(user)) == [letter]
    assert AuditEvent.objects.about(letter).filter(action="notifications.letter_placed").exists()


@pytest.mark.django_db
def test_the_same_decision_places_one_letter():
    user = UserFactory()
    assert place(about=user, key="decision:1") == place(about=user, key="decision:1")
    assert Letter.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"title": "Anders"}, {"sha256": "0" * 64}, {"file": "elders.pdf"}, {"reference": "1"}]
)
def test_a_placed_letter_cannot_be_changed(change: dict):
    letter = place()
    with pytest.raises(InternalError, match="letter_immutable"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**change)


@pytest.mark.django_db
def test_a_placed_letter_cannot_be_deleted():
    letter = place()
    with pytest.raises(InternalError, match="letter_kept"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).delete()


@pytest.mark.django_db
def test_announcing_and_opening_are_proved_once():
    letter, user = place(), UserFactory()
    to = Recipient.of(user)
    message = queue_message(kind="notifications/test", to=to, context={"name": "", "note": ""}, key="letter:1")
    letters.record_announced(letter_id=letter.pk, message=message)
    letters.record_opened(letter_id=letter.pk, by=user)
    letter.refresh_from_db()
    first = letter.opened_at
    letters.record_opened(letter_id=letter.pk, by=user)
    letter.refresh_from_db()
    assert (letter.announced_by, letter.opened_at) == (message, first)
    assert AuditEvent.objects.about(letter).filter(action="notifications.letter_opened", actor=user).count() == 2


@pytest.mark.django_db
def test_the_download_has_a_readable_name_and_is_kept_nowhere():
    response = letters.letter_response(place(), download=True)
    assert response["Content-Type"] == "application/pdf"
    assert 'attachment; filename="2026-0188-u-krijgt-een-scholingscheque' in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.django_db
def test_a_file_that_was_tampered_with_is_not_handed_out():
    letter = place()
    with letter.file.storage.open(letter.file.name, "wb") as file:
        file.write(b"%PDF something else")
    with pytest.raises(letters.LetterDamaged):
        letters.letter_response(letter)
