"""The form of one rule: for whom, under which conditions, what follows, and what clients read about it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.utils.translation import ngettext as plural

from intake.forms.rules.conditions import ConditionForm, RuleContext, stored_rows, typed_rows, without_errors
from intake.models import Rule
from intake.rules import RuleData
from intake.rules.language import DESKS, EXTRA_DESKS, LEVEL, LEVELS, RESPONSIBLE
from intake.rules.sentences import LEVEL_WORDS, SPECIAL_DESKS
from intake.services.editing import RuleText, digest_of_rule
from werkcentrum.core.forms import PlainTextField, PortalForm, RadioRows

BOTH = "both"
ADD_DESK = "add_desk"
FEWEST_DESK_FIELDS = 3
LONGEST_EXPLANATION = 300
# how the places for a name and a term are written in a form, per field: people do not type braces
PLACEHOLDERS: Mapping[str, Mapping[str, str]] = {
    "explanation_nl": {"{municipality}": "[gemeente]", "{working_days}": "[werkdagen]"},
    "explanation_en": {"{municipality}": "[municipality]", "{working_days}": "[working days]"},
}
_LEFT_OVER = re.compile(r"[\[\]{}]")


def readable(text: str, language: str) -> str:
    """An explanation with the places for a name and a term in words."""
    for code, word in PLACEHOLDERS[f"explanation_{language}"].items():
        text = text.replace(code, word)
    return text


class RuleForm(PortalForm):
    """Everything of a rule but its conditions, which are `rows`. `seen` is what the rule said when it was opened."""

    audience = forms.ChoiceField(
        label=gettext_lazy("For whom is this rule?"),
        widget=RadioRows,
        choices=[
            ("resident", gettext_lazy("Residents")),
            ("employer", gettext_lazy("Employers")),
            (BOTH, gettext_lazy("Residents and employers")),
        ],
        error_messages={"required": gettext_lazy("Choose for whom this rule is")},
    )
    explanation_nl = PlainTextField(
        label=gettext_lazy("What clients read, in Dutch"),
        max_length=LONGEST_EXPLANATION,
        rows=3,
        error_messages={"required": gettext_lazy("Write the sentence that clients read")},
    )
    explanation_en = PlainTextField(
        label=gettext_lazy("What clients read, in English"),
        help_text=gettext_lazy("Left open? Then English readers get the Dutch sentence."),
        required=False,
        max_length=LONGEST_EXPLANATION,
        rows=3,
    )
    legal_basis = forms.CharField(
        label=gettext_lazy("Which law or agreement says so?"),
        help_text=gettext_lazy("For example: Wet SUWI art. 30"),
        required=False,
        max_length=200,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, context: RuleContext, desks: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context = context
        hint = _("One or two sentences, to the client (“u”). %(municipality)s becomes the name of the municipality.")
        if context.stage == LEVEL:
            hint = _("One or two sentences, to the client (“u”). %(days)s becomes the number of working days.")
        places = PLACEHOLDERS["explanation_nl"]
        self.fields["explanation_nl"].help_text = hint % {
            "municipality": places["{municipality}"],
            "days": places["{working_days}"],
        }
        effects = _effect_fields(context.stage, desks, self._desk_count())
        self.effect_names = list(effects)
        self.fields.update(effects)
        self.order_fields(["audience", *effects])  # as they stand on the page, so in the summary of errors too
        for field in effects.values():
            self._say_what_to_do(field)
        self.rows: list[ConditionForm] = []

    def _desk_count(self) -> int:
        """As many fields as desks were chosen, and one more."""
        chosen = sum(1 for name in (self.data if self.is_bound else self.initial) if re.fullmatch(r"desk_\d+", name))
        more = ADD_DESK in self.data if self.is_bound else True
        return max(FEWEST_DESK_FIELDS, chosen + more)

    @property
    def effect_fields(self) -> list[forms.BoundField]:
        """What follows, as the page shows it."""
        return [self[name] for name in self.effect_names]

    @property
    def may_have_more_desks(self) -> bool:
        """Whether the question can go to several organisations."""
        return self.context.stage in (DESKS, EXTRA_DESKS)

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        """The form and its rows, for the summary of errors."""
        return [self, *self.rows]

    def everything_is_valid(self) -> bool:
        """Also the rows; all of them are looked at, so that everything wrong is said at once."""
        return all([self.is_valid(), *(row.is_valid() for row in self.rows)])

    def clean_explanation_nl(self) -> str:
        return self._explanation("explanation_nl")

    def clean_explanation_en(self) -> str:
        return self._explanation("explanation_en")

    def _explanation(self, name: str) -> str:
        """With our own signs for the places; another place between brackets does not exist."""
        text: str = self.cleaned_data[name]
        known = {code: word for code, word in PLACEHOLDERS[name].items() if self._may_hold(code)}
        bare = text
        for word in known.values():
            bare = bare.replace(word, "")
        if _LEFT_OVER.search(bare):
            raise forms.ValidationError(
                plural(
                    "Between brackets you can only write %(words)s",
                    "Between brackets you can only write %(words)s",
                    len(known),
                )
                % {"words": _(" or ").join(known.values())}
            )
        for code, word in known.items():
            text = text.replace(word, code)
        if len(text) > LONGEST_EXPLANATION:
            raise forms.ValidationError(_("Make your text shorter: at most 300 characters"))
        return text

    def _may_hold(self, code: str) -> bool:
        return code != "{working_days}" or self.context.stage == LEVEL

    def clean(self) -> dict[str, Any]:
        """A desk is named once, and the first one is there."""
        data = super().clean() or self.cleaned_data
        chosen = [(name, data[name]) for name in self.effect_names if data.get(name)]
        for index, (name, code) in enumerate(chosen):
            if code in [other for _name, other in chosen[:index]]:
                self.add_error(name, _("This organisation is in the list already. Choose another one, or none"))
        return data

    def effects(self) -> dict[str, Any]:
        """What follows, as the rules have it; only of a valid form."""
        codes = [self.cleaned_data[name] for name in self.effect_names if self.cleaned_data.get(name)]
        if self.context.stage in (DESKS, EXTRA_DESKS):
            return {"desks": codes}
        return {self.context.stage: codes[0]}

    def text(self) -> RuleText:
        """The rule as the service takes it; only of a form and rows that are valid."""
        data = self.cleaned_data
        return RuleText(
            audience="" if data["audience"] == BOTH else data["audience"],
            conditions=[row.condition() for row in self.rows],
            effects=self.effects(),
            explanation_nl=data["explanation_nl"],
            explanation_en=data["explanation_en"],
            legal_basis=data["legal_basis"].strip(),
        )

    def sketch(self) -> RuleData:
        """The rule as it would be, to say it as a sentence; the explanations may still be missing."""
        audience = self.cleaned_data["audience"]
        return RuleData(
            code="sketch",
            stage=self.context.stage,
            audience="" if audience == BOTH else audience,
            conditions=[row.condition() for row in self.rows],
            effects=self.effects(),
        )


def _effect_fields(stage: str, desks: Sequence[tuple[str, Any]], count: int) -> dict[str, forms.Field]:
    if stage == LEVEL:
        levels = [(level, str(LEVEL_WORDS[level]).capitalize()) for level in LEVELS]
        missing = {"required": _("Choose a level of help")}
        label = _("Which level of help is it?")
        return {"level": forms.ChoiceField(label=label, widget=RadioRows, choices=levels, error_messages=missing)}
    offered = [("", _("Choose")), *desks]
    missing = {"required": _("Choose an organisation")}
    if stage == RESPONSIBLE:
        return {
            "desk_1": forms.ChoiceField(label=_("Who is responsible?"), choices=offered, error_messages=missing),
        }
    labels = [_("Which organisation helps?"), _("And after that?")]
    return {
        f"desk_{number}": forms.ChoiceField(
            label=labels[0] if number == 1 else labels[1],
            choices=offered if number == 1 else [("", _("Nobody else")), *desks],
            required=number == 1,
            error_messages=missing,
        )
        for number in range(1, count + 1)
    }


def desk_choices(active: Mapping[str, str], *, stage: str, kept: Sequence[str] = ()) -> list[tuple[str, Any]]:
    """Organisations that take part, the ones that depend on the person first; `kept` are those of the rule now.

    `active` are code and name. Municipalities and debt helps are chosen together, by where somebody lives.
    """
    special = {code: str(name)[:1].upper() + str(name)[1:] for code, name in SPECIAL_DESKS.items()}
    if stage != RESPONSIBLE:
        special = {code: name for code, name in special.items() if "{" in code}
    by_place = tuple(code.split("{")[0] for code in SPECIAL_DESKS if "{" in code)
    single = [(code, name) for code, name in active.items() if code not in SPECIAL_DESKS]
    ordinary = [(code, name) for code, name in single if not code.startswith(by_place)]
    local = [(code, name) for code, name in single if code.startswith(by_place)]
    offered = {code for code, _name in [*special.items(), *single]}
    gone = [(code, _("%(code)s (does not take part any more)") % {"code": code}) for code in kept]
    gone = [(code, name) for code, name in gone if code not in offered]
    groups: list[tuple[str, Any]] = [
        (_("Depends on the person"), list(special.items())),
        (_("Organisations"), ordinary),
        (_("One municipality"), local),
    ]
    return groups + ([(_("In the rule now"), gone)] if gone else [])


def stored_form(rule: Rule, *, context: RuleContext, desks: Sequence[tuple[str, Any]]) -> RuleForm:
    """The form of a rule as it is."""
    wanted = rule.effects.get("desks") or [rule.effects.get("responsible") or rule.effects.get("level")]
    effects = {"level": wanted[0]} if rule.stage == LEVEL else {f"desk_{n}": code for n, code in enumerate(wanted, 1)}
    initial = {
        "audience": rule.audience or BOTH,
        "explanation_nl": readable(rule.explanation_nl, "nl"),
        "explanation_en": readable(rule.explanation_en, "en"),
        "legal_basis": rule.legal_basis,
        "seen": digest_of_rule(rule),
        **effects,
    }
    form = RuleForm(initial=initial, context=context, desks=desks)
    form.rows = stored_rows(rule.conditions, context)
    return form


def typed_form(data: Any, *, context: RuleContext, desks: Sequence[tuple[str, Any]]) -> RuleForm:
    """The form as it was sent."""
    form = RuleForm(data, context=context, desks=desks)
    form.rows = typed_rows(data, context)
    return form


def not_judged(form: RuleForm) -> RuleForm:
    """For a page that only gets or loses a row: what was typed, without errors."""
    for each in form.all_forms:
        without_errors(each)
    return form
