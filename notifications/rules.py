"""When to try a message again, and when trying again cannot help. Pure: no database, no clock."""

import datetime
import smtplib
from dataclasses import dataclass

MAX_ATTEMPTS = 8
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=2)

# A worker that has had a message this long without finishing is gone; longer than a delivery can take.
LEASE = datetime.timedelta(seconds=120)
DELIVERY_TIME_LIMIT = 90
# A message that was handed to the workers is handed over again after this, in case the broker lost it.
REQUEUE_AFTER = datetime.timedelta(seconds=60)


@dataclass(frozen=True)
class Failure:
    """What to do after a failed attempt: try again after `pause`, or give up (None)."""

    pause: datetime.timedelta | None


def after_failure(error: Exception, *, attempts: int) -> Failure:
    """Decide on what an attempt raised; `attempts` counts this one. A permanent refusal is final at once."""
    if is_permanent(error) or attempts >= MAX_ATTEMPTS:
        return Failure(pause=None)
    return Failure(pause=min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE))


def is_permanent(error: Exception) -> bool:
    """Whether the mail server refused this reader or this message for good (5xx: RFC 5321, 4.2.1).

    A refused log-in or sender is a fault of ours, which somebody repairs: those are tried again.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _reply in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and 500 <= error.smtp_code < 600


def describe(error: Exception) -> str:
    """An error in at most 500 characters for the admin, without the reader's address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        replies = [f"{code} {_text(reply)}" for code, reply in error.recipients.values()]
        return f"SMTPRecipientsRefused: {'; '.join(replies)}"[:500]
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{type(error).__name__}: {error.smtp_code} {_text(error.smtp_error)}"[:500]
    return f"{type(error).__name__}: {error}"[:500]


def _text(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
