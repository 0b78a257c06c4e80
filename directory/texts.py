"""Texts that exist in Dutch (`name`) and, when somebody wrote it, in English (`name_en`)."""

from django.db.models import Model
from django.utils.translation import get_language


def in_reader_language(obj: Model, field: str) -> tuple[str, bool]:
    """A field in the reader's language, and whether it is Dutch for want of English."""
    dutch = getattr(obj, field)
    if get_language() != "en":
        return dutch, False
    english = getattr(obj, f"{field}_en", "")
    return (english, False) if english else (dutch, bool(dutch) and hasattr(obj, f"{field}_en"))


def paragraphs_of(obj: Model, field: str) -> list[str]:
    """The lines of a field in the reader's language."""
    value, _is_foreign = in_reader_language(obj, field)
    return [line.strip() for line in value.splitlines() if line.strip()]
