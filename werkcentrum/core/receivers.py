"""What core does when something of its own, or of an account, changes."""

import time
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from werkcentrum.core import audit, second_factor, terms
from werkcentrum.core.models import AuditEvent, ExtraHoliday, User


@receiver([post_save, post_delete], sender=ExtraHoliday)
def forget_calendar(**kwargs: Any) -> None:
    """The next question about working days sees the changed days."""
    transaction.on_commit(terms.forget_calendar)


@receiver(user_logged_in)
def note_login(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A log-in starts the clock of the session, and is in the audit log (BIO2)."""
    request.session["logged_in_at"] = request.session["seen_at"] = time.time()
    audit.record("account.logged_in", user, by=user)


@receiver(user_logged_out)
def note_logout(user: User | None, **kwargs: Any) -> None:
    """Somebody logged out, or was logged out."""
    if user is not None:
        audit.record("account.logged_out", user, by=user)


@receiver(user_login_failed)
def note_refused_login(credentials: dict[str, Any], **kwargs: Any) -> None:
    """A wrong password; the address is only kept when it is that of an account."""
    user = User.objects.filter(email__iexact=credentials.get("email") or "").first()
    audit.record("account.login", user, by=None, result=AuditEvent.Result.REFUSED)


@receiver(authentication_failed)
def note_refused_second_factor(user: User, **kwargs: Any) -> None:
    """A wrong code of the app, or a wrong recovery code."""
    audit.record("account.second_factor", user, by=user, result=AuditEvent.Result.REFUSED)


@receiver(authenticator_added)
def note_added_factor(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever sets up a second factor has just proven to hold it, so it counts for this session."""
    if authenticator.type in second_factor.FACTORS:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    audit.record("account.second_factor_added", user, by=user, type=authenticator.type)


@receiver(authenticator_removed)
def note_removed_factor(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """A second factor was removed."""
    audit.record("account.second_factor_removed", user, by=user, type=authenticator.type)


@receiver(password_reset)
def note_proven_address(user: User, **kwargs: Any) -> None:
    """Whoever opened the link that was mailed to the address of the account has that address."""
    EmailAddress.objects.filter(user=user, email__iexact=user.email).update(verified=True)


@receiver([password_changed, password_set, password_reset])
def note_new_password(user: User, **kwargs: Any) -> None:
    """Somebody chose a password."""
    audit.record("account.password_changed", user, by=user)
