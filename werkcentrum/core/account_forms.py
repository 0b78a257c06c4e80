"""Our words and fields for the forms of allauth."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as SecondFactorAgainForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import PortalFormMixin

EMAIL_REQUIRED = _("Fill in your e-mail address")
PASSWORD_REQUIRED = _("Fill in your password")
CODE_REQUIRED = _("Fill in the code")
CODE_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}


def email_field(help_text: Any = "") -> forms.EmailField:
    """A field for the e-mail address somebody logs in with."""
    return forms.EmailField(
        label=_("E-mail address"),
        help_text=help_text,
        error_messages={"required": EMAIL_REQUIRED},
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


def password_field(label: Any, autocomplete: str, help_text: Any = "") -> forms.CharField:
    """A field for a password, never trimmed."""
    return forms.CharField(
        label=label,
        strip=False,
        help_text=help_text,
        error_messages={"required": PASSWORD_REQUIRED},
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
    )


def code_field(label: Any, help_text: Any = "") -> forms.CharField:
    """A field for a code that is used once."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=20,
        error_messages={"required": CODE_REQUIRED},
        widget=forms.TextInput(attrs=CODE_ATTRS),
    )


class CodeRequestForm(PortalFormMixin, RequestLoginCodeForm):
    """Residents: the address to send a code to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field(_("We send a code to this address. You do not need a password."))
        self._say_what_to_do(self.fields["email"])


class CodeConfirmForm(PortalFormMixin, ConfirmLoginCodeForm):
    """Residents: the code from the e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from the e-mail"), _("Six digits"))

    def clean_code(self) -> str:
        """Spaces and dashes do not matter; without an expected code nothing is right."""
        if not self.expected_code:
            raise get_adapter().validation_error("incorrect_code")
        return super().clean_code()


class StaffLoginForm(PortalFormMixin, LoginForm):
    """Staff: address and password; allauth leaves the password out where people sign up without one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {
            "login": email_field(),
            "password": password_field(_("Password"), "current-password"),
        }
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        for field in self.fields.values():
            self._say_what_to_do(field)

    def _setup_password_field(self) -> None:
        """Keep the password."""


class PasswordAgainForm(PortalFormMixin, ReauthenticateForm):
    """The password once more, before something that matters for the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password_field(_("Password"), "current-password")


class PasswordLinkForm(PortalFormMixin, ResetPasswordForm):
    """Staff: the address to send a link to, to choose a password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()
        self._say_what_to_do(self.fields["email"])


PASSWORD_HINT = _("At least 12 characters. A few words in a row are easy to remember and hard to guess.")


class NewPasswordMixin(PortalFormMixin):
    """Choosing a password: the rule is in the help text, and the browser may suggest one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # allauth's first field checks the password against the rules, so it stays and only gets our words
        self._dress("password1", password_field(_("New password"), "new-password", PASSWORD_HINT))
        self._dress("password2", password_field(_("The same password again"), "new-password"))
        if "oldpassword" in self.fields:
            self._dress("oldpassword", password_field(_("The password you have now"), "current-password"))

    def _dress(self, name: str, model: forms.CharField) -> None:
        field = self.fields[name]
        for attribute in ("label", "help_text", "widget", "strip"):
            setattr(field, attribute, getattr(model, attribute))
        field.error_messages["required"] = PASSWORD_REQUIRED


class PasswordFromLinkForm(NewPasswordMixin, ResetPasswordKeyForm):
    """Choose a password through the link in the e-mail."""


class PasswordChangeForm(NewPasswordMixin, ChangePasswordForm):
    """Choose another password."""


class PasswordSetForm(NewPasswordMixin, SetPasswordForm):
    """Choose a first password, for somebody who logs in at another provider."""


class SecondStepForm(PortalFormMixin, AuthenticateForm):
    """Staff: the code of the app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from your app"), _("Six digits. Or one of your recovery codes."))


class SecondStepAgainForm(SecondStepForm, SecondFactorAgainForm):
    """The same, before something that matters for the account."""


class AppSetUpForm(PortalFormMixin, ActivateTOTPForm):
    """Staff: prove that the app works."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_field(_("Code from your app"), _("Six digits"))


class PasskeyAddForm(PortalFormMixin, AddWebAuthnForm):
    """Staff: name a passkey; logging in with a passkey alone is not offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].help_text = _("So that you recognise it later, for example: work laptop")


class PasskeyNameForm(PortalFormMixin, EditWebAuthnForm):
    """Give a passkey another name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
