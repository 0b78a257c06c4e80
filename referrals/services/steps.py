"""What the Werkcentrum has to do next because of a referral: no step of a referral leaves a case without one."""

import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_noop

from advisors.models import Case
from advisors.services import set_next_step
from advisors.texts import staff_text
from advisors.workflow import WaitingFor
from referrals.models import Referral
from werkcentrum.core import terms
from werkcentrum.core.models import User

STEP_LENGTH = 200

WAIT_FOR_ANSWER = gettext_noop("Wait for %(organization)s")
WAIT_FOR_CONSENT = gettext_noop("Wait for the client's consent for %(organization)s")
ASK_HOW_IT_GOES = gettext_noop("Ask how it goes at %(organization)s")
DECLINED_WITH_PROPOSAL = gettext_noop("%(organization)s cannot help: refer to %(proposal)s, or choose another desk")
DECLINED = gettext_noop("%(organization)s cannot help: discuss with the client how to go on")
OVERDUE = gettext_noop("%(organization)s did not answer: call them or choose another desk")
WITHDRAWN = gettext_noop("Referral to %(organization)s withdrawn: choose how to go on")
CONSENT_WITHDRAWN = gettext_noop("The client stopped the consent for %(organization)s: discuss how to go on")
EXPIRED = gettext_noop("The consent for %(organization)s has run out: ask whether help is still needed")
RETURNED = gettext_noop("%(organization)s handed the question back: discuss with the client how to go on")
COMPLETED = gettext_noop("%(organization)s is ready: close the case or agree on the next step")


def wait_for(referral: Referral, *, by: User | None) -> None:
    """The case waits for the partner until the date on which the answer is due."""
    if referral.answer_by is None:
        raise ValueError("Only a referral that was sent is waited for")
    _set(
        referral,
        WAIT_FOR_ANSWER,
        on=max(referral.answer_by, timezone.localdate()),
        waiting_for=WaitingFor.PARTNER,
        by=by,
    )


def wait_for_consent(referral: Referral, *, on: datetime.date, by: User) -> None:
    """The case waits for the client's yes or no."""
    _set(referral, WAIT_FOR_CONSENT, on=on, waiting_for=WaitingFor.CLIENT, by=by)


def follow_up(referral: Referral, *, by: User) -> None:
    """After acceptance the Werkcentrum follows; another answer that is due, or a step of the advisor, comes first."""
    if wait_for_other(referral, by=by):
        return
    case = Case.objects.get(pk=referral.case_id)
    on = referral.follow_up_on
    if on is None or not case.is_open:
        return
    ours_comes_first = (
        case.waiting_for != WaitingFor.PARTNER and case.next_step_on is not None and case.next_step_on <= on
    )
    if not ours_comes_first:
        _set(referral, ASK_HOW_IT_GOES, on=on, waiting_for=WaitingFor.US, by=by)


def take_back(
    referral: Referral, text: str, *, by: User | None, on: datetime.date | None = None, **values: object
) -> None:
    """It is the advisor's turn again, today or on a date."""
    _set(referral, text, on=on or timezone.localdate(), waiting_for=WaitingFor.US, by=by, **values)


def wait_for_other(referral: Referral, *, by: User | None) -> bool:
    """Wait for another partner that has yet to answer, if there is one; tells whether there was."""
    others = referral.case.referrals.waiting().filter(overdue_at__isnull=True).exclude(pk=referral.pk)
    other = others.for_page().order_by("answer_by", "pk").first()
    if other is None:
        return False
    wait_for(other, by=by)
    return True


def next_working_day() -> datetime.date:
    """The first working day after today."""
    return terms.calendar().add_working_days(timezone.localdate(), 1)


def _set(
    referral: Referral, text: str, *, on: datetime.date, waiting_for: str, by: User | None, **values: object
) -> None:
    """Set it, unless the case has been closed: then there is nothing left to do."""
    if not Case.objects.open().filter(pk=referral.case_id).exists():
        return
    words = staff_text(text, organization=referral.organization.name, **values)
    set_next_step(case_id=referral.case_id, text=words[:STEP_LENGTH], on=on, waiting_for=waiting_for, by=by)


def iso(day: datetime.date | None) -> str:
    """A date for the data of a timeline entry."""
    return day.isoformat() if day else ""


def written(day: datetime.date | None) -> str:
    """A date in words in the language at hand: "16 april 2026"."""
    return date_format(day, "j F Y") if day else ""
