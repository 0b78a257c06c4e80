"""The application, one topic per step. A form reads from and writes to `ApplicationData`; services do the saving."""

from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.vocabulary import Education, Route, Sector
from vouchers.models import Occupation, OccupationList, Provider
from vouchers.rules import CostKind, Evidence, Source
from vouchers.services import ApplicationData
from vouchers.vocabulary import EvidenceLabel, LevelLabel
from werkcentrum.core.forms import MoneyField, PlainTextField, PortalForm, RadioRows, ThreePartDateField
from werkcentrum.core.models import Municipality

OUTSIDE = "outside"
OTHER = "other"
MOST_CENTS = 1_000_000_00
CHOOSE = ("", _("Choose"))


class StepForm(PortalForm):
    """One step. `data_with` gives the application's data with what is right on this step."""

    names: tuple[str, ...] = ()

    def __init__(self, *args: Any, kept: ApplicationData, for_advisor: bool = False, **kwargs: Any) -> None:
        self.kept = kept
        self.for_advisor = for_advisor
        super().__init__(*args, initial=self.initial_of(kept), **kwargs)
        self.prepare()

    def prepare(self) -> None:
        """Fill the lists that come from the database."""

    @classmethod
    def initial_of(cls, kept: ApplicationData) -> dict[str, Any]:
        """What was filled in before, per field."""
        return {name: getattr(kept, name) for name in cls.names}

    def data_with(self) -> ApplicationData:
        """What was kept, with the valid answers of this step. Validates first; wrong answers are left out."""
        self.is_valid()
        given = {name: self.cleaned_data[name] for name in self.names if name in self.cleaned_data}
        return replace(self.kept, **given)


def choices(labels: Any, *, rename: dict[str, Any] | None = None) -> list[tuple[str, Any]]:
    """The choices of a list of labels, some in other words."""
    return [(value, (rename or {}).get(value, label)) for value, label in labels.choices]


class PersonForm(StepForm):
    """Who applies: age, place and diploma decide whether somebody may apply."""

    names = ("birth_date", "municipality", "education")

    birth_date = ThreePartDateField(
        label=_("Date of birth"),
        help_text=_("For example 7 3 1990"),
        birthday=True,
        error_messages={"required": _("Fill in your date of birth, for example 7 3 1990")},
    )
    municipality = forms.ChoiceField(
        label=_("Municipality in which you live"),
        error_messages={"required": _("Choose the municipality in which you live")},
    )
    education = forms.ChoiceField(
        label=_("Highest diploma"),
        choices=[CHOOSE, *choices(Education, rename={Education.UNKNOWN: _("I do not know")})],
        help_text=_("A diploma that you have finished, also from another country."),
        error_messages={"required": _("Choose your highest diploma")},
    )

    def prepare(self) -> None:
        """The municipalities of the scheme's region first."""
        by_region: dict[str, list[tuple[str, str]]] = {}
        for place in Municipality.objects.select_related("region").order_by("-region__code", "name"):
            by_region.setdefault(place.region.name, []).append((place.pk, place.name))
        self.fields["municipality"].choices = [  # type: ignore[attr-defined]
            CHOOSE,
            *by_region.items(),
            (OUTSIDE, _("Another municipality")),
        ]

    @classmethod
    def initial_of(cls, kept: ApplicationData) -> dict[str, Any]:
        """An unknown municipality after this step was done is one outside the list."""
        place = kept.municipality.pk if kept.municipality else (OUTSIDE if kept.birth_date and kept.education else "")
        return {"birth_date": kept.birth_date, "education": kept.education, "municipality": place}

    def clean_birth_date(self) -> Any:
        """Nobody is born tomorrow."""
        date = self.cleaned_data["birth_date"]
        if date and date > timezone.localdate():
            raise ValidationError(_("Fill in a date in the past"), code="future")
        return date

    def clean_municipality(self) -> Municipality | None:
        """The municipality, or None for one outside the list."""
        code = self.cleaned_data["municipality"]
        return None if code == OUTSIDE else Municipality.objects.get(pk=code)


