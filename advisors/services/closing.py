"""How a case ends, and how it starts again."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors import permissions, signals
from advisors.models import Case
from advisors.services.events import record_event
from advisors.services.locking import locked_case, locked_open_case, require_open, save_changes
from advisors.services.messages import tell_client_about_closing, tell_owner_about_withdrawal
from advisors.services.steps import require_future
from advisors.workflow import CaseStatus, Missing, Outcome, WaitingFor
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import NotAllowed, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.signals import announce
from werkcentrum.core.workflow import move


def close_case(*, case_id: int, outcome: str, by: User, note: str = "", missing: str = "") -> Case:
    """Close with an outcome. No solution found says what was missing (a code of `Missing`): that is the unmet demand.

    `note` is what the client reads in the message. Raises NotAllowed, RuleViolation, Conflict when it was closed.
    """
    with explain_constraints(), transaction.atomic():
        case = locked_open_case(case_id, by=by)
        if outcome not in Outcome.values:
            raise RuleViolation(_("Choose an outcome."))
        if outcome == Outcome.NO_SOLUTION:
            _check_missing(missing, note)
        _close(case, outcome=outcome, note=note, missing=missing if outcome == Outcome.NO_SOLUTION else "", by=by)
        tell_client_about_closing(case, by=by)
        return case


def _check_missing(missing: str, note: str) -> None:
    if missing not in Missing.values:
        raise RuleViolation(_("Say what was missing when no solution was found."))
    if missing == Missing.OTHER and not note.strip():
        raise RuleViolation(_("Explain in a few words what was missing."))


def withdraw_case(*, case_id: int, by: User, note: str = "") -> Case:
    """The client takes the question back in the own space. Raises NotAllowed for anybody else."""
    with explain_constraints(), transaction.atomic():
        case = locked_case(case_id)
        if case.client.user_id != by.pk:
            raise NotAllowed(_("Only the client can withdraw a question."))
        require_open(case)
        owner = case.owner
        _close(case, outcome=Outcome.WITHDRAWN, note=note, missing="", by=by)
        if owner:
            tell_owner_about_withdrawal(case, owner=owner)
        return case


def _close(case: Case, *, outcome: str, note: str, missing: str, by: User) -> None:
    case.outcome, case.outcome_note, case.missing = outcome, note.strip(), missing
    case.closed_at = timezone.now()
    case.next_step, case.next_step_on, case.waiting_for = "", None, WaitingFor.US
    case.reminded_on = None
    move(
        case,
        to=CaseStatus.CLOSED,
        by=by,
        reason=outcome,
        update_fields=(
            "outcome",
            "outcome_note",
            "missing",
            "closed_at",
            "next_step",
            "next_step_on",
            "waiting_for",
            "reminded_on",
        ),
    )
    save_changes(case)
    kind = "case.withdrawn" if case.client.user_id == by.pk else "case.closed"
    record_event(case, kind=kind, by=by, body=case.outcome_note, data={"outcome": outcome, "missing": missing})
    announce(signals.case_closed, case_id=case.pk)


def reopen_case(*, case_id: int, by: User, next_step: str, on: datetime.date, reason: str = "") -> Case:
    """Take a closed case up again: whoever reopens it owns it. Raises NotAllowed, StepInThePast, MoveNotAllowed."""
    with explain_constraints(), transaction.atomic():
        permissions.require_case_worker(by)
        case = locked_case(case_id)
        require_future(on)
        before = case.outcome
        case.outcome, case.outcome_note, case.missing, case.closed_at = "", "", "", None
        case.next_step, case.next_step_on, case.owner = next_step.strip(), on, by
        move(
            case,
            to=CaseStatus.OPEN,
            by=by,
            reason=reason or "reopened",
            update_fields=(
                "outcome",
                "outcome_note",
                "missing",
                "closed_at",
                "next_step",
                "next_step_on",
                "owner",
            ),
        )
        save_changes(case)
        record_event(case, kind="case.reopened", by=by, body=reason, data={"outcome": before})
        audit.record("case.reopened", case, by=by, before=before)
        return case
