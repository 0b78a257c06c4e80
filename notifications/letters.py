"""Letters: typst makes an accessible PDF (PDF/UA-1) from a template and data; what was placed never changes again.

A template is a `.typ` file under `templates/`. It starts with

    #import "/notifications/letters/layout.typ": *
    #show: letter

and shows `data`, which travels as JSON and is never evaluated, so that nothing people typed can act as markup. The same
data gives the same bytes. What the layout itself reads from the data:

    title            the decision in one sentence, also the title of the document
    language         "nl" or "en"
    date             the date of the letter (datetime.date); also the date in the document
    to               lines of the address block
    reference_block  rows of (label, value); a value is a text or a list of lines
    sender           optional: on whose behalf, at the top right

`notifications/letters/plain.typ` needs no template of one's own: see there for its sections.
"""

import datetime
import hashlib
import json
import logging
import re
import threading
import unicodedata
import uuid
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.http import HttpResponse
from django.utils import timezone
from django.utils.text import slugify

from notifications.models import Letter, Message
from werkcentrum.core import audit
from werkcentrum.core.models import User

logger = logging.getLogger(__name__)

FONTS = ("Fira Sans", "Libertinus Serif")
REPLACEMENT = "\ufffd"
_UNDISPLAYABLE = re.compile(r'the text `"(.*?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}
_compiling = threading.Lock()


class LetterDamaged(RuntimeError):
    """The file in the media store is not the one that was placed."""


@cache
def _compiler() -> typst.Compiler:
    """One compiler per process: it keeps the fonts and what it has read (a letter takes some 15 ms then)."""
    templates = Path(settings.BASE_DIR) / "templates"
    places = [Path(settings.STATICFILES_DIRS[0]), Path(settings.STATIC_ROOT or settings.BASE_DIR)]
    folders = [place / "fonts" / "letters" for place in places]
    found = next((folder for folder in folders if folder.is_dir()), None)
    if found is None:
        logger.warning("no fonts for letters: build the front end (npm run build); another font is used until then")
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(found)] if found else []
    )
    return typst.Compiler(root=str(templates), font_paths=fonts, ignore_system_fonts=True)


def render_pdf(*, template: str, data: dict[str, Any]) -> bytes:
    """A letter as PDF/UA-1; `template` is a path under templates/, for `data` see above.

    Raises KeyError when `data` lacks what the layout needs, typst.TypstError for a fault in the template.
    """
    facts = _prepare(data)
    path = Path(settings.BASE_DIR) / "templates" / template
    moment = datetime.datetime(facts["year"], facts["month"], facts["day"], tzinfo=datetime.UTC)
    try:
        return _compile(path, facts, moment)
    except typst.TypstError as error:
        missing = _undisplayable(error)
        if not missing:
            raise
        logger.warning("a letter has %s signs that no font of ours has", len(missing))
        return _compile(path, _replaced(facts, str.maketrans(dict.fromkeys(missing, REPLACEMENT))), moment)


def _compile(path: Path, facts: dict[str, Any], moment: datetime.datetime) -> bytes:
    with _compiling:
        pdf = _compiler().compile(
            input=path,
            format="pdf",
            sys_inputs={"data": json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True)},
            pdf_standards=["ua-1"],
            timestamp=moment,
        )
    return bytes(pdf)  # type: ignore[arg-type]  # one document, so not a list of pages


def _prepare(data: dict[str, Any]) -> dict[str, Any]:
    """The data with what the layout adds, as plain JSON values without invisible signs."""
    date: datetime.date = data["date"]
    for key in ("title", "language", "to", "reference_block"):
        data[key]
    facts = {
        **data,
        "year": date.year,
        "month": date.month,
        "day": date.day,
        "portal": settings.PORTAL,
        "fonts": FONTS,
    }
    plain: dict[str, Any] = json.loads(json.dumps(facts, cls=DjangoJSONEncoder))
    return _visible(plain)


def _visible(value: Any) -> Any:
    """Text without control and zero-width signs, which no reader sees and PDF/UA refuses; line breaks stay."""
    if isinstance(value, str):
        return "".join(sign for sign in value if sign == "\n" or unicodedata.category(sign) not in _INVISIBLE)
    if isinstance(value, list):
        return [_visible(each) for each in value]
    return {key: _visible(each) for key, each in value.items()} if isinstance(value, dict) else value


def _replaced(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, list):
        return [_replaced(each, table) for each in value]
    return {key: _replaced(each, table) for key, each in value.items()} if isinstance(value, dict) else value


def _undisplayable(error: typst.TypstError) -> set[str]:
    """Signs (an emoji, say) that stopped the letter because no font has them."""
    texts = _UNDISPLAYABLE.findall(str(error.diagnostic))
    return {sign for text in texts for sign in _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)}


def place_letter(
    *,
    kind: str,
    reference: str,
    title: str,
    about: models.Model,
    template: str,
    data: dict[str, Any],
    language: str,
    key: str | None = None,
) -> Letter:
    """Make a letter and put it in the portal, where it stays as it is.

    Title, language and (unless given) today's date are added to the data. The same `key` again returns the first
    letter. It writes to the media store, which can be on the network: call it from a task or after the commit, not
    while rows are locked.
    """
    if key is not None:
        existing = Letter.objects.filter(idempotency_key=key).first()
        if existing:
            return existing
    facts = {"date": timezone.localdate(), **data, "title": title, "language": language}
    pdf = render_pdf(template=template, data=facts)
    letter = Letter(
        id=uuid.uuid4(),
        kind=kind,
        idempotency_key=key,
        reference=reference,
        title=title[:300],
        language=language,
        about_type=about._meta.label_lower,
        about_id=str(about.pk),
        sha256=hashlib.sha256(pdf).hexdigest(),
    )
    letter.file.save(f"{letter.pk}.pdf", ContentFile(pdf), save=False)
    with transaction.atomic():
        letter.save(force_insert=True)
        audit.record("notifications.letter_placed", letter, by=None, kind=kind, sha256=letter.sha256)
    return letter


@transaction.atomic
def record_announced(*, letter_id: uuid.UUID, message: Message) -> None:
    """Keep which message told the reader that the letter is there (Awb 2:10: proof of announcing)."""
    Letter.objects.filter(pk=letter_id, announced_by=None).update(announced_by=message)


@transaction.atomic
def record_opened(*, letter_id: uuid.UUID, by: User) -> None:
    """Keep when the reader first opened the letter, and every opening in the audit log (proof of opening)."""
    letter = Letter.objects.select_for_update(of=("self",), no_key=True).get(pk=letter_id)
    if letter.opened_at is None:
        Letter.objects.filter(pk=letter.pk).update(opened_at=timezone.now())
    audit.record("notifications.letter_opened", letter, by=by)


def read_letter(letter: Letter) -> bytes:
    """The PDF as it was placed. Raises LetterDamaged when the stored file has another hash."""
    with letter.file.open("rb") as file:
        pdf: bytes = file.read()
    if hashlib.sha256(pdf).hexdigest() != letter.sha256:
        raise LetterDamaged(f"The file of letter {letter.pk} is not the one that was placed")
    return pdf


def letter_response(letter: Letter, *, download: bool = False) -> HttpResponse:
    """The PDF for the browser, shown or (`download`) saved. Who may have it is for the caller to decide, first."""
    name = slugify(f"{letter.reference} {letter.title}")[:80] or "brief"
    disposition = "attachment" if download else "inline"
    return HttpResponse(
        read_letter(letter),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'{disposition}; filename="{name}.pdf"',
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