class GoalForm(StepForm):
    """What the training is for: route, sectors and occupation."""

    names = ("route", "sector_from", "sector_to", "occupation", "evidence", "motivation")

    route = forms.ChoiceField(
        label=_("What do you want to reach?"),
        choices=Route.choices,
        widget=RadioRows,
        error_messages={"required": _("Choose what you want to reach")},
    )
    sector_from = forms.ChoiceField(
        label=_("In which sector do you work now?"),
        choices=[CHOOSE, *Sector.choices],
        error_messages={"required": _("Choose the sector in which you work now")},
    )
    sector_to = forms.ChoiceField(
        label=_("In which sector do you want to work?"),
        choices=[CHOOSE, *[choice for choice in Sector.choices if choice[0] != Sector.GEEN]],
        error_messages={"required": _("Choose the sector in which you want to work")},
    )
    occupation = forms.ChoiceField(
        label=_("Which occupation do you learn?"),
        help_text=_("The occupations of the first group give a good chance of work."),
        error_messages={"required": _("Choose the occupation that you learn")},
    )
    evidence = forms.ChoiceField(
        label=_("What shows that you will find work?"),
        help_text=_("Only when your occupation is not in the first group of the list. The advisor will ask for it."),
        required=False,
    )
    motivation = PlainTextField(
        label=_("Why do you choose this training?"),
        help_text=_("In a few sentences. Do not write about your health and do not fill in a BSN."),
        error_messages={"required": _("Write in a few sentences why you choose this training")},
    )

    def prepare(self) -> None:
        """Occupations on today's list first; only an advisor can offer an own motivation as evidence."""
        listed = OccupationList.objects.valid_on(timezone.localdate()).first()
        on_list = set(listed.occupations.values_list("pk", flat=True)) if listed else set()
        occupations = sorted(Occupation.objects.all(), key=lambda each: (each.pk == OTHER, str(each)))
        self.fields["occupation"].choices = [  # type: ignore[attr-defined]
            CHOOSE,
            (_("Good chance of work"), [(each.pk, str(each)) for each in occupations if each.pk in on_list]),
            (_("Other occupations"), [(each.pk, str(each)) for each in occupations if each.pk not in on_list]),
        ]
        own = set() if self.for_advisor else {Evidence.ADVISOR_MOTIVATION}
        self.fields["evidence"].choices = [  # type: ignore[attr-defined]
            ("", _("Nothing, or not needed")),
            *[(value, label) for value, label in EvidenceLabel.choices if value not in own],
        ]

    @classmethod
    def initial_of(cls, kept: ApplicationData) -> dict[str, Any]:
        """The occupation by its code."""
        return super().initial_of(kept) | {"occupation": kept.occupation.pk if kept.occupation else ""}

    def clean_occupation(self) -> Occupation:
        """The occupation itself."""
        return Occupation.objects.get(pk=self.cleaned_data["occupation"])


