"""The filters of the worklist."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.forms.choices import capitalized
from advisors.models.clients import Audience
from advisors.vocabulary import Situation, Theme
from advisors.workflow import Level
from directory.models import Organization
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.models import Municipality

SORT_ORDERS = [("wanneer", _("When")), ("klant", _("Client")), ("niveau", _("Level"))]


class WorklistForm(PortalForm):
    """The filters of the worklist; their names are those in the address."""

    mark_optional = False

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    onderwerp = forms.ChoiceField(label=_("Topic"), required=False)
    gemeente = forms.ChoiceField(label=_("Municipality"), required=False)
    niveau = forms.ChoiceField(label=_("Level"), required=False)
    situatie = forms.ChoiceField(label=_("Situation"), required=False)
    loket = forms.ChoiceField(label=_("Desk"), required=False)
    voor = forms.ChoiceField(label=_("For whom"), required=False)
    volgorde = forms.ChoiceField(label=_("Order"), required=False, choices=SORT_ORDERS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("onderwerp", _("All topics"), capitalized(Theme.choices))
        places = Municipality.objects.order_by("name").values_list("code", "name")
        self._offer("gemeente", _("All municipalities"), list(places))
        self._offer("niveau", _("All levels"), capitalized(Level.choices))
        self._offer("situatie", _("All situations"), capitalized(Situation.choices))
        self._offer("loket", _("All desks"), list(Organization.objects.desks().values_list("code", "name")))
        audiences = [(Audience.RESIDENT.value, _("Residents")), (Audience.EMPLOYER.value, _("Employers"))]
        self._offer("voor", _("Residents and employers"), audiences)

    def _offer(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        self.set_choices(name, [("", everything), *choices])

    def wanted(self) -> dict[str, str]:
        """The filters that are set and exist; nonsense in an address is left out."""
        self.is_valid()
        values = {name: str(self.cleaned_data.get(name) or "").strip() for name in self.fields}
        if self.data.get("wie") == "ik":
            values["wie"] = "ik"
        return {name: value for name, value in values.items() if value and value != "wanneer"}

    def words_for(self, name: str, value: str) -> str:
        """How an applied filter is named."""
        if name == "wie":
            return str(_("Contact person: me"))
        field = self.fields[name]
        choices = dict(list(field.choices)) if isinstance(field, forms.ChoiceField) else {}  # type: ignore[arg-type]
        return f"{field.label}: {choices.get(value, value)}"
