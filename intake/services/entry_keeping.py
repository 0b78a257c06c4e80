"""What an advisor typed and did not send yet: kept for a few hours, so that an ended session does not lose it.

In the cache, not in the database: the client has not agreed to be registered yet.
"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.core.cache import cache
from django.http import QueryDict
from django.utils import timezone

KEPT_SECONDS = 4 * 3600
MOST_KEPT = 3
MOST_CHARACTERS = 20_000
TICKET_SECONDS = 24 * 3600
SALT = "intake.entry"
WORTH_KEEPING = ("question", "name", "phone", "email", "company_name")


@dataclass(frozen=True)
class Kept:
    """A form that was not sent: its key, since when, whose question it seems to be, and everything typed."""

    key: uuid.UUID
    at: datetime.datetime
    name: str
    typed: QueryDict


@dataclass(frozen=True)
class Ticket:
    """What a form carries along: who opened it, and the key that makes sending it twice one case."""

    user_id: int
    key: uuid.UUID

    def __str__(self) -> str:
        return signing.dumps([self.user_id, str(self.key)], salt=SALT)


def new_ticket(user_id: int, key: uuid.UUID | None = None) -> Ticket:
    """A form that is opened now."""
    return Ticket(user_id, key or uuid.uuid4())


def read_ticket(text: str, *, max_age: int | None = None) -> Ticket | None:
    """The ticket of a form that comes back; None when it is not ours, or older than `max_age` seconds."""
    try:
        user_id, key = signing.loads(text, salt=SALT, max_age=max_age)
        return Ticket(int(user_id), uuid.UUID(key))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def keep(ticket: Ticket, typed: QueryDict) -> None:
    """Keep what was typed, in the place of what was kept of the same form before; an empty form is not worth it."""
    if not any(typed.get(name, "").strip() for name in WORTH_KEEPING):
        return
    body = typed.copy()
    for name in ("csrfmiddlewaretoken", "ticket"):
        body.pop(name, None)
    text = body.urlencode()
    if len(text) > MOST_CHARACTERS:
        return
    others = [row for row in _rows(ticket.user_id) if row["key"] != str(ticket.key)]
    row = {"key": str(ticket.key), "at": timezone.now(), "typed": text}
    cache.set(_place(ticket.user_id), [row, *others][:MOST_KEPT], KEPT_SECONDS)


def forget(ticket: Ticket) -> None:
    """It was sent, or is not needed any more."""
    others = [row for row in _rows(ticket.user_id) if row["key"] != str(ticket.key)]
    cache.set(_place(ticket.user_id), others, KEPT_SECONDS)


def kept_of(user_id: int) -> list[Kept]:
    """What this advisor did not send yet, the last one first."""
    found = []
    for row in _rows(user_id):
        typed = QueryDict(row["typed"])
        name = typed.get("company_name") or typed.get("name") or ""
        found.append(Kept(uuid.UUID(row["key"]), row["at"], name, typed))
    return found


def _rows(user_id: int) -> list[dict[str, Any]]:
    since = timezone.now() - datetime.timedelta(seconds=KEPT_SECONDS)
    return [row for row in cache.get(_place(user_id)) or [] if row["at"] > since]


def _place(user_id: int) -> str:
    return f"intake.entry.{user_id}"
