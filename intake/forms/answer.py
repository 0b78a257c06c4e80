"""What somebody can say of the answer."""

from django.utils.translation import gettext_lazy as _

from werkcentrum.core.forms import PlainTextField, PortalForm


class DisputeForm(PortalForm):
    """It is not right, I want to talk about it: why is free."""

    note = PlainTextField(
        required=False,
        max_length=1000,
        rows=3,
        label=_("What is not right, or what would you rather have?"),
        help_text=_("A few words are enough. Write nothing about your health and no BSN."),
    )
