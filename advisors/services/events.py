"""Adding a line to the timeline of a case."""

import datetime
from typing import Any

from django.utils import timezone

from advisors import timeline
from advisors.models import Case, TimelineEntry
from werkcentrum.core.models import User


def record_event(
    case: Case,
    *,
    kind: str,
    by: User | None,
    body: str = "",
    data: dict[str, Any] | None = None,
    visible_to_client: bool = True,
    at: datetime.datetime | None = None,
    actor_label: str = "",
) -> TimelineEntry:
    """Add one line, inside the caller's transaction. `by` None: it happened by itself, or `actor_label` says who.

    `kind` is registered in `advisors.timeline` (LookupError otherwise); `data` holds plain values for its title.
    """
    timeline.kind(kind)
    return TimelineEntry.objects.create(
        case=case,
        kind=kind,
        actor=by,
        actor_label=actor_label or (str(by) if by else ""),
        body=body,
        data=data or {},
        visible_to_client=visible_to_client,
        at=at or timezone.now(),
    )
