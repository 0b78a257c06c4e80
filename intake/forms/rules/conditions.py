"""The conditions of a rule as rows of a form: one fact, a test of it, and values chosen from lists with words.

Rows are added and removed by buttons that send the whole form, so that it works without JavaScript and nothing typed
is lost. The fact of a row does not change; another fact is another row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.rules.facts import AGES, EDUCATIONS, EMPLOYER, EMPLOYER_THEMES, OUTSIDE, RESIDENT_THEMES, SITUATIONS
from intake.rules.language import DESKS, RESPONSIBLE
from intake.rules.sentences import MUNICIPALITY, Words
from werkcentrum.core.forms import CheckboxRows, PortalForm, RadioRows

ROW, NEW_FACT = "row", "new_fact"
MOST_THEMES = len(RESIDENT_THEMES)
Choices = list[tuple[str, str]]

FACT_LABELS: Mapping[str, str | Promise] = {
    "theme": gettext_lazy("What the question is about"),
    "themes": gettext_lazy("Everything that the question is about"),
    "situation": gettext_lazy("Situation"),
    "age": gettext_lazy("Age"),
    "education": gettext_lazy("Highest diploma"),
    "startkwalificatie": gettext_lazy("Startkwalificatie"),
    "municipality": gettext_lazy("Municipality"),
    "theme_count": gettext_lazy("Number of topics"),
    "responsible": gettext_lazy("Who is responsible"),
}
OF_RESIDENTS = frozenset({"situation", "age", "education", "startkwalificatie"})
NUMBERS = frozenset({"age", "theme_count"})


@dataclass(frozen=True)
class RuleContext:
    """What the rows depend on: the stage and audience of the rule, the words, and who can be responsible."""

    stage: str
    audience: str
    words: Words
    responsible: Sequence[str] = ()

    def facts(self) -> list[str]:
        """The facts that this rule can look at."""
        unknown = {"theme"} if self.stage != DESKS else {"themes"}
        unknown |= {"responsible"} if self.stage == RESPONSIBLE else set()
        unknown |= OF_RESIDENTS if self.audience == EMPLOYER else set()
        return [fact for fact in FACT_LABELS if fact not in unknown]

    def choices(self, fact: str) -> Choices:
        """The values of a fact, in words."""
        words = self.words
        if fact == "municipality":
            return [*words.municipalities.items(), (OUTSIDE, _("Outside the region"))]
        if fact == "responsible":
            return [(code, words.desk(code)) for code in self._who_can_be_responsible()]
        names, codes = {
            "situation": (words.situations, SITUATIONS),
            "education": (words.educations, EDUCATIONS),
        }.get(fact, (words.themes, self._themes()))
        return [(code, str(names.get(code, code))) for code in codes]

    def _themes(self) -> tuple[str, ...]:
        if self.audience:
            return EMPLOYER_THEMES if self.audience == EMPLOYER else RESIDENT_THEMES
        return tuple(dict.fromkeys((*RESIDENT_THEMES, *EMPLOYER_THEMES)))

    def _who_can_be_responsible(self) -> Iterable[str]:
        found: dict[str, None] = {}
        for code in self.responsible:
            local = [code.replace(MUNICIPALITY, place) for place in self.words.municipalities]
            found.update(dict.fromkeys(local if MUNICIPALITY in code else [code]))
        return found


class ConditionForm(PortalForm):
    """One condition. `fact` says which; `initial` is the condition as the rules have it."""

    def __init__(self, *args: Any, fact: str, context: RuleContext, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fact, self.context = fact, context
        for name, field in self._fields_for(fact).items():
            self.fields[name] = field
        for field in self.fields.values():
            self._say_what_to_do(field)

    @property
    def fields_shown(self) -> list[tuple[forms.BoundField, bool]]:
        """Each field, and whether the legend of the row names it already."""
        return [(bound, bound.name in ("values", "answer")) for bound in self]

    def _fields_for(self, fact: str) -> dict[str, forms.Field]:
        if fact == "startkwalificatie":
            yes_no = [("yes", _("Has one")), ("no", _("Does not have one"))]
            return {"answer": forms.ChoiceField(label=_("Startkwalificatie"), choices=yes_no, widget=RadioRows)}
        if fact in NUMBERS:
            return self._number_fields(fact)
        fields: dict[str, forms.Field] = {}
        if fact != "themes":
            tests = [("in", _("One of these")), ("not_in", _("None of these"))]
            fields["test"] = forms.ChoiceField(label=_("When does it count?"), choices=tests)
        fields["values"] = forms.MultipleChoiceField(
            label=_("One of these") if fact == "themes" else str(FACT_LABELS[fact]),
            choices=self._offered(fact),
            widget=CheckboxRows,
            error_messages={"required": _("Choose at least one, or remove this condition")},
        )
        return fields

    def _number_fields(self, fact: str) -> dict[str, forms.Field]:
        words = {
            "age": ([("under", _("Younger than")), ("at_least", _("This age or older"))], _("Age in years")),
            "theme_count": (
                [("under", _("Fewer than")), ("at_least", _("This number or more"))],
                _("Number of topics"),
            ),
        }
        tests, label = words[fact]
        lowest, highest = (1, AGES.stop - 1) if fact == "age" else (1, MOST_THEMES)
        number = forms.IntegerField(
            label=label,
            min_value=lowest,
            max_value=highest,
            error_messages=dict.fromkeys(
                ("required", "invalid", "min_value", "max_value"),
                _("Fill in a number from %(lowest)s to %(highest)s") % {"lowest": lowest, "highest": highest},
            ),
            widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        )
        return {"test": forms.ChoiceField(label=_("When does it count?"), choices=tests), "number": number}

    def _offered(self, fact: str) -> Choices:
        """With what was chosen before, also when it is not offered (any more)."""
        offered = self.context.choices(fact)
        chosen = self.data.getlist(self.add_prefix("values")) if self.is_bound else self.initial.get("values", [])  # type: ignore[attr-defined]
        known = dict(offered)
        return offered + [(code, self._word(code)) for code in chosen if code not in known]

    def _word(self, code: str) -> str:
        words = self.context.words
        return str(words.themes.get(code) or words.desk(code))

    @property
    def row_id(self) -> str:
        """By which its buttons and hidden fields are known."""
        return str(self.prefix).removeprefix("c")

    @property
    def label(self) -> str | Promise:
        """The fact in words."""
        return FACT_LABELS[self.fact]

    def clean_values(self) -> list[str]:
        """Values that belong to the audience of the rule."""
        chosen: list[str] = self.cleaned_data["values"]
        known = dict(self.context.choices(self.fact))
        wrong = [self._word(code) for code in chosen if code not in known]
        if wrong:
            text = _("Take this away: %(values)s. It does not go with the people this rule is for.")
            raise forms.ValidationError(text % {"values": ", ".join(wrong)})
        return chosen

    def clean(self) -> dict[str, Any]:
        """The fact goes with the audience."""
        data = super().clean() or self.cleaned_data
        if self.context.audience == EMPLOYER and self.fact in OF_RESIDENTS:
            self.add_error(
                None,
                _("Remove the condition “%(fact)s”: we do not ask this from the people this rule is for.")
                % {"fact": self.label},
            )
        return data

    def condition(self) -> dict[str, Any]:
        """The condition as the rules have it; only of a valid row."""
        data = self.cleaned_data
        if self.fact == "startkwalificatie":
            return {"fact": self.fact, "is": data["answer"] == "yes"}
        if self.fact == "themes":
            return {"fact": self.fact, "any_of": data["values"]}
        return {"fact": self.fact, data["test"]: data["number"] if self.fact in NUMBERS else data["values"]}


def fields_of(condition: Mapping[str, Any]) -> dict[str, Any]:
    """A condition as the initial values of its row."""
    test, wanted = next((name, value) for name, value in condition.items() if name != "fact")
    if condition["fact"] == "startkwalificatie":
        return {"answer": "yes" if wanted else "no"}
    if condition["fact"] in NUMBERS:
        return {"test": test, "number": wanted}
    return {"test": test, "values": list(wanted)}


def stored_rows(conditions: Sequence[Mapping[str, Any]], context: RuleContext) -> list[ConditionForm]:
    """Rows for the conditions of a rule."""
    return [
        ConditionForm(prefix=f"c{number}", fact=condition["fact"], context=context, initial=fields_of(condition))
        for number, condition in enumerate(conditions)
    ]


def typed_rows(data: Any, context: RuleContext) -> list[ConditionForm]:
    """Rows as they were sent: each in `row` by number, with its fact; nonsense is left out."""
    found = []
    for number in data.getlist(ROW):
        fact = data.get(f"c{number}-fact", "")
        if number.isdigit() and fact in FACT_LABELS:
            found.append(ConditionForm(data, prefix=f"c{number}", fact=fact, context=context))
    return found


def without_errors(form: forms.BaseForm) -> forms.BaseForm:
    """What was typed, not judged yet: for a page that only gets another row."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}
    return form
