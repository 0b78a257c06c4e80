"""Keeping what people type, step by step, until it is sent or nobody comes back for it."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from intake.models import DRAFT_LIFE, IntakeDraft


def start_draft(*, audience: str, language: str, answers: Mapping[str, Any] | None = None) -> IntakeDraft:
    """Begin a question."""
    return IntakeDraft.objects.create(audience=audience, language=language, answers=dict(answers or {}))


@transaction.atomic
def save_answers(
    *, draft_id: uuid.UUID, step: str, answers: Mapping[str, Any], complete: bool, language: str
) -> IntakeDraft:
    """Keep the answers of a step, and that it is (not) answered completely. A draft that was sent stays as it is.

    Whether it is held is read after the lock, so that a tab that saves while another one sends changes nothing.
    """
    draft = IntakeDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft_id)
    if draft.is_sent:
        return draft
    draft.answers = {**draft.answers, **answers}
    draft.completed = [done for done in draft.completed if done != step] + ([step] if complete else [])
    draft.language = language
    draft.expires_at = timezone.now() + DRAFT_LIFE
    draft.save(update_fields=["answers", "completed", "language", "expires_at", "updated_at"])
    return draft


def discard_draft(*, draft_id: uuid.UUID) -> None:
    """Throw a question away that was not sent."""
    IntakeDraft.objects.filter(pk=draft_id, case__isnull=True, held__isnull=True).delete()


def delete_expired_drafts() -> int:
    """Throw away what nobody came back for in two weeks; returns how many."""
    deleted, _per_model = IntakeDraft.objects.expired().delete()
    return deleted
