"""Forms about a whole version of the rules: its terms, a reason, facts to try it with, an example to keep."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisors.vocabulary import Education, Situation, Theme
from intake.models import RuleSet, TriageExample
from intake.places import region_municipalities
from intake.rules import EMPLOYER, OUTSIDE, RESIDENT, Facts
from intake.rules.facts import AGES, EMPLOYER_THEMES, RESIDENT_THEMES
from intake.services.editing import digest_of_settings
from werkcentrum.core.forms import CheckboxRows, PlainTextField, PortalForm, RadioRows

LONGEST_TERM = 20
OF_RESIDENTS = ("situation", "age", "education")


class TermsForm(PortalForm):
    """Working days per level, and what changed and why. `seen` is what they were when the form was opened."""

    days_light = forms.IntegerField(label=gettext_lazy("Light help: first answer within how many working days?"))
    days_basic = forms.IntegerField(label=gettext_lazy("Basic help: first answer within how many working days?"))
    days_specialist = forms.IntegerField(
        label=gettext_lazy("Specialist help: first answer within how many working days?")
    )
    notes = PlainTextField(
        label=gettext_lazy("What changed, and why?"),
        help_text=gettext_lazy("Your colleague reads this before the rules are published, and it stays with them."),
        required=False,
        rows=5,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        text = _("Fill in a number from %(lowest)s to %(highest)s") % {"lowest": 1, "highest": LONGEST_TERM}
        for name in ("days_light", "days_basic", "days_specialist"):
            field = forms.IntegerField(
                label=self.fields[name].label,
                min_value=1,
                max_value=LONGEST_TERM,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), text),
                widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "wc-narrow"}),
            )
            self.fields[name] = field

    @classmethod
    def of(cls, rule_set: RuleSet) -> "TermsForm":
        """As they are now."""
        names = ("days_light", "days_basic", "days_specialist", "notes")
        return cls(initial={name: getattr(rule_set, name) for name in names} | {"seen": digest_of_settings(rule_set)})


class ReasonForm(PortalForm):
    """Why a proposal becomes a draft again."""

    reason = PlainTextField(
        label=gettext_lazy("What has to change?"),
        help_text=gettext_lazy("Who proposed the rules reads this."),
        max_length=500,
        rows=3,
        error_messages={"required": gettext_lazy("Write in a few words what has to change")},
    )


class FactsFields(PortalForm):
    """The facts of one question in words: for whom, where, what about, and of a resident also the person."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who asks?"),
        widget=RadioRows,
        choices=[(RESIDENT, gettext_lazy("A resident")), (EMPLOYER, gettext_lazy("An employer"))],
        initial=RESIDENT,
    )
    municipality = forms.ChoiceField(
        label=gettext_lazy("Municipality"), error_messages={"required": gettext_lazy("Choose a municipality")}
    )
    situation = forms.ChoiceField(label=gettext_lazy("Situation"), required=False)
    age = forms.IntegerField(
        label=gettext_lazy("Age"),
        required=False,
        min_value=AGES.start,
        max_value=AGES.stop - 1,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "wc-narrow"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), gettext_lazy("Fill in an age in years")),
    )
    education = forms.ChoiceField(label=gettext_lazy("Highest diploma"), required=False)
    resident_themes = forms.MultipleChoiceField(
        label=gettext_lazy("What is the question of the resident about?"),
        help_text=gettext_lazy("Nothing chosen counts as “Something else”."),
        required=False,
        widget=CheckboxRows,
    )
    employer_themes = forms.MultipleChoiceField(
        label=gettext_lazy("What is the question of the employer about?"),
        help_text=gettext_lazy("Nothing chosen counts as “Something else”."),
        required=False,
        widget=CheckboxRows,
    )

    def offer_choices(self) -> None:
        """Call this after the fields exist: municipalities come from the database."""
        self.places = region_municipalities()
        themes = dict(Theme.choices)
        choices: dict[str, list[tuple[str, Any]]] = {
            "municipality": [("", _("Choose")), *self.places.items(), (OUTSIDE, _("Outside the region"))],
            "situation": [("", _("Choose")), *Situation.choices],
            "education": [("", _("Choose")), *Education.choices],
            "resident_themes": [(theme, themes[theme]) for theme in RESIDENT_THEMES],
            "employer_themes": [(theme, themes[theme]) for theme in EMPLOYER_THEMES],
        }
        for name, offered in choices.items():
            self.set_choices(name, offered)

    def check_facts(self) -> None:
        """Of a resident we need to know more."""
        data = self.cleaned_data
        if data.get("audience") != RESIDENT:
            return
        missing = {
            "situation": _("Choose a situation"),
            "age": _("Fill in an age in years"),
            "education": _("Choose the highest diploma"),
        }
        for name, text in missing.items():
            if name not in self.errors and data.get(name) in (None, ""):
                self.add_error(name, text)

    def facts(self) -> Facts:
        """What the rules want to know; only of a valid form."""
        data = self.cleaned_data
        resident = data["audience"] == RESIDENT
        known: dict[str, Any] = {
            "audience": data["audience"],
            "municipality": data["municipality"],
            "themes": data["resident_themes" if resident else "employer_themes"],
        }
        if resident:
            known |= {name: data[name] for name in OF_RESIDENTS}
        return Facts.from_dict(known, municipalities=self.places)


def initial_facts(facts: dict[str, Any]) -> dict[str, Any]:
    """Stored facts as the initial values of `FactsFields`."""
    return {**facts, f"{facts['audience']}_themes": facts.get("themes", [])}


class TryForm(FactsFields):
    """Facts to try rules with; the address holds them, nothing is kept."""

    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_choices()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.check_facts()
        return self.cleaned_data


class ExampleForm(TryForm):
    """An example to hold every later version against; what should come out is what the rules in force make of it."""

    title = forms.CharField(
        label=gettext_lazy("Who asks what?"),
        help_text=gettext_lazy("In a few words, without a name: “Woman in Losser, former nurse, back to care”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Describe in a few words who asks what")},
    )
    field_order = ["title"]

    def clean_title(self) -> str:
        """Two examples with one name cannot be told apart."""
        title: str = self.cleaned_data["title"].strip()
        if TriageExample.objects.filter(title=title).exists():
            raise forms.ValidationError(_("There is an example with this name already. Choose another name"))
        return title
