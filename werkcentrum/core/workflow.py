"""The one way in which a status changes: checked against a table of moves, with an audit entry."""

from collections.abc import Mapping
from typing import Protocol

from django.db import models, transaction
from django.utils.translation import gettext as _

from werkcentrum.core import audit
from werkcentrum.core.errors import RuleViolation
from werkcentrum.core.models import User

Moves = Mapping[str, frozenset[str]]


class HasStatus(Protocol):
    """A model with a status and its table of allowed moves."""

    MOVES: Moves
    status: str


class MoveNotAllowed(RuleViolation):
    """The table of moves does not lead from this status to that one."""


def require_move(obj: models.Model, *, to: str) -> str:
    """The status now, from which the table leads to `to`; for a service that writes something before it moves.

    Raises MoveNotAllowed when `obj.MOVES` has no such move.
    """
    moves: Moves = obj.MOVES  # type: ignore[attr-defined]
    before: str = obj.status  # type: ignore[attr-defined]
    if to not in moves.get(before, frozenset()):
        raise MoveNotAllowed(
            _("This cannot be done any more: the status has changed. Reload the page to see it."), code=f"{before}>{to}"
        )
    return before


def move(obj: models.Model, *, to: str, by: User | None, reason: str = "", update_fields: tuple[str, ...] = ()) -> None:
    """Change `obj.status` and save it (with `update_fields`), inside the caller's transaction and row lock.

    Raises MoveNotAllowed when `obj.MOVES` has no such move; leaves an audit entry `<model>.<status>`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A status moves inside a transaction only")
    before = require_move(obj, to=to)
    obj.status = to  # type: ignore[attr-defined]
    obj.save(update_fields=("status", *update_fields))
    audit.record(f"{obj._meta.label_lower}.{to}", obj, by=by, before=before, reason=reason)
