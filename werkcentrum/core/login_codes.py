"""Logging in with a code by e-mail, for residents: also for somebody who has no account yet.

The answer to an address is always the same page, whether it has an account or not. A code goes to every address, except
one of staff: they get a mail that says that they log in with a password. The account of a new resident is made when the
code has proven the address, not before, so that typing somebody's address leaves no trace.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import EmailAddress, Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from werkcentrum.core.models import User
from werkcentrum.core.roles import is_workplace_user


class ResidentCodeProcess(LoginCodeVerificationProcess):
    """allauth's process, for addresses without an account too."""

    @classmethod
    def begin(cls, request: HttpRequest, user: User | None, email: str) -> None:
        """Send a code (or, to staff, where to log in) and keep what it should be in the session."""
        login = Login(user=user, email=email)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(user=user, email=email), initiated_by_user=True)
        process = cls(stage)
        process.send()
        process.persist()

    @classmethod
    def resume(cls, stage: LoginByCodeStage) -> "ResidentCodeProcess | None":
        """The process that the session holds; None when the code is too old."""
        return cls(stage).abort_if_invalid()

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:
        """Send the mail that fits the address; there is no code that lets staff in."""
        if self.user and is_workplace_user(self.user):
            self.state["code"] = ""
            get_adapter().send_mail("account/email/staff_uses_password", email, {"user": self.user})
        else:
            get_adapter().send_mail("account/email/login_code", email, {"code": self.generate_code()})

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: log in, and make the account first when there is none."""
        if self.user is None:
            self._user = self.stage.login.user = account_of(self.state["email"])
        return super().finish(redirect_url)


@transaction.atomic
def account_of(email: str) -> User:
    """The account with this address, made when it is new; only call this once the address has been proven."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        language = get_language() or "nl"
        user = User.objects.create_user(email, language="en" if language.startswith("en") else "nl")
    known: dict[str, Any] = {"email": user.email, "primary": True}
    EmailAddress.objects.get_or_create(user=user, defaults=known)
    return user
