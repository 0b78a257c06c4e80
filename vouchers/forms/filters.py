"""Filters of the list of applications. The field names are words in the address, so they are Dutch."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from vouchers.workflow import ApplicationStatus
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.models import Municipality


class ListFilterForm(PortalForm):
    """Everything is optional; what is not understood is left out."""

    mark_optional = False

    zoek = forms.CharField(label=_("Name or number"), required=False, max_length=100)
    stand = forms.ChoiceField(label=_("Status"), required=False)
    gemeente = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, statuses: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Municipality.objects.filter(region__code=settings.PORTAL["region"]).values_list("code", "name")
        self.labels: dict[str, dict[str, Any]] = {
            "stand": {value: ApplicationStatus(value).label for value in statuses},
            "gemeente": dict(places),
        }
        empty = {"stand": _("All"), "gemeente": _("All municipalities")}
        for name, labels in self.labels.items():
            self.fields[name].choices = [("", empty[name]), *labels.items()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """What was asked and understood, without empty values."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
