"""The decision reaches the applicant: the letter is made and placed, announced by e-mail, and the voucher is issued."""

import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from advisors.services import record_event
from notifications.letters import place_letter, record_announced, record_opened
from notifications.models import Letter, Message
from notifications.services import Recipient, queue_message
from vouchers.letters import decision_letter
from vouchers.models import Decision
from vouchers.services.locking import locked_application
from vouchers.workflow import ApplicationStatus
from werkcentrum.core.models import User
from werkcentrum.core.terms import calendar, objection_end
from werkcentrum.core.workflow import move


def issue_decision(*, decision_id: int) -> Letter:
    """Make the letter of a decision and send it on its way. Safe to run twice: letter and message are made once.

    Call it outside a transaction: the letter goes to the media store.
    """
    decision = (
        Decision.objects.select_related(
            "application__case__client__user", "application__scheme_version__scheme", "application__provider",
            "decided_by", "letter",
        )
        .prefetch_related("application__costs", "application__cofinancing")
        .get(pk=decision_id)
    )  # fmt: skip
    if decision.letter is not None:
        return decision.letter
    client = decision.application.case.client
    today = timezone.localdate()
    with override(client.language):
        letter = place_letter(
            kind=f"vouchers/{decision.result}",
            reference=decision.application.reference,
            title=decision_letter.title(decision),
            about=decision.application,
            template="vouchers/letters/decision.typ",
            data=decision_letter.data(decision, sent_on=today, objection_until=_objection_until(today)),
            language=client.language,
            key=f"decision-{decision.pk}",
        )
    _send(decision, letter)
    return letter


def _objection_until(sent_on: datetime.date) -> datetime.date:
    """The last day to object: six weeks from the day after the letter was sent (Awb 6:7, 6:8)."""
    return objection_end(sent_on, calendar=calendar())


@transaction.atomic
def _send(decision: Decision, letter: Letter) -> None:
    application = locked_application(decision.application_id)
    sent_on = timezone.localdate(letter.placed_at)
    sent = {"letter": letter, "sent_on": sent_on, "objection_until": _objection_until(sent_on)}
    if not Decision.objects.filter(pk=decision.pk, letter=None).update(**sent):
        return
    if application.status == ApplicationStatus.AWARDED:
        move(application, to=ApplicationStatus.ISSUED, by=None, reason="letter placed")
    record_event(application.case, kind="voucher.letter", by=None, data={"title": letter.title})
    message = _announce(decision, letter)
    if message:
        transaction.on_commit(partial(record_announced, letter_id=letter.pk, message=message))


def _announce(decision: Decision, letter: Letter) -> Message | None:
    """The e-mail says that there is a letter, not what is in it."""
    client = decision.application.case.client
    if not client.email:
        return None
    return queue_message(
        kind="vouchers/decision",
        to=Recipient(email=client.email, name=client.name, language=client.language, user=client.user),
        context={"application": decision.application},
        key=f"decision-{decision.pk}",
        about=decision.application.case,
    )


def open_letter(*, decision: Decision, by: User) -> Letter:
    """The letter for its reader, with proof of opening by the applicant. Raises LookupError before it is made."""
    if decision.letter is None:
        raise LookupError(_("The letter is being made. Try again in a minute."))
    if decision.application.case.client.user_id == by.pk:
        record_opened(letter_id=decision.letter.pk, by=by)
    return decision.letter
