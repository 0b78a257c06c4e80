"""Run `transaction.on_commit` callbacks in tests that live inside one transaction.

Django's TestCase never commits, so that callbacks never run. Here leaving the outermost block of the code under test
counts as the commit: callbacks run then, in order, exactly as in production. A rolled-back block drops its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import Atomic


@contextmanager
def commits_run() -> Iterator[None]:
    """Within this block, leaving an outermost `atomic` of the code under test runs what waits for the commit."""
    base = len(connection.savepoint_ids)
    original_exit = Atomic.__exit__
    original_on_commit = BaseDatabaseWrapper.on_commit

    def leave(self: Atomic, *error: Any) -> None:
        original_exit(self, *error)
        at = connections[self.using or "default"]
        if at.alias == connection.alias and at.in_atomic_block and len(at.savepoint_ids) <= base:
            run_waiting(at)

    def on_commit(self: Any, func: Any, robust: bool = False) -> None:
        original_on_commit(self, func, robust)
        if self.alias == connection.alias and self.in_atomic_block and len(self.savepoint_ids) <= base:
            run_waiting(self)

    Atomic.__exit__ = leave  # type: ignore[method-assign]
    BaseDatabaseWrapper.on_commit = on_commit  # type: ignore[method-assign]
    try:
        yield
    finally:
        Atomic.__exit__ = original_exit  # type: ignore[method-assign]
        BaseDatabaseWrapper.on_commit = original_on_commit  # type: ignore[method-assign]


def run_waiting(at: Any) -> None:
    """Run the callbacks that wait, and those that they add."""
    if at.needs_rollback:
        return
    while at.run_on_commit:
        _, func, _ = at.run_on_commit.pop(0)
        func()
