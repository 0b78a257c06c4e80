"""From a violated database constraint to a message that a person understands."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError

from werkcentrum.core.errors import RuleViolation


class ConstraintViolated(RuleViolation):
    """The database refused; the message is the constraint's own."""


def message_for(error: IntegrityError) -> str | None:
    """The `violation_error_message` of the named constraint that was violated, if it is one of ours."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
    if not name:
        return None
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return None


@contextmanager
def explain_constraints() -> Iterator[None]:
    """Turn an IntegrityError of a named constraint into ConstraintViolated; use it around an atomic block."""
    try:
        yield
    except IntegrityError as error:
        message = message_for(error)
        if message is None:
            raise
        raise ConstraintViolated(message) from error
