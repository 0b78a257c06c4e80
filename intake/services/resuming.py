"""Going on with a question at another moment and on any device: a link by e-mail."""

import hashlib
import uuid

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import IntakeDraft
from notifications.services import Recipient, queue_message
from werkcentrum.core.counting import count
from werkcentrum.core.errors import RuleViolation

SALT = "intake.resume"
MOST_LINKS = 5  # per question
MOST_PER_ADDRESS, DAY = 10, 86400


class TooManyLinks(RuleViolation):
    """Enough links of this question were mailed; each of them still works."""


def token_of(draft: IntakeDraft) -> str:
    """What the link of a draft carries; it works until the draft is gone, as often as somebody wants."""
    return signing.Signer(salt=SALT, sep=".").sign(draft.pk.hex)


def draft_of_token(token: str) -> IntakeDraft | None:
    """The draft of a link; None when the link is wrong, or the draft is not kept any more."""
    try:
        pk = uuid.UUID(signing.Signer(salt=SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return IntakeDraft.objects.alive().select_related("case", "held").filter(pk=pk).first()


@transaction.atomic
def mail_link(*, draft_id: uuid.UUID, email: str, language: str) -> None:
    """Mail a link to go on, in this language; the draft keeps the language, not the address.

    Raises TooManyLinks after five. An address that got many in a day gets no more, which is not told: that would tell
    what others do.
    """
    draft = IntakeDraft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft_id)
    if draft.is_sent:
        return
    if draft.links_sent >= MOST_LINKS:
        raise TooManyLinks(_("You had a link sent five times already. Each of those links still works."))
    draft.links_sent += 1
    draft.language = language
    draft.save(update_fields=["links_sent", "language", "updated_at"])
    if not _may_get_another(email):
        return
    queue_message(
        kind="intake/resume",
        to=Recipient(email=email, language=language),
        context={"token": token_of(draft), "kept_until": draft.expires_at},
        key=f"intake.resume:{hashlib.sha256(draft.pk.bytes).hexdigest()[:24]}:{draft.links_sent}",
    )


def _may_get_another(email: str) -> bool:
    """Count a link to this address, without keeping the address."""
    return count("intake.links", email.strip().lower(), seconds=DAY) <= MOST_PER_ADDRESS
