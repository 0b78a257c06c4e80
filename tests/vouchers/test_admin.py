"""The fund in the admin: reference tables can be edited; money, decisions and audit can only be looked up."""

import pytest
from django.apps import apps
from django.contrib import admin as django_admin
from django.urls import reverse

from tests.factories.core import UserFactory
from tests.helpers import login
from vouchers import ledger
from vouchers.models import (
    Commitment,
    Decision,
    Funder,
    LedgerEntry,
    Occupation,
    OccupationList,
    Provider,
    Reservation,
    Scheme,
    SchemeVersion,
)
from werkcentrum.core.models import AuditEvent

REFERENCE = {
    "scheme": Scheme,
    "schemeversion": SchemeVersion,
    "occupationlist": OccupationList,
    "occupation": Occupation,
    "provider": Provider,
    "funder": Funder,
}
KEPT = [
    ("vouchers", "voucherapplication"),
    ("vouchers", "labourmarkettest"),
    ("vouchers", "decision"),
    ("vouchers", "voucher"),
    ("vouchers", "invoice"),
    ("vouchers", "reservation"),
    ("vouchers", "ledgerentry"),
    ("vouchers", "personyear"),
    ("core", "auditevent"),
]


@pytest.fixture
def admin(client):
    """A superuser with both factors: nobody may do more than this."""
    return login(client, UserFactory(admin=True, is_superuser=True))


def test_every_reference_table_can_be_found_opened_and_has_a_history(fund, admin):
    for name, model in REFERENCE.items():
        row = model.objects.first()
        for page, args in (("changelist", []), ("add", []), ("change", [row.pk]), ("history", [row.pk])):
            url = reverse(f"admin:vouchers_{name}_{page}", args=args)
            assert admin.get(url).status_code == 200, url
        assert admin.get(reverse(f"admin:vouchers_{name}_changelist"), {"q": "iets"}).status_code == 200, name


def test_every_table_of_the_fund_is_in_the_admin():
    lines = {"CostLine", "CofinancingLine", "Recognition"}  # shown with what they belong to
    for model in apps.get_app_config("vouchers").get_models():
        if not hasattr(model, "pgh_tracked_model") and model.__name__ not in lines:
            assert model in django_admin.site._registry, model


def test_an_edited_scheme_counts_at_once_and_keeps_its_history(fund, admin):
    version = SchemeVersion.objects.get(scheme__code="twents-fonds-2023")
    url = reverse("admin:vouchers_schemeversion_change", args=[version.pk])
    form = admin.get(url).context["adminform"].form
    values = {name: value for name, value in form.initial.items() if value is not None and value is not False}
    response = admin.post(url, values | {"valid_from": "01-01-2023", "person_year_cents": 300_000})
    assert response.status_code == 302, response.context["adminform"].form.errors
    version.refresh_from_db()
    assert version.person_year_cents == 300_000
    assert fund.award(fund.prepared(costs={"tuition": 800_000}, cofinancing={"employer": 500_000})).cents == 300_000
    history = admin.get(reverse("admin:vouchers_schemeversion_history", args=[version.pk])).content.decode()
    assert "300000" in history.replace(".", "")


def test_a_commitment_entered_here_is_in_the_ledger(fund, admin):
    form = {
        "funder": Funder.objects.get(code="regio-deal").pk,
        "scheme": Scheme.objects.get(code="twents-fonds-2023").pk,
        "valid_from": "01-07-2026",
        "valid_until": "31-12-2026",
        "sector": "zorg",
        "municipality": "",
        "total_cents": 2_500_000,
    }
    response = admin.post(reverse("admin:vouchers_commitment_add"), form)
    assert response.status_code == 302, response.context["adminform"].form.errors
    commitment = Commitment.objects.get(sector="zorg")
    entry = commitment.entries.get()
    assert (entry.kind, entry.cents, entry.actor.is_superuser) == ("committed", 2_500_000, True)
    assert AuditEvent.objects.about(commitment).filter(action="vouchers.commitment_entered").exists()
    assert ledger.differences() == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [({"total_cents": 0}, "groter dan nul is"), ({"valid_until": "01-01-2026"}, "laatste dag ligt voor de eerste")],
)
def test_a_commitment_that_cannot_be_is_refused_with_a_reason(fund, admin, change, complaint):
    form = {
        "funder": Funder.objects.first().pk,
        "scheme": Scheme.objects.first().pk,
        "valid_from": "01-07-2026",
        "valid_until": "31-12-2026",
        "total_cents": 1,
    }
    before = LedgerEntry.objects.count()
    response = admin.post(reverse("admin:vouchers_commitment_add"), form | change)
    assert response.status_code == 200
    assert complaint in response.content.decode()
    assert LedgerEntry.objects.count() == before


def test_a_commitment_cannot_be_changed_or_deleted_afterwards(fund, admin):
    commitment = Commitment.objects.first()
    url = reverse("admin:vouchers_commitment_change", args=[commitment.pk])
    page = admin.get(url).content.decode()
    assert 'name="total_cents"' not in page
    assert "€" in page
    assert admin.post(url, {"total_cents": 1}).status_code == 403
    assert (
        admin.post(reverse("admin:vouchers_commitment_delete", args=[commitment.pk]), {"post": "yes"}).status_code
        == 403
    )
    changed = Commitment.objects.get(pk=commitment.pk)
    assert changed.total_cents == commitment.total_cents


def test_nobody_changes_money_decisions_or_audit_here(fund, admin):
    fund.invoiced()
    for app, name in KEPT:
        model = apps.get_model(app, name)
        row = model.objects.order_by("pk").first()
        before = model.objects.values().get(pk=row.pk)
        rows = model.objects.count()
        url = f"admin:{app}_{name}"
        assert admin.get(reverse(f"{url}_changelist")).status_code == 200, name
        page = admin.get(reverse(f"{url}_change", args=[row.pk]))
        assert page.status_code == 200, name
        assert 'name="_save"' not in page.content.decode(), name
        everything = {field.name: "1" for field in model._meta.fields}
        for path in (
            reverse(f"{url}_change", args=[row.pk]),
            reverse(f"{url}_delete", args=[row.pk]),
            reverse(f"{url}_add"),
        ):
            assert admin.post(path, everything | {"post": "yes"}).status_code == 403, path
        chosen = {"action": "delete_selected", "_selected_action": [str(row.pk)], "post": "yes"}
        admin.post(reverse(f"{url}_changelist"), chosen)
        assert model.objects.filter(pk=row.pk).values().get() == before, name
        if name != "auditevent":  # looking is written down there
            assert model.objects.count() == rows, name


@pytest.mark.parametrize("role", ["advisor", "fund_officer", "fund_manager", "controller", "analyst"])
def test_only_an_administrator_comes_here(client, fund, role):
    login(client, UserFactory(**{role: True}))
    for name in ("commitment", "ledgerentry", "scheme"):
        assert client.get(reverse(f"admin:vouchers_{name}_changelist")).status_code in {302, 403, 404}


def test_the_second_factor_is_needed_here_too(client, fund):
    login(client, UserFactory(admin=True, is_superuser=True), second_factor=False)
    assert client.get(reverse("admin:vouchers_ledgerentry_changelist")).status_code == 302


def test_lists_take_as_many_queries_with_many_rows(fund, admin, django_assert_max_num_queries):
    for _ in range(3):
        fund.invoiced()
    assert Reservation.objects.count() == Decision.objects.count() == 3
    for _app, name in KEPT[:-1]:
        with django_assert_max_num_queries(14):
            admin.get(reverse(f"admin:vouchers_{name}_changelist"))
