"""Counting what is sent, per address and per text, without keeping either; and judging whether it is suspicious.

A library has twenty people behind one address, so many questions from one address are looked at by a person, not
refused. Only far above that is the answer "try again later", and the answers are kept.
"""

from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from intake.models import IntakeDraft
from intake.rules.suspicion import Limits, Signals, fingerprint, suspicions
from werkcentrum.core.counting import count

HOUR, DAY = 3600, 86400


@dataclass(frozen=True)
class Judgement:
    """Whether it may be sent now, and why somebody should look at it first (codes of `intake.rules.suspicion`)."""

    may_send: bool
    reasons: tuple[str, ...] = ()


def judge(request: HttpRequest, draft: IntakeDraft, *, trap_filled: bool) -> Judgement:
    """Count this sending and judge it. Who is logged in has proven an address, and is never suspicious."""
    address = get_adapter(request).get_client_ip(request) or ""
    sent = count("intake.sent", address, seconds=HOUR)
    if sent > settings.INTAKE_MOST_SENDINGS_PER_HOUR:
        return Judgement(may_send=False)
    if request.user.is_authenticated:
        return Judgement(may_send=True)
    text = str(draft.answers.get("question", ""))
    signals = Signals(
        text=text,
        trap_filled=trap_filled,
        seconds=(timezone.now() - draft.created_at).total_seconds(),
        from_address=sent,
        same_text=count("intake.text", print_of, seconds=DAY) if (print_of := fingerprint(text)) else 1,
    )
    return Judgement(may_send=True, reasons=suspicions(signals, _limits()))


def _limits() -> Limits:
    return Limits(
        fewest_seconds=settings.INTAKE_FEWEST_SECONDS,
        per_address=settings.INTAKE_SENDINGS_PER_HOUR,
        same_text=settings.INTAKE_SAME_TEXT_PER_DAY,
    )
