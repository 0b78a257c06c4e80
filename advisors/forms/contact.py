"""A contact moment, with a next step."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors import services
from advisors.forms.choices import capitalized
from advisors.forms.steps import StepFields
from advisors.vocabulary import Education, Route, Sector
from advisors.workflow import ContactKind
from werkcentrum.core.forms import PlainTextField, PortalFormMixin, RadioRows


class ContactForm(PortalFormMixin, StepFields):
    """A contact moment; an LLO conversation needs what the figures of the fund need."""

    step_required = False
    llo_fields: ClassVar[dict[str, Any]] = {
        "goal": _("Write down what the client wants to reach"),
        "education": _("Choose the highest diploma"),
        "route": _("Choose the route"),
        "sector_from": _("Choose the sector now"),
        "sector_to": _("Choose the sector wanted"),
    }

    kind = forms.ChoiceField(label=_("What kind of contact was it?"), widget=RadioRows)
    minutes = forms.IntegerField(
        label=_("How many minutes?"),
        min_value=1,
        max_value=600,
        widget=forms.TextInput({"inputmode": "numeric", "class": "wc-narrow"}),
        error_messages={
            "required": _("Fill in how long it took, in minutes"),
            "min_value": _("Give the duration in minutes, from 1 to 600."),
            "max_value": _("Give the duration in minutes, from 1 to 600."),
        },
    )
    note = PlainTextField(label=_("What was said?"), required=False, rows=5)
    visible_to_client = forms.BooleanField(
        label=_("The client may read this in the own space"), required=False, initial=True
    )
    goal = forms.CharField(label=_("What does the client want to reach?"), max_length=200, required=False)
    education = forms.ChoiceField(label=_("Highest diploma now"), required=False)
    route = forms.ChoiceField(label=_("Which route is it?"), required=False)
    sector_from = forms.ChoiceField(label=_("Sector now"), required=False)
    sector_to = forms.ChoiceField(label=_("Sector wanted"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare_step()
        self.set_choices("kind", capitalized(ContactKind.choices))
        empty = ("", _("Choose"))
        self.set_choices("education", [empty, *Education.choices])
        self.set_choices("route", [empty, *Route.choices])
        self.set_choices("sector_from", [empty, *Sector.choices])
        self.set_choices("sector_to", [empty, *[choice for choice in Sector.choices if choice[0] != Sector.GEEN]])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("kind") == ContactKind.LLO:
            for name, message in self.llo_fields.items():
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, message)
        self.clean_step()
        return self.cleaned_data

    @property
    def conversation(self) -> services.Conversation | None:
        """What an LLO conversation was about; None for another kind of contact."""
        if self.cleaned_data["kind"] != ContactKind.LLO:
            return None
        return services.Conversation(**{name: self.cleaned_data[name] for name in self.llo_fields})
