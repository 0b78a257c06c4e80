"""From a kind of message and its facts to subject, text and HTML.

A text lives in `templates/<app>/messages/<name>.<language>.txt`; kind is "<app>/<name>". The first line is
`Subject: ...`, then a blank line, then paragraphs. One line in the file is one line for the reader. Lines that start
with "- " are a list. A link is written `Label: {{ base_url }}{% url ... %}`; alone on its line it becomes a button.

Only what the template itself links to becomes a link. Everything that people typed stays text: it is escaped, and web
addresses in it are broken up so that mail programs do not turn them into links either (our receipts go to an address
that anybody can enter, so they must not carry somebody else's links).
"""

import re
import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

LANGUAGES = ("nl", "en")
FALLBACK = "nl"

_SUBJECT = "Subject:"
_SPACE = re.compile(r"[\s\x00-\x1f\x7f\u2028\u2029]+")
_ADDRESS = re.compile(r"(?i)(?<![\w@./-])(?:[a-z][a-z0-9+.-]{1,20}://|www\.|(?:[a-z0-9-]+\.)+[a-z]{2,24}/)\S*")
_ZERO_WIDTH = "\u200b"


class BadMessage(ValueError):
    """A message template does not start with `Subject: ...` and a blank line, or is not there."""


@dataclass(frozen=True)
class Rendered:
    """A message as its reader gets it."""

    language: str
    subject: str
    text: str
    html: str


def one_line(text: str) -> str:
    """Text for a mail header: control characters and line breaks become a space."""
    return _SPACE.sub(" ", text).strip()


def render(kind: str, *, language: str, context: dict[str, Any]) -> Rendered:
    """Render a kind of message in a language (Dutch when there is no such text). Raises BadMessage."""
    language = language if language in LANGUAGES else FALLBACK
    template, language = _find(kind, language)
    mark = f"\ue000{secrets.token_hex(8)}\ue001"  # stands for our address while rendering; nobody can type it
    with translation.override(language):
        facts = {**context, "portal": settings.PORTAL, "base_url": mark}
        raw = template.render(Context(facts, autoescape=False))
        subject, body = _split(kind, raw)
        footer = _backend_template(f"notifications/footer.{language}.txt").render(Context(facts, autoescape=False))
        html = render_to_string(
            "notifications/message.html",
            {
                "language": language,
                "subject": subject,
                "body": to_html(body, mark),
                "footer": to_html(_tidy(footer), mark),
                "portal": settings.PORTAL,
            },
        )
    text = f"{_plain(body, mark)}\n\n-- \n{_plain(_tidy(footer), mark)}\n"
    return Rendered(language, subject, text, html)


def _find(kind: str, language: str) -> tuple[Any, str]:
    app, _slash, name = kind.partition("/")
    for choice in dict.fromkeys((language, FALLBACK)):
        try:
            return _backend_template(f"{app}/messages/{name}.{choice}.txt"), choice
        except TemplateDoesNotExist:
            continue
    raise BadMessage(f"There is no text for messages of kind {kind!r}")


def _backend_template(name: str) -> Any:
    """The template as Django's own engine has it, which can render without escaping."""
    return get_template(name).template  # type: ignore[attr-defined]


def _split(kind: str, raw: str) -> tuple[str, str]:
    first, _newline, body = raw.lstrip().partition("\n")
    subject = one_line(first.removeprefix(_SUBJECT))
    if not first.startswith(_SUBJECT) or not subject:
        raise BadMessage(f"The text of {kind!r} does not start with 'Subject: ...'")
    return subject[:300], _tidy(body)


def _tidy(text: str) -> str:
    """No space at the end of lines, at most one blank line."""
    lines = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _plain(text: str, mark: str) -> str:
    return _break_addresses(text).replace(mark, settings.BASE_URL)


def _break_addresses(text: str) -> str:
    """Put a zero-width space into web addresses that are not ours, so that no mail program links them."""

    def broken(found: re.Match[str]) -> str:
        address = found[0]
        if f"{address}/".startswith(f"{settings.BASE_URL}/"):
            return address
        return re.sub(r"([:.])", rf"\1{_ZERO_WIDTH}", address)

    return _ADDRESS.sub(broken, text)


def to_html(text: str, mark: str) -> SafeString:
    """Paragraphs, lists and our own links of a text (marked with `mark`) as HTML; the rest is escaped."""
    blocks = re.split(r"\n\n+", text)
    return mark_safe("\n".join(_block(block.split("\n"), mark) for block in blocks if block))  # noqa: S308


def _block(lines: list[str], mark: str) -> str:
    """One paragraph of the text: runs of ordinary lines, list items and buttons."""
    html: list[str] = []
    paragraph: list[SafeString] = []
    items: list[SafeString] = []
    for line in [*lines, None]:
        is_item = line is not None and line.startswith("- ")
        button = _button(line, mark) if line is not None else None
        if items and not is_item:
            html.append(_list(items))
            items = []
        if paragraph and (line is None or is_item or button):
            html.append(_paragraph(paragraph))
            paragraph = []
        if button:
            html.append(button)
        elif is_item:
            items.append(_inline(str(line)[2:], mark))
        elif line is not None:
            paragraph.append(_inline(line, mark))
    return "\n".join(html)


def _paragraph(lines: list[SafeString]) -> str:
    return f'<p style="margin:0 0 16px">{"<br>".join(lines)}</p>'


def _list(items: list[SafeString]) -> str:
    return format_html(
        '<ul style="margin:0 0 16px;padding-left:24px">{}</ul>',
        format_html_join("", '<li style="margin:0 0 4px">{}</li>', ((item,) for item in items)),
    )


def _button(line: str, mark: str) -> str | None:
    """`Label: <our address>` alone on its line, as a button."""
    label, separator, path = line.partition(mark)
    if not separator or not label.rstrip().endswith(":") or re.search(r"\s", path):
        return None
    return format_html(
        '<p style="margin:0 0 16px"><a href="{}{}" style="display:inline-block;padding:12px 20px;background:#17594a;'
        'color:#ffffff;font-weight:600;text-decoration:none;border-radius:3px">{}</a></p>',
        settings.BASE_URL,
        path,
        label.rstrip()[:-1],
    )


def _inline(line: str, mark: str) -> SafeString:
    """A line with our own addresses as links, everything else escaped."""
    parts = re.split(rf"({re.escape(mark)}\S*)", line)
    return mark_safe("".join(_link(part, mark) if part.startswith(mark) else _escaped(part) for part in parts))  # noqa: S308


def _escaped(text: str) -> str:
    return format_html("{}", _break_addresses(text))


def _link(part: str, mark: str) -> str:
    address = part.replace(mark, settings.BASE_URL)
    bare = address.rstrip(".,;:!?)")
    return format_html('<a href="{0}" style="color:#1d6f5c">{0}</a>{1}', bare, address[len(bare) :])
