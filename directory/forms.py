"""The search form of "Hulp en diensten". Its field names are words in the address, so they are Dutch."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from directory.models import Service, TaxonomyTerm
from directory.texts import in_reader_language
from werkcentrum.core.forms import PortalForm
from werkcentrum.core.models import Municipality

REGION = "twente"
AUDIENCES = {"inwoner": Service.Audience.RESIDENT, "werkgever": Service.Audience.EMPLOYER}


class ServiceSearchForm(PortalForm):
    """Everything is optional, and what is not understood is left out: an old link must not end at an error."""

    mark_optional = False

    q = forms.CharField(label=_("What are you looking for?"), required=False, max_length=200)
    voor = forms.ChoiceField(label=_("For whom"), required=False)
    thema = forms.ChoiceField(label=_("About"), required=False)
    gemeente = forms.ChoiceField(label=_("Municipality"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        themes = TaxonomyTerm.objects.filter(taxonomy=TaxonomyTerm.Taxonomy.THEME)
        municipalities = Municipality.objects.filter(region__code=REGION).values_list("code", "name")
        self.choices: dict[str, dict[str, Any]] = {
            "voor": {"inwoner": _("Residents"), "werkgever": _("Employers")},
            "thema": {theme.code: in_reader_language(theme, "name")[0] for theme in themes},
            "gemeente": dict(municipalities),
        }
        for name, empty in (("voor", _("Everybody")), ("thema", _("All subjects")), ("gemeente", _("All of Twente"))):
            self.fields[name].choices = [("", empty), *self.choices[name].items()]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """What was asked and understood, without empty values."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def language(self) -> str:
        """The language to search in."""
        return get_language() or "nl"
