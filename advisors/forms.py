"""Forms of the worklist and of everything an advisor does with a case. They check; the services write."""

import datetime
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors import permissions, services
from advisors.models import Case, Client
from advisors.models.clients import Audience
from advisors.vocabulary import Education, Route, Sector, Situation, Theme
from advisors.workflow import ContactKind, Level, Missing, Outcome, WaitingFor
from directory.models import Organization, Team
from werkcentrum.core.forms import (
    PhoneField,
    PlainTextField,
    PortalForm,
    PortalFormMixin,
    PortalModelForm,
    PostcodeField,
    RadioRows,
    ThreePartDateField,
)
from werkcentrum.core.models import Municipality, User
from werkcentrum.core.templatetags.wc import day
from werkcentrum.core.terms import calendar

SORT_ORDERS = [("wanneer", _("When")), ("klant", _("Client")), ("niveau", _("Level"))]


def capitalized(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Labels with a capital, in the language of the reader."""
    return [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in choices]


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
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", everything), *choices]

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


class StepFields(forms.Form):
    """The next step: what, when (with quick choices) and whose turn it is. `step_required` False: it may stay as is."""

    step_required = True

    next_step = forms.CharField(
        label=_("What has to happen?"),
        max_length=200,
        error_messages={"required": _("Write down what has to happen")},
    )
    when = forms.ChoiceField(label=_("When?"), widget=RadioRows, error_messages={"required": _("Choose a day")})
    on = ThreePartDateField(label=_("Which day?"), required=False)
    waiting_for = forms.ChoiceField(
        label=_("Whose turn is it?"), widget=RadioRows, choices=WaitingFor.choices, initial=WaitingFor.US
    )

    def prepare_step(self) -> None:
        """Call this after the fields exist: the days depend on today."""
        self.days = quick_days()
        when, turn = self.fields["when"], self.fields.get("waiting_for")
        assert isinstance(when, forms.ChoiceField)  # noqa: S101
        when.choices = [(code, label) for code, (label, _day) in self.days.items()] + [("own", _("Another day"))]
        when.widget.descriptions = {code: day(found) for code, (_label, found) in self.days.items()}
        if isinstance(turn, forms.ChoiceField):
            turn.choices = capitalized(WaitingFor.choices)
        if not self.step_required:
            for name in ("next_step", "when", "waiting_for"):
                self.fields[name].required = False

    def clean_step(self) -> None:
        """Both or neither of step and day; another day is filled in and not in the past."""
        data = self.cleaned_data
        text, when, on = data.get("next_step", "").strip(), data.get("when"), data.get("on")
        if not self.step_required and not self.errors:
            if text and not when:
                self.add_error("when", _("Choose a day"))
            if when and not text:
                self.add_error("next_step", _("Write down what has to happen"))
        if when == "own" and "on" not in self.errors:
            if on is None:
                self.add_error("on", _("Fill in the day of the next step"))
            elif on < timezone.localdate():
                self.add_error("on", _("The date of the next step is today or later."))

    @property
    def step(self) -> services.NextStep | None:
        """The step as the services take it; None when it stays as it is."""
        return self.chosen_step if self.cleaned_data["next_step"].strip() else None

    @property
    def chosen_step(self) -> services.NextStep:
        """The step of a form that was filled in."""
        data = self.cleaned_data
        on = data["on"] if data["when"] == "own" else self.days[data["when"]][1]
        waiting_for = data.get("waiting_for") or WaitingFor.US
        return services.NextStep(text=data["next_step"].strip(), on=on, waiting_for=waiting_for)


def quick_days() -> dict[str, tuple[Any, datetime.date]]:
    """The days that are chosen most, none of them a weekend or a holiday."""
    today, working = timezone.localdate(), calendar()
    tomorrow = today + datetime.timedelta(days=1)
    first = working.next_working_day(tomorrow)
    return {
        "tomorrow": (_("Tomorrow") if first == tomorrow else _("The next working day"), first),
        "week": (_("In a week"), working.next_working_day(today + datetime.timedelta(days=7))),
        "two_weeks": (_("In two weeks"), working.next_working_day(today + datetime.timedelta(days=14))),
    }


class NextStepForm(PortalFormMixin, StepFields):
    """Move the next step, or set the one after it. `version` notices that somebody else was first."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ["next_step", "when", "on", "waiting_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prepare_step()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.clean_step()
        return self.cleaned_data


class StepDoneForm(NextStepForm):
    """How the step went, and what comes next."""

    done = PlainTextField(
        label=_("How did it go?"),
        help_text=_("One sentence, for yourself and colleagues. The client does not see it."),
        max_length=500,
        rows=2,
        error_messages={"required": _("Write in a few words how it went")},
    )
    field_order = ["done", "next_step", "when", "on", "waiting_for"]


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
        self._offer("kind", capitalized(ContactKind.choices))
        empty = ("", _("Choose"))
        self._offer("education", [empty, *Education.choices])
        self._offer("route", [empty, *Route.choices])
        self._offer("sector_from", [empty, *Sector.choices])
        self._offer("sector_to", [empty, *[choice for choice in Sector.choices if choice[0] != Sector.GEEN]])

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = choices

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


class HandOverForm(PortalForm):
    """To a colleague, or to a team in which somebody picks it up."""

    to = forms.ChoiceField(label=_("To whom?"), error_messages={"required": _("Choose a colleague or a team")})
    note = PlainTextField(
        label=_("What should your colleague know?"),
        help_text=_("Only colleagues read this, the client does not."),
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        colleagues = permissions.case_workers().order_by("name")
        teams = Team.objects.filter(organization=case.team.organization_id)
        self.users: dict[str, User] = {f"user-{user.pk}": user for user in colleagues if user.pk != case.owner_id}
        self.teams: dict[str, Team] = {f"team-{team.pk}": team for team in teams}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            ("", _("Choose")),
            (_("Colleagues"), [(key, str(user)) for key, user in self.users.items()]),
            (_("Teams"), [(key, team.name) for key, team in self.teams.items()]),
        ]


class ReleaseForm(PortalForm):
    """Giving a case back to its team."""

    reason = PlainTextField(
        label=_("Why do you give the case back?"),
        help_text=_("Only colleagues read this, the client does not."),
        max_length=500,
        rows=3,
        error_messages={"required": _("Write in a few words why")},
    )


class CloseForm(PortalForm):
    """The outcome; what was missing when there was none; what the client reads."""

    outcome = forms.ChoiceField(
        label=_("How did it end?"), widget=RadioRows, error_messages={"required": _("Choose an outcome.")}
    )
    missing = forms.ChoiceField(
        label=_("What was missing?"),
        help_text=_("This is how the region learns what people need and cannot find."),
        widget=RadioRows,
        required=False,
    )
    note = PlainTextField(
        label=_("Message to the client"),
        help_text=_("The client reads this in the e-mail about closing and in the own space."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("outcome", Outcome.choices), ("missing", Missing.choices)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101
            field.choices = capitalized(choices)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("outcome") == Outcome.NO_SOLUTION and "missing" not in self.errors:
            if not data.get("missing"):
                self.add_error("missing", _("Say what was missing when no solution was found."))
            elif data["missing"] == Missing.OTHER and not data.get("note"):
                self.add_error("note", _("Explain in a few words what was missing."))
        return data


class ReopenForm(PortalFormMixin, StepFields):
    """Taking a closed case up again, with a next step."""

    reason = PlainTextField(label=_("Why do you reopen the case?"), required=False, max_length=500, rows=3)
    field_order = ["reason", "next_step", "when", "on", "waiting_for"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("waiting_for")
        self.prepare_step()

    def clean(self) -> dict[str, Any]:
        super().clean()
        self.clean_step()
        return self.cleaned_data


class ClientForm(PortalModelForm):
    """How to reach the client, and for a company its name and number. Only checks: a service writes."""

    phone = PhoneField(label=_("Telephone number"), required=False)
    postcode = PostcodeField(label=_("Postcode"), required=False, letters_optional=True)
    language = forms.ChoiceField(label=_("Language of our messages"), choices=[("nl", "Nederlands"), ("en", "English")])

    class Meta:
        model = Client
        fields = ("name", "company_name", "kvk_number", "email", "phone", "postcode", "municipality", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        if self.instance.audience == Audience.RESIDENT:
            del self.fields["company_name"], self.fields["kvk_number"]

    def clean(self) -> dict[str, Any]:
        """Without an address or a number nobody can answer."""
        data = super().clean() or self.cleaned_data
        if not data.get("email") and not data.get("phone") and not self.errors:
            self.add_error("phone", _("Fill in a telephone number or an e-mail address"))
        return data
