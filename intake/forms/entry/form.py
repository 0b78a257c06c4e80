"""What an advisor fills in while a client is on the phone or at the counter: one form for residents and employers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from advisors.models import Client
from advisors.workflow import Channel
from directory.models import Location
from intake.forms.base import Born
from intake.forms.entry.fields import ONLY_OF, OUTSIDE_LABEL, EntryFields
from intake.places import our_municipalities
from intake.rules import EMPLOYER, RESIDENT
from werkcentrum.core.forms import PortalForm


class ClientSearchForm(PortalForm):
    """One box to find a client again."""

    mark_optional = False

    q = forms.CharField(
        required=False,
        max_length=100,
        label=_("Is this client known?"),
        help_text=_("Name, year of birth, phone, e-mail or case number: “jansen 1985”"),
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )


class EntryForm(EntryFields):
    """One client with one question. `client` is a client we know, whose kind is not asked again.

    Fields of the other audience are on the screen too (the style sheet hides them), but are not looked at.
    """

    outside = OUTSIDE_LABEL
    field_order = ("channel", "audience", "location", "question", "themes", "employer_themes")

    def __init__(self, *args: Any, client: Client | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client
        self.places = our_municipalities().in_bulk()
        self.names = {code: place.name for code, place in self.places.items()}
        self.locations: dict[str, Location] = {
            str(place.pk): place for place in Location.objects.walk_in().select_related("address")
        }
        self.set_choices("location", [("", _("Choose")), *((key, place.name) for key, place in self.locations.items())])
        self.offer_municipalities()
        if client is not None:
            del self.fields["audience"]

    @property
    def for_audience(self) -> str:
        """Who asks: the client we know, or what was chosen; a resident while nothing was."""
        if self.client is not None:
            return self.client.audience
        chosen = self["audience"].value()
        return chosen if chosen in (RESIDENT, EMPLOYER) else RESIDENT

    @property
    def counter(self) -> Location | None:
        """Where the client is; on the telephone nowhere."""
        if self.cleaned_data.get("channel") != Channel.WALK_IN:
            return None
        return self.locations.get(self.cleaned_data.get("location", ""))

    def full_clean(self) -> None:
        """Do not look at what belongs to the other audience: it is not on the screen."""
        if self.is_bound:
            for audience, names in ONLY_OF.items():
                for name in names:
                    self.fields[name].disabled = audience != self.for_audience
        super().full_clean()
        if self.is_bound:
            for name in (name for names in ONLY_OF.values() for name in names):
                if self.fields[name].disabled:
                    self.errors.pop(name, None)
                    self.cleaned_data.pop(name, None)
                self.fields[name].disabled = False

    def clean_born(self) -> int:
        """The year of birth, about: of an age the year that fits, or the one we knew when that fits too."""
        born: Born = self.cleaned_data["born"]
        known = self.client.birth_year if self.client else None
        return known if known and born.about and abs(known - born.year) <= 1 else born.year

    def clean(self) -> dict[str, Any]:
        """Where the client is and lives, a way to reach the client, and permission to talk with a helper."""
        answers = super().clean() or self.cleaned_data
        if answers.get("channel") == Channel.WALK_IN and not answers.get("location") and "location" not in self.errors:
            self.add_error("location", self.fields["location"].error_messages["required"])
        self.check_contact(answers)
        self._check_helper(answers)
        if not {"postcode", "municipality"} & set(self.errors) and self._follows_from_postcode(answers):
            answers["municipality"] = self.municipality_at(answers.get("postcode", ""))
        return answers

    def _check_helper(self, answers: dict[str, Any]) -> None:
        if not (answers.get("helper_name") or answers.get("helper_phone")):
            return
        if not answers.get("helper_name") and "helper_name" not in self.errors:
            self.add_error("helper_name", _("Fill in the name of who helps the client"))
        if not answers.get("helper_agreed"):
            self.add_error("helper_agreed", _("Tick this, or leave out who helps: we need the client's permission"))

    def _follows_from_postcode(self, answers: dict[str, Any]) -> bool:
        """Whether nobody chose the municipality: it is empty, or still the one of the address before."""
        chosen, postcode = answers.get("municipality"), answers.get("postcode", "")
        if not chosen or self.client is None:
            return not chosen
        moved = bool(postcode) and postcode[:4] != self.client.postcode[:4]
        return moved and chosen == self.client.municipality_id
