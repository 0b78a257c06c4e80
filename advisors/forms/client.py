"""What we know of a client."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.forms.choices import capitalized
from advisors.models import Client
from advisors.models.clients import Audience
from advisors.vocabulary import Sector
from werkcentrum.core.forms import KvkField, PhoneField, PortalModelForm, PostcodeField

OF_COMPANIES = ("company_name", "kvk_number", "sector", "staff_count")


class ClientForm(PortalModelForm):
    """How to reach the client, what help is needed, and for a company what it is. Only checks: a service writes.

    `helper_allowed` is the client's permission to talk with the helper; `details` has what the service takes.
    """

    phone = PhoneField(label=_("Telephone number"), required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False, letters_optional=True)
    kvk_number = KvkField(label=_("KvK number"), required=False)
    language = forms.ChoiceField(label=_("Language of our messages"), choices=[("nl", "Nederlands"), ("en", "English")])
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    interpreter_language = forms.CharField(
        label=_("Interpreter for"), help_text=_("The language, for example Arabic"), required=False, max_length=60
    )
    needs_reading_help = forms.BooleanField(label=_("Wants help with reading and writing"), required=False)
    helper_name = forms.CharField(label=_("Who helps the client?"), required=False, max_length=200)
    helper_phone = PhoneField(label=_("Telephone number of the helper"), required=False)
    helper_allowed = forms.BooleanField(label=_("The client agrees that we talk with the helper"), required=False)

    class Meta:
        model = Client
        fields = (
            "name", *OF_COMPANIES, "email", "phone", "postcode", "municipality", "language", "interpreter_language",
            "needs_reading_help", "helper_name", "helper_phone",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["helper_allowed"].initial = self.instance.helper_allowed_at is not None
        known = [(value, label) for value, label in Sector.choices if value != Sector.GEEN]
        self.set_choices("sector", [("", _("Unknown")), *capitalized(known)])
        if self.instance.audience == Audience.RESIDENT:
            for name in OF_COMPANIES:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A client does not lose the last way to be reached, and without permission we do not talk with a helper."""
        data = super().clean() or self.cleaned_data
        could_be_reached = self.initial.get("email") or self.initial.get("phone")
        if could_be_reached and not data.get("email") and not data.get("phone") and not self.errors:
            self.add_error("phone", _("Fill in a telephone number or an e-mail address"))
        if (data.get("helper_name") or data.get("helper_phone")) and not data.get("helper_allowed"):
            self.add_error("helper_allowed", _("Ask the client for permission, or leave the helper out"))
        return data

    @property
    def details(self) -> dict[str, Any]:
        """What was filled in, as the service takes it; the permission keeps the moment at which it was given."""
        details = dict(self.cleaned_data)
        allowed = details.pop("helper_allowed") and bool(details["helper_name"] or details["helper_phone"])
        since = Client.objects.values_list("helper_allowed_at", flat=True).get(pk=self.instance.pk)
        details["helper_allowed_at"] = (since or timezone.now()) if allowed else None
        return details
