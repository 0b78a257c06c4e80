"""History of records by database triggers (django-pghistory), so that no path around it exists."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def track(*, exclude: Sequence[str] = ()) -> Callable[[ModelClass], ModelClass]:
    """Keep every version of a row: a snapshot when it is made, changed or deleted; `exclude` names fields left out."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=list(exclude) or None,
    )
