"""Announcements upward: a signal is defined low, sent when the transaction has been committed, and received high."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import Signal


def announce(signal: Signal, **details: Any) -> None:
    """Send `signal` once the current transaction has been committed; one failing receiver does not stop the others."""
    transaction.on_commit(partial(signal.send_robust, sender=None, **details))
