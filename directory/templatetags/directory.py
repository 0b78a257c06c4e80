"""Texts of the directory in the reader's language: `{% load directory %}{{ service|text:"name" }}`."""

import re
from urllib.parse import urlsplit

from django import template
from django.db.models import Model
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from directory.models import Location
from directory.texts import in_reader_language, paragraphs_of

register = template.Library()


@register.filter
def text(obj: Model, field: str) -> SafeString | str:
    """A field in the reader's language; marked as Dutch (`lang="nl"`) when a reader of English gets Dutch."""
    value, is_foreign = in_reader_language(obj, field)
    return format_html('<span lang="nl">{}</span>', value) if is_foreign and value else conditional_escape(value)


@register.filter
def plain_text(obj: Model, field: str) -> str:
    """The same without mark-up, for titles and attributes."""
    return in_reader_language(obj, field)[0]


@register.filter
def paragraphs(obj: Model, field: str) -> list[str]:
    """The lines of a longer field, each to be a paragraph."""
    return paragraphs_of(obj, field)


@register.filter
def dial(phone: str) -> str:
    """A Dutch telephone number for a `tel:` link: `088 000 10 00` is `+31880001000`."""
    digits = re.sub(r"[^\d+]", "", phone)
    return f"+31{digits[1:]}" if digits.startswith("0") and not digits.startswith("00") else digits


@register.filter
def host(address: str) -> str:
    """The name of a website as people know it: `https://www.uwv.example/` is `uwv.example`."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


@register.filter
def map_url(location: Location) -> str:
    """The location on a map of OpenStreetMap; empty without coordinates."""
    if location.latitude is None or location.longitude is None:
        return ""
    point = f"mlat={location.latitude}&mlon={location.longitude}"
    return f"https://www.openstreetmap.org/?{point}#map=17/{location.latitude}/{location.longitude}"
