"""Labels for choices."""

from collections.abc import Iterable
from typing import Any


def capitalized(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Labels with a capital, in the language of the reader."""
    return [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in choices]
