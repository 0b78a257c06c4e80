"""What a service raises when a rule forbids what was asked."""

from django.utils.functional import Promise


class RuleViolation(Exception):
    """A rule forbids this. The message is for the person who asked: what is wrong and what to do."""

    def __init__(self, message: str | Promise, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).__name__

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(RuleViolation):
    """This person may not do this (now)."""


class Conflict(RuleViolation):
    """Somebody else was first, or changed what this is based on."""
