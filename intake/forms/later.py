"""Going on at another moment, on any device."""

from django import forms
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import PortalForm


class LinkForm(PortalForm):
    """Where the link goes."""

    email = forms.EmailField(
        label=_("What is your e-mail address?"),
        help_text=_("For now we only use it to send this link."),
        error_messages={"required": _("Fill in your e-mail address, for example name@example.com")},
        widget=forms.EmailInput({"class": "wc-medium", "autocomplete": "email", "spellcheck": "false"}),
    )
