"""Named places on the pages of a lower app that higher apps fill (from their `AppConfig.ready()`)."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Filler = Callable[..., str]

_fillers: dict[str, list[tuple[int, Filler]]] = defaultdict(list)


def fill(name: str, filler: Filler, *, order: int = 100) -> None:
    """Let `filler(request, **context) -> html` add to the slot `name`; lower `order` comes first, "" adds nothing."""
    _fillers[name].append((order, filler))
    _fillers[name].sort(key=lambda pair: pair[0])


def render_slot(name: str, request: HttpRequest, **context: Any) -> SafeString:
    """The HTML of everything that fills the slot; fillers return safe HTML made by templates."""
    return mark_safe("".join(filler(request, **context) for _, filler in _fillers[name]))  # noqa: S308