class TrainingForm(StepForm):
    """Which training, where, from when."""

    names = ("training_name", "level", "provider", "provider_name", "start_date")

    training_name = forms.CharField(
        label=_("Name of the training"),
        max_length=200,
        error_messages={"required": _("Fill in the name of the training")},
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[CHOOSE, *LevelLabel.choices],
        help_text=_("The training provider can tell you."),
        error_messages={"required": _("Choose the level of the training")},
    )
    provider = forms.ChoiceField(
        label=_("Training provider"),
        error_messages={"required": _("Choose the training provider")},
    )
    provider_name = forms.CharField(
        label=_("Name of the other training provider"),
        help_text=_("Only when your provider is not in the list."),
        required=False,
        max_length=200,
    )
    start_date = ThreePartDateField(
        label=_("When does the training start?"),
        help_text=_("If you do not know it exactly, fill in the first possible day."),
        error_messages={"required": _("Fill in when the training starts, for example 1 9 2027")},
    )

    def prepare(self) -> None:
        """The providers that the fund knows, and any other."""
        known = Provider.objects.filter(is_active=True).values_list("code", "name")
        self.fields["provider"].choices = [CHOOSE, *known, (OTHER, _("Another training provider"))]  # type: ignore[attr-defined]

    @classmethod
    def initial_of(cls, kept: ApplicationData) -> dict[str, Any]:
        """The provider by its code, or the choice for another one."""
        code = kept.provider.code if kept.provider else (OTHER if kept.provider_name else "")
        return super().initial_of(kept) | {"provider": code}

    def clean(self) -> dict[str, Any]:
        """A known provider needs no name; another one does."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        code = cleaned.get("provider")
        if code is None:
            return cleaned
        cleaned["provider"] = None if code == OTHER else Provider.objects.get(code=code)
        if code != OTHER:
            cleaned["provider_name"] = ""
        elif not cleaned.get("provider_name") and "provider_name" not in self.errors:
            self.add_error("provider_name", _("Fill in the name of the training provider"))
        return cleaned


COSTS = {
    CostKind.TUITION: _("Course fee"),
    CostKind.EXAM: _("Exam"),
    CostKind.MATERIAL: _("Books and materials"),
}
PAYS = {
    Source.EMPLOYER: _("Your employer pays"),
    Source.OO_FUND: _("A training fund (O&O fund) pays"),
    Source.BENEFITS_AGENCY: _("UWV or the municipality pays"),
    Source.SOCIAL_RETURN: _("Social return pays"),
    Source.KANSENFONDS: _("The Kansenfonds pays"),
    Source.OWN: _("You pay yourself"),
}
NAMES = {
    Source.EMPLOYER: _("Name of the employer"),
    Source.OO_FUND: _("Name of the training fund"),
    Source.BENEFITS_AGENCY: _("Which office"),
    Source.SOCIAL_RETURN: _("From which organisation"),
}


class MoneyForm(StepForm):
    """What the training costs and who pays which part: `cost_<kind>`, `pay_<source>`, `payer_<source>`."""

    def prepare(self) -> None:
        """One amount per kind of costs and per source."""
        for kind, label in COSTS.items():
            self.fields[f"cost_{kind}"] = MoneyField(label=label, required=False, max_cents=MOST_CENTS)
        for source, label in PAYS.items():
            self.fields[f"pay_{source}"] = MoneyField(label=label, required=False, max_cents=MOST_CENTS)
            if source in NAMES:
                self.fields[f"payer_{source}"] = forms.CharField(label=NAMES[source], required=False, max_length=200)

    @classmethod
    def initial_of(cls, kept: ApplicationData) -> dict[str, Any]:
        """Amounts and names that were filled in before."""
        return (
            {f"cost_{kind}": cents for kind, cents in kept.costs.items()}
            | {f"pay_{source}": cents for source, cents in kept.cofinancing.items()}
            | {f"payer_{source}": name for source, name in kept.payers.items()}
        )

    @property
    def cost_fields(self) -> list[Any]:
        """The fields of the costs."""
        return [self[f"cost_{kind}"] for kind in COSTS]

    @property
    def payer_rows(self) -> list[dict[str, Any]]:
        """Per source the amount and the name of the payer."""
        return [
            {"amount": self[f"pay_{source}"], "name": self[f"payer_{source}"] if source in NAMES else None}
            for source in PAYS
        ]

    def clean(self) -> dict[str, Any]:
        """A training that costs nothing needs no voucher."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        costs = [cleaned.get(f"cost_{kind}") for kind in COSTS]
        if not any(costs) and not any(f"cost_{kind}" in self.errors for kind in COSTS):
            self.add_error(f"cost_{CostKind.TUITION}", _("Fill in what the training costs"))
        return cleaned

    def data_with(self) -> ApplicationData:
        """The amounts and names of this step; a wrong amount leaves the kept one."""
        self.is_valid()
        given = self.cleaned_data
        costs, paid = dict(self.kept.costs), dict(self.kept.cofinancing)
        costs |= {str(kind): given[f"cost_{kind}"] or 0 for kind in COSTS if f"cost_{kind}" in given}
        paid |= {str(source): given[f"pay_{source}"] or 0 for source in PAYS if f"pay_{source}" in given}
        # an empty first field is an error as well, and empty all the same
        costs = {kind: cents for kind, cents in costs.items() if cents and not self._is_empty(f"cost_{kind}")}
        names = {str(source): given.get(f"payer_{source}", "") for source in NAMES}
        return replace(
            self.kept,
            costs=costs,
            cofinancing={source: cents for source, cents in paid.items() if cents},
            payers={source: name for source, name in names.items() if name and paid.get(source)},
        )

    def _is_empty(self, name: str) -> bool:
        return name in self.fields and not str(self.data.get(self.add_prefix(name), "")).strip()


STEP_FORMS: dict[str, type[StepForm]] = {
    "person": PersonForm,
    "goal": GoalForm,
    "training": TrainingForm,
    "money": MoneyForm,
}


class CheckAnswersForm(PortalForm):
    """Sending. Only when a part is paid by nobody yet, the applicant takes that on."""

    accept_gap = forms.BooleanField(required=False)

    def __init__(self, *args: Any, gap: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not gap:
            del self.fields["accept_gap"]
            return
        field = self.fields["accept_gap"]
        field.required = True
        field.label = _("I pay %(gap)s myself") % {"gap": gap}
        field.error_messages["required"] = _(
            "Tick that you pay %(gap)s yourself. Or go back and fill in who else pays this."
        ) % {"gap": gap}
