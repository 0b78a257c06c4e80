"""How a referral looks on a page: its status in a word and a colour, and its clock in days and sentences."""

import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from referrals import rules
from referrals.models import Referral
from referrals.workflow import ReferralStatus
from werkcentrum.core import terms
from werkcentrum.core.templatetags.wc import day as written_day

S = ReferralStatus


def badge(referral: Referral) -> dict[str, Any]:
    """State and word of the status, for staff."""
    if referral.is_late:
        return {"state": "late", "text": _("No answer yet")}
    if referral.consent_is_asked:
        return {"state": "wait", "text": _("Waits for consent")}
    words = {
        S.DRAFT: ("neutral", _("Not sent yet")),
        S.SENT: ("wait", _("Not taken over yet")),
        S.ACCEPTED: ("done", _("Taken over")),
        S.IN_PROGRESS: ("done", _("In progress")),
        S.COMPLETED: ("done", _("Completed")),
        S.RETURNED: ("attention", _("Handed back")),
        S.DECLINED: ("attention", _("Does not fit")),
        S.WITHDRAWN: ("neutral", _("Withdrawn")),
        S.EXPIRED: ("neutral", _("Run out")),
    }
    state, text = words[S(referral.status)]
    return {"state": state, "text": text}


def status_for_client(referral: Referral) -> str:
    """Where it stands, in plain words for the client."""
    if referral.consent_is_asked:
        return _("We ask for your consent")
    words = {
        S.DRAFT: _("Not sent yet"),
        S.SENT: _("Looks at your question"),
        S.ACCEPTED: _("Is going to help you"),
        S.IN_PROGRESS: _("Is helping you"),
        S.COMPLETED: _("Has finished"),
        S.RETURNED: _("Gave the question back to us"),
        S.DECLINED: _("Cannot help with this"),
        S.WITHDRAWN: _("Stopped"),
        S.EXPIRED: _("Your consent has run out"),
    }
    return words[S(referral.status)]


def clock_of(referral: Referral) -> rules.Clock | None:
    """The clock of a referral that waits for an answer."""
    if not referral.is_waiting or referral.sent_on is None or referral.answer_by is None:
        return None
    return rules.clock(referral.sent_on, referral.answer_by, timezone.localdate(), terms.calendar())


def days(clock: rules.Clock | None) -> list[dict[str, str]]:
    """The line of working days, for components/days.html."""
    if clock is None:
        return []
    current = clock.days[clock.number - 1] if 0 < clock.number <= clock.total else None
    return [{"label": _day_label(day), "state": _state(day, current, clock)} for day in clock.days]


def _state(day: datetime.date, current: datetime.date | None, clock: rules.Clock) -> str:
    if clock.is_late:
        return "late"
    if day == current:
        return "now"
    return "past" if day < clock.today else "later"


def _day_label(day: datetime.date) -> str:
    return date_format(day, "D j").lower()


def clock_words(clock: rules.Clock | None) -> str:
    """The clock in a few words, for a list: "day 3 of 5"."""
    if clock is None:
        return ""
    if clock.is_late:
        return _("time is up")
    if clock.number == 0 and clock.sent_on == clock.today:
        return _("sent today")
    if clock.number == 0:  # sent before a weekend or a holiday
        return _("counts from %(day)s") % {"day": date_format(clock.days[0], "l")}
    return _("day %(number)s of %(total)s") % {"number": clock.number, "total": clock.total}


def clock_sentences(referral: Referral, clock: rules.Clock | None) -> str:
    """What happens when, for whoever waits: "Sent on 9 April, now day 3 of 5. ..."."""
    if clock is None or referral.sent_on is None or referral.answer_by is None:
        return ""
    parts = []
    sent = {"day": date_format(referral.sent_on, _("j F"))}
    if clock.is_late:
        parts.append(_("Sent on %(day)s. The time to answer has gone by: the question is back with you.") % sent)
        return parts[0]
    if clock.number:
        parts.append(_("Sent on %(day)s, now %(clock)s.") % {**sent, "clock": clock_words(clock)})
    else:
        parts.append(_("Sent on %(day)s.") % sent)
    if referral.escalate_on and referral.escalate_on >= clock.today and referral.escalated_at is None:
        parts.append(_("%(When)s their team lead hears of it.") % {"When": _when(referral.escalate_on)})
    parts.append(_("%(When)s the question comes back to you.") % {"When": _when(referral.answer_by)})
    return " ".join(parts)


def _when(day: datetime.date) -> str:
    """A day at the beginning of a sentence: Today, Tomorrow, On Thursday 16 April; each means the end of that day."""
    away = (day - timezone.localdate()).days
    if away == 0:
        return _("At the end of today")
    if away == 1:
        return pgettext("sentence", "Tomorrow")
    return _("On %(day)s") % {"day": written_day(day)}
