"""Writing to the audit log, with the origin of the request or task at hand."""

from contextvars import ContextVar
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models

from werkcentrum.core.models import AuditEvent, User

origin: ContextVar[str] = ContextVar("audit_origin", default="command")


def record(
    action: str,
    obj: models.Model | None = None,
    *,
    by: User | AnonymousUser | None,
    result: str = AuditEvent.Result.OK,
    **details: Any,
) -> AuditEvent:
    """Add one row: `action` as `app.verb`, the object, who did it (None: the system), and small facts in `details`."""
    return AuditEvent.objects.create(
        action=action,
        object_type=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        result=result,
        actor=by if isinstance(by, User) else None,
        origin=origin.get(),
        details=details,
    )
