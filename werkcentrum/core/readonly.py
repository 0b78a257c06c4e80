"""GET requests that cannot write: the connection refuses every statement but reading ones."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import connection

View = TypeVar("View", bound=Callable[..., Any])

# django-pghistory puts this before every statement that may write, so that the triggers know who did it.
HISTORY_CONTEXT = re.compile(r"^\s*SELECT set_config\('pghistory\.[^;]*;\s*")
READS = re.compile(
    r"^[\s(]*(select|with|explain|show|savepoint|release savepoint|rollback to savepoint|declare|fetch|close)\b",
    re.IGNORECASE,
)
WRITES = re.compile(
    r"\b(insert\s+into|update\s+(only\s+)?\S+\s+set|delete\s+from|merge\s+into|truncate|nextval|setval|into\s+temp)\b",
    re.IGNORECASE,
)
LOCKS = re.compile(r"\bfor\s+(no\s+key\s+update|update|share|key\s+share)\b", re.IGNORECASE)
# Reading a page may keep the session alive and leave a line in the append-only log of who looked (AVG).
LOGS = re.compile(r'^\s*(insert into|update) "(django_session|core_auditevent)" ', re.IGNORECASE)


class WriteInGet(RuntimeError):
    """A view tried to change the database, or to lock rows, while answering a GET."""


def may_write(view: View) -> View:
    """Exempt a GET view that has to write; say why in its docstring."""
    view.may_write = True  # type: ignore[attr-defined]
    return view


def is_reading(sql: str) -> bool:
    """Whether a statement only reads (or writes to the session or the audit log)."""
    sql = HISTORY_CONTEXT.sub("", sql)
    if LOGS.match(sql):
        return True
    return bool(READS.match(sql)) and not WRITES.search(sql) and not LOCKS.search(sql)


def _refuse_writes(execute: Callable, sql: str, params: Any, many: bool, context: dict) -> Any:
    text = sql.decode() if isinstance(sql, bytes) else str(sql)
    if not is_reading(text):
        raise WriteInGet(f"A GET may not write or lock: {HISTORY_CONTEXT.sub('', text)[:80]}")
    return execute(sql, params, many, context)


@contextmanager
def read_only() -> Iterator[None]:
    """Within this block the default connection refuses to write."""
    with connection.execute_wrapper(_refuse_writes):
        yield
