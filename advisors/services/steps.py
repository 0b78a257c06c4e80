"""The next step of a case: what, when, and whose turn it is."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.services.events import record_event
from advisors.services.locking import locked_case, locked_open_case, require_open, save_changes
from advisors.workflow import WaitingFor
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, RuleViolation
from werkcentrum.core.models import User


class StepChangedMeanwhile(Conflict):
    """Somebody changed the case since the form was opened; `case` is how it is now."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(
            _("Somebody changed this case while you were busy. Compare the two next steps below and save again.")
        )


class StepInThePast(RuleViolation):
    """A next step is still to be done, so its date is today or later."""


def set_next_step(
    *,
    case_id: int,
    text: str,
    on: datetime.date,
    waiting_for: str = WaitingFor.US,
    by: User | None,
) -> Case:
    """What now has to happen, as the consequence of something that another app did (a referral was accepted).

    No role is asked here: the caller has checked who may do what led to this. `by` None: it happened by itself.
    A closed case has no next step: then this raises Conflict.
    """
    with explain_constraints(), transaction.atomic():
        case = locked_case(case_id)
        require_open(case)
        apply_next_step(case, text=text, on=on, waiting_for=waiting_for, by=by)
        return case


def change_next_step(
    *,
    case_id: int,
    text: str,
    on: datetime.date,
    waiting_for: str = WaitingFor.US,
    by: User,
    version: int | None = None,
    done: str = "",
) -> Case:
    """An advisor sets the next step, or moves it. `version` is that of the case when the form was opened.

    `done` says how the step before ended; it becomes a line of the timeline. Raises NotAllowed, StepInThePast, and
    StepChangedMeanwhile when somebody else changed the case since.
    """
    with explain_constraints(), transaction.atomic():
        case = locked_open_case(case_id, by=by)
        if version is not None and version != case.version:
            raise StepChangedMeanwhile(case)
        require_future(on)
        if done:
            record_event(
                case, kind="step.done", by=by, body=done, data={"step": case.next_step}, visible_to_client=False
            )
        apply_next_step(case, text=text, on=on, waiting_for=waiting_for, by=by)
        return case


def require_future(on: datetime.date) -> None:
    """Raises StepInThePast for a date before today."""
    if on < timezone.localdate():
        raise StepInThePast(_("The date of the next step is today or later."))


def apply_next_step(case: Case, *, text: str, on: datetime.date, waiting_for: str, by: User | None) -> None:
    """Write the step on a locked case, with its line in the timeline and its audit entry."""
    before = {"step": case.next_step, "on": case.next_step_on.isoformat() if case.next_step_on else ""}
    moved = text == case.next_step and waiting_for == case.waiting_for
    case.next_step, case.next_step_on, case.waiting_for = text.strip(), on, waiting_for
    case.reminded_on = None
    save_changes(case, "next_step", "next_step_on", "waiting_for", "reminded_on")
    record_event(
        case,
        kind="step.moved" if moved else "step.set",
        by=by,
        data={"step": case.next_step, "on": on.isoformat(), "before": before["on"]},
        visible_to_client=False,
    )
    audit.record("case.next_step", case, by=by, on=on.isoformat(), before=before["on"])
