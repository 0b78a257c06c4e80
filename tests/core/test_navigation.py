"""The menus: what fits on a wide screen is one button on a narrow one, with the same items."""

import re

import pytest
from django.test import RequestFactory

from werkcentrum.core import navigation
from werkcentrum.core.navigation import Badge, NavItem

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a class="[^"]*" href="([^"]*)"(?: aria-current="(\w+)")?>([^<]*)</a>')


def menu(html: str, kind: str) -> list[tuple[str, str, str]]:
    """Address, current or not, and words of the items of one of the two menus."""
    return LINK.findall(html.partition(f"wc-wall__{kind}")[2].partition("</nav>")[0])


def test_the_narrow_menu_has_the_same_items_and_works_without_javascript(client):
    html = client.get("/hulp-en-diensten/").content.decode()
    assert len(menu(html, "wide")) >= 4
    assert menu(html, "narrow") == menu(html, "wide")
    assert [url for url, current, _words in menu(html, "narrow") if current] == ["/hulp-en-diensten/"]
    assert re.search(r"<details class=\"wc-wall__menu\" data-menu>\s*<summary[^>]*>.*Menu</summary>", html)


def test_an_item_can_say_what_waits_there(monkeypatch):
    monkeypatch.setattr(navigation, "_items", {})
    navigation.register(NavItem(label="Post", url_name="home", order=1, badge=lambda request: Badge(3, "3 brieven")))
    navigation.register(NavItem(label="Leeg", url_name="account_login", order=2, badge=lambda request: None))
    post, empty = navigation.links(RequestFactory().get("/"), "workplace", [])
    assert (post.badge, empty.badge) == (Badge(3, "3 brieven"), None)
