"""Correcting what we know of a client."""

from typing import Any

from django.db import transaction

from advisors import permissions
from advisors.models import Case, Client
from advisors.services.events import record_event
from werkcentrum.core import audit
from werkcentrum.core.models import User

CHANGEABLE = (
    "name", "email", "phone", "language", "postcode", "municipality", "birth_year", "company_name", "kvk_number",
    "sector", "staff_count", "interpreter_language", "needs_reading_help", "helper_name", "helper_phone",
    "helper_allowed_at",
)  # fmt: skip


@transaction.atomic
def change_client(*, case_id: int, by: User, **values: Any) -> Client:
    """Correct the details of the client of a case; `values` are fields of `CHANGEABLE`. Raises NotAllowed."""
    case = Case.objects.get(pk=case_id)
    client, changed = change_known_client(client_id=case.client_id, by=by, **values)
    if changed:
        record_event(case, kind="case.client_changed", by=by)
    return client


@transaction.atomic
def change_known_client(*, client_id: int, by: User, **values: Any) -> tuple[Client, list[str]]:
    """The same before there is a case: the client, and which fields changed. Raises NotAllowed."""
    permissions.require_case_worker(by)
    client = Client.objects.select_for_update(of=("self",), no_key=True).get(pk=client_id)
    unknown = set(values) - set(CHANGEABLE)
    if unknown:
        raise ValueError(f"Not to be changed here: {sorted(unknown)}")
    if "email" in values:
        values["email"] = values["email"].strip().lower()
    changed = [name for name, value in values.items() if getattr(client, name) != value]
    if not changed:
        return client, changed
    for name in changed:
        setattr(client, name, values[name])
    client.save(update_fields=changed)
    audit.record("client.changed", client, by=by, fields=changed)
    return client, changed
