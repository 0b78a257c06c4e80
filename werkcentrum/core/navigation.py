"""The menus: each app registers its own items from `AppConfig.ready()`; the page shows what this user may open."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

logger = logging.getLogger(__name__)

# "own": the space of a resident or employer; its first item is where their log-in leads
Area = Literal["public", "workplace", "own"]


@dataclass(frozen=True)
class Badge:
    """A quiet number behind an item, with the words that say what is counted."""

    count: int
    text: str | Promise


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One item of a menu.

    `roles` None shows it to everybody. `match` are beginnings of view names ("advisors:case") that make the item the
    current one; by default everything in the namespace of `url_name`. `badge` counts what waits there for who looks;
    it costs a query on every page, so one at most.
    """

    label: str | Promise
    url_name: str
    order: int
    area: Area = "workplace"
    roles: frozenset[str] | None = None
    url_kwargs: dict[str, Any] = field(default_factory=dict)
    match: tuple[str, ...] = ()
    badge: Callable[[HttpRequest], Badge | None] | None = None

    def beginnings(self) -> tuple[str, ...]:
        """The beginnings of view names for which this is the current item."""
        if self.match:
            return self.match
        namespace, colon, _name = self.url_name.rpartition(":")
        return (f"{namespace}:",) if colon else (self.url_name,)


@dataclass(frozen=True)
class NavLink:
    """An item as a page shows it; `current` is the value of aria-current, or empty."""

    label: str | Promise
    url: str
    current: str
    badge: Badge | None = None


_items: dict[tuple[Area, str, str], NavItem] = {}


def register(item: NavItem) -> None:
    """Add an item to a menu; registering it again replaces it."""
    _items[(item.area, item.url_name, str(sorted(item.url_kwargs.items())))] = item


def links(request: HttpRequest, area: Area, roles: Iterable[str]) -> list[NavLink]:
    """The menu of an area for a user with these roles, in order, with at most one current item."""
    allowed = set(roles)
    shown: list[tuple[NavItem, str]] = []
    for item in sorted(_items.values(), key=lambda item: item.order):
        if item.area != area or (item.roles is not None and not item.roles & allowed):
            continue
        url = _url(item)
        if url:
            shown.append((item, url))
    current = _current(request, shown)
    return [
        NavLink(
            item.label,
            url,
            current[1] if current and current[0] is item else "",
            item.badge(request) if item.badge else None,
        )
        for item, url in shown
    ]


def _url(item: NavItem) -> str:
    try:
        return reverse(item.url_name, kwargs=item.url_kwargs or None)
    except NoReverseMatch:
        if settings.DEBUG:
            logger.warning("menu item %s has no page yet", item.url_name)
        return ""


def _current(request: HttpRequest, shown: list[tuple[NavItem, str]]) -> tuple[NavItem, str] | None:
    """The item of this very page, else the one whose part of the site this page belongs to."""
    for item, url in shown:
        if url == request.path:
            return item, "page"
    view_name = request.resolver_match.view_name if request.resolver_match else ""
    best: tuple[int, NavItem] | None = None
    for item, _address in shown:
        for beginning in item.beginnings():
            if view_name and view_name.startswith(beginning) and (best is None or len(beginning) > best[0]):
                best = (len(beginning), item)
    return (best[1], "true") if best else None
