"""Who looked at a dossier: one line per person per day, for the advisor and for the client (AVG, domain 9)."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from advisors.models import Case
from werkcentrum.core import audit
from werkcentrum.core.models import AuditEvent, User

VIEWED = "case.viewed"


@dataclass(frozen=True)
class Look:
    """Somebody saw the dossier on a day."""

    day: datetime.date
    who: str
    organization: str


def log_look(case: Case, *, by: User, organization: str = "", action: str = VIEWED, **details: str) -> None:
    """Keep that `by` looked, once a day. An audit row may be written while a page is read."""
    seen = AuditEvent.objects.about(case).filter(action=action, actor=by, at__date=timezone.localdate())
    if not seen.exists():
        audit.record(action, case, by=by, organization=organization, **details)


def looks_of(case: Case) -> list[Look]:
    """Everybody who looked, newest first, besides the client."""
    events = (
        AuditEvent.objects.about(case)
        .filter(action=VIEWED)
        .exclude(actor=case.client.user_id)
        .select_related("actor")
        .order_by("-at")[:200]
    )
    return [
        Look(timezone.localdate(event.at), str(event.actor or ""), event.details.get("organization", ""))
        for event in events
    ]
