"""A system check: every message has its text in Dutch and in English."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from notifications.rendering import LANGUAGES


def message_kinds() -> dict[str, set[str]]:
    """Every kind of message that has a text, with the languages it has one in."""
    kinds: dict[str, set[str]] = {}
    for file in (Path(settings.BASE_DIR) / "templates").glob("*/messages/*.txt"):
        name, _dot, language = file.stem.rpartition(".")
        kinds.setdefault(f"{file.parent.parent.name}/{name}", set()).add(language)
    return kinds


@register("messages")
def every_message_in_every_language(app_configs: Any, **kwargs: Any) -> Iterable[CheckMessage]:
    """notifications.E001: a message without its text in one of the languages."""
    return [
        Error(f"The message {kind!r} has no text in {language!r}", id="notifications.E001")
        for kind, found in sorted(message_kinds().items())
        for language in LANGUAGES
        if language not in found
    ]
