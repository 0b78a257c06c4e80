"""Sending a question: to a case with a receipt, or to somebody who looks at it first; in one transaction and once."""

import uuid
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from advisors.models import Case
from intake.models import HeldQuestion, IntakeDraft
from intake.services.held import hold
from intake.services.opening import open_from_draft
from werkcentrum.core.errors import Conflict
from werkcentrum.core.models import User


@transaction.atomic
def submit_question(*, draft_id: uuid.UUID, by: User | None, suspicions: Sequence[str] = ()) -> Case | HeldQuestion:
    """Send a draft whose answers are complete: it becomes a case, or waits for a look when there are `suspicions`.

    Sent before: the same case or held question again, whatever is thought of it now. The row lock makes two workers
    that send the same draft wait for each other. Raises Conflict when the draft is gone, InvalidFacts when an answer
    that the rules need is missing.
    """
    draft = IntakeDraft.objects.select_for_update(of=("self",), no_key=True).filter(pk=draft_id).first()
    if draft is None:
        raise Conflict(_("Your question is not kept any more. Please fill it in again."))
    if draft.case is not None:
        return draft.case
    held = HeldQuestion.objects.filter(draft=draft).first()  # read after the lock, so not joined to it
    if held is not None:
        return held
    return hold(draft, suspicions) if suspicions else open_from_draft(draft, by=by)


def send_question(*, draft_id: uuid.UUID, by: User | None) -> Case:
    """The same for a sender who is no stranger. Raises Conflict also while somebody still has to look at it."""
    sent = submit_question(draft_id=draft_id, by=by)
    if isinstance(sent, HeldQuestion):
        raise Conflict(_("A colleague has to look at this question first."))
    return sent
