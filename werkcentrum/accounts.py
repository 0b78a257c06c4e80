"""How allauth fits in: its mail goes through our outbox, and who may come in by which door.

At the top of the layers, because it joins the accounts (core) with the outbox (notifications).
"""

import uuid
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifications.services import Recipient, queue_message
from werkcentrum.core import second_factor
from werkcentrum.core.models import User
from werkcentrum.core.roles import is_workplace_user

CHANGED = "core/account_changed"
# allauth's name of a mail -> ours, and what changed in the account (for the mail that tells so)
MAILS: dict[str, tuple[str, str]] = {
    "account/email/login_code": ("core/login_code", ""),
    "account/email/staff_uses_password": ("core/staff_uses_password", ""),
    "account/email/password_reset_key": ("core/password_link", ""),
    "account/email/resident_uses_code": ("core/resident_uses_code", ""),
    "account/email/password_reset": (CHANGED, "password"),
    "account/email/password_changed": (CHANGED, "password"),
    "account/email/password_set": (CHANGED, "password"),
    "mfa/email/totp_activated": (CHANGED, "app_added"),
    "mfa/email/totp_deactivated": (CHANGED, "app_removed"),
    "mfa/email/webauthn_added": (CHANGED, "passkey_added"),
    "mfa/email/webauthn_removed": (CHANGED, "passkey_removed"),
    "mfa/email/recovery_codes_generated": (CHANGED, "recovery_codes"),
    "socialaccount/email/account_connected": (CHANGED, "provider_added"),
}
FACTS = ("code", "uid", "key")


class AccountAdapter(DefaultAccountAdapter):
    """Mail through the outbox, in our words; no signing up besides the code by e-mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed. Call us if you do not know why."),
        "email_password_mismatch": _("The e-mail address or the password is not right. Try again."),
        "incorrect_code": _("This code is not right. Look at the latest e-mail or at your app, and try again."),
        "incorrect_password": _("This password is not right. Try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
        "too_many_login_attempts": _("You tried too often. Wait five minutes and try again."),
        "rate_limited": _("You tried too often. Wait five minutes and try again."),
    }

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the mail in the outbox, in the language of the page; it is sent after the commit."""
        try:
            kind, change = MAILS[template_prefix]
        except KeyError:
            raise ImproperlyConfigured(f"There is no text of ours for the mail {template_prefix}") from None
        user = context.get("user") or User.objects.filter(email__iexact=email).first()
        facts = {name: context[name] for name in FACTS if name in context} | {"change": change}
        to = Recipient(email=email, name=user.name if user else "", language=(get_language() or "nl")[:2], user=user)
        with transaction.atomic():
            queue_message(kind=kind, to=to, context=facts, key=f"{kind}:{uuid.uuid4()}")

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Only staff have a password; a resident hears that a code is enough."""
        name = "password_reset_key" if is_workplace_user(user) else "resident_uses_code"
        self.send_mail(f"account/email/{name}", email, context)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong: that somebody is logged in shows by itself."""
        if level >= messages.WARNING or kwargs.get("message"):
            super().add_message(request, level, *args, **kwargs)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """An account is made by logging in with a code, or by an administrator."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not within five minutes after logging in: setting up a second step follows straight after the password."""
        if second_factor.was_recently_given(self.request):
            return False
        return super().is_reauthentication_required(app=app, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The second factor of staff."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": _("You need at least one second step. Add another one first, then remove this."),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one of somebody who must have one."""
        if authenticator.type not in second_factor.FACTORS or not is_workplace_user(authenticator.user):
            return True
        others = type(authenticator).objects.filter(user=authenticator.user, type__in=second_factor.FACTORS)
        return others.exclude(pk=authenticator.pk).exists()


class ProviderAdapter(DefaultSocialAccountAdapter):
    """OpenID Connect: residents through a broker, staff through their organisation; nobody by the wrong door."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Stop somebody who comes in by the wrong door, and join a member of staff with the account that is there."""
        provider = sociallogin.account.provider
        if provider == settings.OIDC_STAFF_PROVIDER:
            self._let_staff_in(request, sociallogin)
        elif sociallogin.is_existing and is_workplace_user(sociallogin.user):
            self._refuse(request, _("Your work account cannot be used here. Log in as a member of staff."))

    def _let_staff_in(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        user = sociallogin.user if sociallogin.is_existing else self._colleague(sociallogin)
        if user is None or not is_workplace_user(user):
            self._refuse(request, _("There is no work account with this address. Ask your administrator."))
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def _colleague(self, sociallogin: SocialLogin) -> User | None:
        """The account with an address that the provider has verified."""
        verified = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        return User.objects.filter(email__in=verified, is_active=True).first() if verified else None

    def _refuse(self, request: HttpRequest, reason: Any) -> None:
        messages.error(request, reason)
        raise ImmediateHttpResponse(redirect("account_staff_login"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """A new resident may come in through the broker; staff are added by an administrator."""
        return sociallogin.account.provider == settings.OIDC_RESIDENTS_PROVIDER

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: BaseForm | None = None) -> User:
        """Keep the name that the broker gave."""
        user = super().save_user(request, sociallogin, form)
        name = str(sociallogin.account.extra_data.get("userinfo", {}).get("name", ""))[:200]
        if name and not user.name:
            user.name = name
            user.save(update_fields=["name"])
        return user
