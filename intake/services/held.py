"""Questions that look as if no person sent them: held, let through with the number that was given, or called spam."""

import datetime
from collections.abc import Sequence

import structlog
from django.db import transaction
from django.utils import timezone

from advisors.models import Case
from advisors.services import next_case_reference
from directory.services import holders_of
from intake.models import SPAM_LIFE, HeldQuestion, IntakeDraft
from intake.services.opening import facts_of, open_from_draft
from intake.services.triage import published_rules, triage
from intake.workflow import HeldStatus
from notifications.services import Recipient, queue_message
from werkcentrum.core import audit
from werkcentrum.core.models import User
from werkcentrum.core.permissions import require_role
from werkcentrum.core.roles import CASE_ROLES, Role
from werkcentrum.core.terms import calendar
from werkcentrum.core.workflow import move, require_move

logger = structlog.get_logger(__name__)


def hold(draft: IntakeDraft, reasons: Sequence[str]) -> HeldQuestion:
    """Keep a locked draft for a person, with its number and the date that a case would have; no receipt goes out.

    Raises InvalidFacts when an answer that the rules need is missing.
    """
    found = triage(facts_of(draft.audience, draft.answers))
    held = HeldQuestion.objects.create(
        draft=draft, reference=next_case_reference(), reasons=list(reasons), answer_by=found.answer_by
    )
    audit.record("intake.held", held, by=None, reasons=list(reasons))
    logger.info("question_held", reference=held.reference, reasons=list(reasons))
    return held


@transaction.atomic
def release_question(*, held_id: int, by: User) -> Case:
    """An ordinary question after all: it becomes a case with its number and date, and its sender gets the receipt.

    Also for what was called spam before. Raises NotAllowed, MoveNotAllowed when somebody let it through already.
    """
    require_role(by, *CASE_ROLES)
    held, draft = _locked(held_id)
    require_move(held, to=HeldStatus.RELEASED)
    case = open_from_draft(draft, by=None, reference=held.reference, answer_by=held.answer_by)
    _decide(held, HeldStatus.RELEASED, by=by)
    return case


@transaction.atomic
def refuse_as_spam(*, held_id: int, by: User) -> HeldQuestion:
    """No person sent this. It is kept for a month, so that a mistake can be mended.

    Raises NotAllowed, MoveNotAllowed when somebody decided already.
    """
    require_role(by, *CASE_ROLES)
    held, draft = _locked(held_id)
    _decide(held, HeldStatus.SPAM, by=by)
    draft.expires_at = timezone.now() + SPAM_LIFE
    draft.save(update_fields=["expires_at", "updated_at"])
    return held


def _locked(held_id: int) -> tuple[HeldQuestion, IntakeDraft]:
    """The draft first, as sending it does, so that two people cannot wait for each other."""
    drafts = IntakeDraft.objects.select_for_update(of=("self",), no_key=True)
    draft = drafts.get(held=held_id)
    held = HeldQuestion.objects.select_for_update(of=("self",), no_key=True).get(pk=held_id)
    return held, draft


def _decide(held: HeldQuestion, to: str, *, by: User) -> None:
    held.decided_at, held.decided_by = timezone.now(), by
    move(held, to=to, by=by, reason=",".join(held.reasons), update_fields=("decided_at", "decided_by"))
    logger.info("held_question_decided", reference=held.reference, decision=to)


@transaction.atomic
def remind_of_held(today: datetime.date | None = None) -> int:
    """Tell the coordinators of questions that nobody looked at within the term of a light question.

    Returns how many messages; running it again on the same day sends nothing new.
    """
    today = today or timezone.localdate()
    late = _waiting_too_long(today)
    if not late:
        return 0
    people = list(holders_of(Role.COORDINATOR, on=today))
    for user in people:
        queue_message(
            kind="intake/held_waiting",
            to=Recipient.of(user),
            context={"name": str(user), "total": len(late), "since": timezone.localdate(late[0].held_at)},
            key=f"intake.held_waiting:{user.pk}:{today:%Y-%m-%d}",
        )
    audit.record("intake.held_reminded", by=None, questions=len(late), people=len(people))
    return len(people)


def _waiting_too_long(today: datetime.date) -> list[HeldQuestion]:
    """The longest first; the term ends today, so there is still time to keep the promise."""
    term, days = published_rules().working_days["light"], calendar()
    waiting = HeldQuestion.objects.filter(status=HeldStatus.WAITING)
    return [held for held in waiting if days.working_days_between(timezone.localdate(held.held_at), today) >= term]
