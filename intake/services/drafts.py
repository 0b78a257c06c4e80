"""Keeping what people type, step by step, until it is sent or nobody comes back for it."""

import hashlib
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.models import DRAFT_LIFE, IntakeDraft
from intake.rules.facts import THEMES
from intake.steps import STEPS
from werkcentrum.core.errors import Conflict

NOTHING_KEPT = "0"


class Overtaken(Conflict):
    """Another tab kept other answers of this step in the meantime. `draft` has them, `fields` says which differ."""

    def __init__(self, draft: IntakeDraft, fields: list[str]) -> None:
        super().__init__(_("Other answers were kept in the meantime."))
        self.draft, self.fields = draft, fields


def start_draft(*, audience: str, language: str, answers: Mapping[str, Any] | None = None) -> IntakeDraft:
    """Begin a question."""
    return IntakeDraft.objects.create(audience=audience, language=language, answers=dict(answers or {}))


def revision_of(draft: IntakeDraft | None, step: str) -> str:
    """What the form of a step carries along: how often the step was kept, and of which question."""
    return f"{draft.revisions.get(step, 0)}-{mark_of(draft)}" if draft else NOTHING_KEPT


def mark_of(draft: IntakeDraft) -> str:
    """A short mark of a question, for forms of it that are open in other tabs. It does not tell its id: a secret."""
    return hashlib.sha256(b"intake.mark" + draft.pk.bytes).hexdigest()[:12]


@transaction.atomic
def save_answers(
    *,
    draft_id: uuid.UUID,
    step: str,
    answers: Mapping[str, Any],
    complete: bool,
    language: str,
    revision: str | None = None,
) -> IntakeDraft:
    """Keep the answers of a step, and that it is (not) answered completely. A draft that was sent stays as it is.

    `revision` is what the form was made from; raises Overtaken when other answers to its questions were kept since.

    Whether it is held is read after the lock, so that a tab that saves while another one sends changes nothing.
    """
    draft = IntakeDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft_id)
    if draft.is_sent:
        return draft
    if revision is not None and revision != revision_of(draft, step):
        differing = [name for name, value in answers.items() if draft.answers.get(name, value) != value]
        if differing:
            raise Overtaken(draft, differing)
    draft.answers = {**draft.answers, **answers}
    draft.revisions = {**draft.revisions, step: draft.revisions.get(step, 0) + 1}
    draft.completed = [done for done in draft.completed if done != step] + ([step] if complete else [])
    draft.language = language
    draft.expires_at = timezone.now() + DRAFT_LIFE
    draft.save(update_fields=["answers", "revisions", "completed", "language", "expires_at", "updated_at"])
    return draft


@transaction.atomic
def switch_audience(*, draft_id: uuid.UUID, audience: str) -> IntakeDraft:
    """Ask the same question as a company instead of a resident, or the other way round.

    Every answer is kept: what both are asked stays answered, what only one of them is asked does not count for the
    other.
    """
    draft = IntakeDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft_id)
    if draft.is_sent or draft.audience == audience:
        return draft
    draft.audience = audience
    draft.answers["themes"] = [theme for theme in draft.answers.get("themes", ()) if theme in THEMES[audience]]
    alike = {step.key for step in STEPS[audience]} - {"question", "about"}
    draft.completed = [step for step in draft.completed if step in alike]
    draft.save(update_fields=["audience", "answers", "completed", "updated_at"])
    return draft


@transaction.atomic
def discard_draft(*, draft_id: uuid.UUID) -> None:
    """Throw a question away that was not sent; whether it was is read after the lock."""
    draft = IntakeDraft.objects.select_for_update(of=("self",)).filter(pk=draft_id).first()
    if draft is not None and not draft.is_sent:
        draft.delete()


@transaction.atomic
def delete_expired_drafts() -> int:
    """Throw away what nobody came back for in two weeks; returns how many rows. What is being decided about stays."""
    expired = IntakeDraft.objects.expired().select_for_update(of=("self",), skip_locked=True)
    deleted, _per_model = IntakeDraft.objects.filter(pk__in=[draft.pk for draft in expired.only("pk")]).delete()
    return deleted
