"""The last button."""

from django import forms
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import PortalForm


class SendForm(PortalForm):
    """Sending. The one field stays empty: programs that fill in every field give themselves away.

    It is no error when it is filled in, because a browser may do that for a person: somebody then looks at it first.
    """

    website = forms.CharField(required=False, label=_("Leave this field empty"))
