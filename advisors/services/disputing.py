"""A client does not agree with the outcome of the triage: somebody talks it over, soon (human scale, PD 5.1)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from advisors.models import Case
from advisors.services.events import record_event
from advisors.services.locking import locked_case, require_open, save_changes
from advisors.services.steps import apply_next_step
from advisors.texts import staff_text
from advisors.workflow import WaitingFor
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.models import User
from werkcentrum.core.terms import calendar

TALK_IT_OVER = gettext_noop("Talk it over: the client does not agree with the outcome")


def dispute_outcome(*, case_id: int, note: str = "", by: User | None, working_days: int = 1) -> Case:
    """The client says that the outcome is not right, and why in `note` (may be empty). Saying it again changes nothing.

    Talking it over becomes the next step, within `working_days` and never later than what was planned. `by` is None for
    the browser that sent the question: the caller has checked that. Raises Conflict when the case has been closed.
    """
    with explain_constraints(), transaction.atomic():
        case = locked_case(case_id)
        require_open(case)
        if case.disputed_at is not None:
            return case
        case.disputed_at = timezone.now()
        save_changes(case, "disputed_at")
        record_event(
            case, kind="case.disputed", by=by, body=note.strip(), actor_label="" if by else case.client.display_name
        )
        audit.record("case.disputed", case, by=by, has_note=bool(note.strip()))
        soon = calendar().add_working_days(timezone.localdate(), working_days)
        on = min(soon, case.next_step_on) if case.next_step_on else soon
        apply_next_step(case, text=staff_text(TALK_IT_OVER), on=on, waiting_for=WaitingFor.US, by=None)
        return case
