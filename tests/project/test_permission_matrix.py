"""Who gets what at which address: every URL of the resolver x every role, for reading and for sending an empty form.

The expected answers stand in `permission_matrix.txt`, a line per URL; a URL that is not in it fails.
After a change that is meant: `UPDATE_MATRIX=1 pytest tests/project/test_permission_matrix.py`, and read the difference.
"""

import os
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from advisors.services import register_walk_in
from directory.api.identifiers import TAXONOMY_IDS
from directory.models import Location, Organization, Service, TaxonomyTerm
from intake.places import region_municipalities
from intake.services.editing import open_rule_draft
from intake.services.held import hold
from referrals import services as referrals
from tests.factories.advisors import CaseFactory, ClientFactory
from tests.factories.core import UserFactory
from tests.factories.inbound import InboundReferralFactory
from tests.factories.intake import IntakeDraftFactory
from tests.factories.vouchers import Fund
from tests.helpers import load_reference

MATRIX = Path(__file__).parent / "permission_matrix.txt"
SKIP = ("beheer/", "demo/")
ROLES = [
    "nobody", "owner", "stranger", "advisor", "coordinator", "partner", "elsewhere", "officer", "manager", "controller",
    "analyst", "admin",
]  # fmt: skip
HEAD = "GET and POST per role: " + " ".join(ROLES)


@dataclass
class World:
    """One case of one resident, referred to one partner, with an application that is ready for a decision."""

    users: dict[str, Any]
    arguments: dict[str, dict[str, Any]]


def addresses(
    patterns: list[Any] | None = None, prefix: str = "", namespace: str = ""
) -> Iterator[tuple[str, list[str]]]:
    """Every named URL of the portal with the names of its arguments, besides the admin and the demo pages."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        path = prefix + str(entry.pattern)
        if path.startswith(SKIP):
            continue
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from addresses(entry.url_patterns, path, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", list(entry.pattern.converters or entry.pattern.regex.groupindex)


@pytest.fixture
def world(db, monkeypatch) -> World:
    load_reference()
    places = dict(list(region_municipalities().items())[:2])  # the whole check of the rules takes seconds each time
    monkeypatch.setattr("intake.services.checking.region_municipalities", lambda: places)
    fund = Fund()
    owner = UserFactory()
    case = CaseFactory(open=True, owner=fund.advisor, client=ClientFactory(user=owner, email=owner.email))
    desk = Organization.objects.get(code="leerwerkloket")
    draft = referrals.create_draft(
        case_id=case.pk, organization=desk, question="Wat past?", groups=["contact", "question"], by=fund.advisor
    )
    shown = referrals.text_digest(referrals.consent_text(draft))
    referral = referrals.send_with_consent(referral_id=draft.pk, how="spoken", shown=shown, by=fund.advisor)
    application = fund.prepared(case)
    partner = UserFactory(partner=True, organization=desk)
    InboundReferralFactory(case=case, organization=desk, entered_by=partner)
    held = hold(IntakeDraftFactory(), ["trap"])
    coordinator = UserFactory(coordinator=True)
    draft_rules = open_rule_draft(by=coordinator)
    location = Location.objects.order_by("slug").first()
    visit = register_walk_in(location_id=location.pk, by=fund.advisor)
    users = {
        "nobody": None,
        "owner": owner,
        "stranger": UserFactory(),
        "advisor": fund.advisor,
        "coordinator": coordinator,
        "partner": partner,
        "elsewhere": UserFactory(partner=True),
        "officer": fund.officer,
        "manager": fund.manager,
        "controller": fund.controller,
        "analyst": UserFactory(analyst=True),
        "admin": UserFactory(admin=True),
    }
    of_case, of_application = {"reference": case.reference}, {"reference": application.reference}
    return World(users, {
        "case": of_case, "application": of_application, "referral": {"number": referral.uuid},
        "rule_set": {"version": draft_rules.version},
        "rule": {"code": "training", "slug": "loket"},
        "walk-in": {"slug": location.slug, "pk": visit.pk},
        "held": {"reference": held.reference},
        "api:service": {"id": Service.objects.order_by("slug").first().pk},
        "api:organization": {"id": desk.pk},
        "api:location": {"id": Location.objects.order_by("slug").first().pk},
        "api:taxonomy": {"id": TAXONOMY_IDS["theme"]},
        "api:taxonomy-term": {"id": TaxonomyTerm.objects.order_by("code").first().pk},
        "directory:service": {"slug": Service.objects.order_by("slug").first().slug},
        "directory:organization": {"code": "uwv"},
        "directory:location": {"slug": Location.objects.order_by("slug").first().slug},
        "intake:step": {"slug": "uw-vraag"},
        "account_reset_password_from_key": {"uidb36": "x", "key": "y"},
        "account_confirm_email": {"key": "x"},
        "openid_connect_login": {"provider_id": "none"}, "openid_connect_callback": {"provider_id": "none"},
    })  # fmt: skip


CASE_URLS = {"vouchers:apply", "vouchers:check-answers", "vouchers:apply-step"}


def arguments_for(world: World, name: str, names: list[str]) -> dict[str, Any]:
    """Values for the arguments of a URL, of the one case, referral and application that there are."""
    if name in world.arguments:
        return world.arguments[name]
    values: dict[str, Any] = {"token": "x", "id": "0b36f1a2-0000-4000-8000-000000000000"}
    if "version" in names:
        values |= world.arguments["rule_set"] | world.arguments["rule"]
    if name.startswith("advisors:walk-in"):
        values |= world.arguments["walk-in"]
    if "reference" in names:
        is_case = not name.startswith("vouchers:") or name.removesuffix("-mine") in CASE_URLS
        of_another_browser = name in {"intake:done", "intake:dispute", "intake:suggestion-feedback"}
        values |= world.arguments["case" if is_case and not of_another_browser else "application"]
    if name.startswith("intake:held"):
        values |= world.arguments["held"]
    if "number" in names:
        values |= world.arguments["referral"]
    if "step" in names:
        values["step"] = "opleiding"
    if "pk" in names:
        values.setdefault("pk", 1)
    return {key: values[key] for key in names}


def logged_in(user: Any) -> Client:
    """A browser of this user; logging in once per role saves most of the time."""
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def answer(browser: Client, method: str, url: str) -> str:
    """The answer in a word: the status, or `login` for a redirect to the log-in page. Nothing that it wrote stays."""
    client = Client()
    client.cookies = deepcopy(browser.cookies)
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    if response.status_code == 302 and "/account/inloggen/" in response["Location"]:
        return "login"
    return str(response.status_code)


def row(world: World, browsers: dict[str, Client], name: str, names: list[str]) -> str:
    """One line of the matrix."""
    url = reverse(name, kwargs=arguments_for(world, name, names))
    answers = [f"{answer(browsers[role], 'get', url)}/{answer(browsers[role], 'post', url)}" for role in ROLES]
    return f"{name:<40} " + " ".join(f"{each:<9}" for each in answers).rstrip()


@pytest.mark.ignore_template_errors
def test_every_role_gets_at_every_address_what_the_matrix_says(world):
    browsers = {role: logged_in(user) for role, user in world.users.items()}
    lines = [HEAD, *sorted({row(world, browsers, name, names) for name, names in addresses()})]
    if os.environ.get("UPDATE_MATRIX"):
        MATRIX.write_text("\n".join(lines) + "\n")
    expected = MATRIX.read_text().splitlines()
    assert [line for line in lines if line not in expected] == []
    assert [line for line in expected if line not in lines] == []
