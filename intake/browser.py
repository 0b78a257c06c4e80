"""Which question this browser is typing, and which it sent: in signed cookies that outlive the browser's session."""

import uuid

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from intake.models import DRAFT_LIFE, SENT_LIFE, IntakeDraft

TYPING, SENT = "wc_vraag", "wc_verstuurd"
SALT = "intake.browser"


def draft_of(request: HttpRequest) -> IntakeDraft | None:
    """The question that this browser is typing; it may have been sent already."""
    return _read(request, TYPING)


def sent_of(request: HttpRequest, reference: str) -> IntakeDraft | None:
    """The question with this reference number, if this browser sent it within a day."""
    for name in (SENT, TYPING):
        draft = _read(request, name)
        if draft and draft.sent_reference == reference:
            return draft
    return None


def last_sent_of(request: HttpRequest) -> IntakeDraft | None:
    """The question that this browser sent last, for a day."""
    return _read(request, SENT)


def remember_typing(response: HttpResponse, draft: IntakeDraft) -> None:
    """This browser comes back to the draft, also after it was closed."""
    _write(response, TYPING, draft, int(DRAFT_LIFE.total_seconds()))


def remember_sent(response: HttpResponse, draft: IntakeDraft) -> None:
    """This browser may see the receipt for a day, and starts afresh with the next question."""
    _write(response, SENT, draft, int(SENT_LIFE.total_seconds()))
    response.delete_cookie(TYPING)


def forget(response: HttpResponse) -> None:
    """Nothing is left in this browser, for computers that are shared."""
    response.delete_cookie(TYPING)
    response.delete_cookie(SENT)


def _read(request: HttpRequest, name: str) -> IntakeDraft | None:
    value = request.get_signed_cookie(name, default="", salt=SALT)
    try:
        key = uuid.UUID(value)
    except ValueError:
        return None
    return IntakeDraft.objects.alive().select_related("case__client", "case__owner", "held").filter(pk=key).first()


def _write(response: HttpResponse, name: str, draft: IntakeDraft, seconds: int) -> None:
    response.set_signed_cookie(
        name,
        str(draft.pk),
        salt=SALT,
        max_age=seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
