"""Advising, preparing and deciding."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from vouchers.rules import CheckCode
from vouchers.vocabulary import EvidenceLabel
from vouchers.workflow import Advice, DecisionResult
from werkcentrum.core.forms import CheckboxRows, PlainTextField, PortalForm, RadioRows

GROUNDS: list[tuple[str, Any]] = [
    (CheckCode.RESIDENCE, _("Does not live in the region")),
    (CheckCode.AGE, _("Age does not fit the scheme")),
    (CheckCode.EDUCATION_DIRECTION, _("Level of the training is too high")),
    (CheckCode.PROVIDER_RECOGNISED, _("Training provider is not recognised")),
    (CheckCode.LABOUR_MARKET, _("Not enough chance of work")),
    (CheckCode.COFINANCING, _("Others do not pay their part")),
    (CheckCode.ANNUAL_CAP, _("Maximum per year has been reached")),
    (CheckCode.BUDGET, _("No money left in the fund (subsidy ceiling)")),
    ("advice", _("Negative advice of the advisor")),
]


class AdviseForm(PortalForm):
    """The labour-market test (V art. 4). Without the list, evidence is needed for a positive advice."""

    evidence = forms.ChoiceField(
        label=_("Which evidence of a chance of work did you see?"),
        choices=[("", _("None")), *EvidenceLabel.choices],
        required=False,
        widget=RadioRows,
    )
    advice = forms.ChoiceField(
        label=_("Your advice to the fund"),
        choices=Advice.choices,
        widget=RadioRows,
        error_messages={"required": _("Choose an advice")},
    )
    motivation = PlainTextField(
        label=_("Motivation"),
        help_text=_("Why does this training lead to work, or not? The fund and the applicant can read this."),
        rows=6,
        error_messages={"required": _("Explain your advice")},
    )

    def __init__(self, *args: Any, is_on_list: bool, **kwargs: Any) -> None:
        self.is_on_list = is_on_list
        super().__init__(*args, **kwargs)
        self.fields["advice"].choices = [  # type: ignore[attr-defined]
            (Advice.POSITIVE, _("Award")),
            (Advice.NEGATIVE, _("Refuse")),
        ]
        if is_on_list:
            del self.fields["evidence"]

    def clean(self) -> dict[str, Any]:
        """A positive advice on an occupation that is not on the list asks for evidence."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.is_on_list and cleaned.get("advice") == Advice.POSITIVE and not cleaned.get("evidence"):
            self.add_error("evidence", _("Choose the evidence that you saw. The occupation is not on the list."))
        return cleaned


class PrepareForm(PortalForm):
    """The fund officer's note for who decides."""

    note = PlainTextField(
        label=_("Note for the fund manager"),
        help_text=_("What did you check, and what should the fund manager look at? The applicant does not see this."),
        required=False,
    )


class DecideForm(PortalForm):
    """Award or refuse. `suggestions` are the texts of the letter that fit each decision."""

    decision = forms.ChoiceField(
        label=_("Choose your decision"),
        widget=RadioRows,
        error_messages={"required": _("Choose your decision: award or refuse")},
    )
    grounds = forms.MultipleChoiceField(
        label=_("Grounds for a refusal"),
        help_text=_("Only when you refuse. These stand in the letter."),
        choices=GROUNDS,
        widget=CheckboxRows,
        required=False,
    )
    motivation = PlainTextField(
        label=_("Explanation in the letter"),
        help_text=_("In plain words. The applicant reads this."),
        rows=7,
        error_messages={"required": _("Explain the decision in words that the applicant understands.")},
    )
    declares_no_interest = forms.BooleanField(
        label=_("I have no tie with the applicant, the employer or the training provider"),
        error_messages={"required": _("Declare that you have no interest in this application, or pass it on.")},
    )

    def __init__(self, *args: Any, award_label: str, suggestions: dict[str, str], **kwargs: Any) -> None:
        self.suggestions = suggestions
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            (DecisionResult.AWARDED, award_label),
            (DecisionResult.REFUSED, _("Refuse")),
        ]

    def clean_motivation(self) -> str:
        """The text that we proposed for the other decision does not fit this one."""
        text: str = self.cleaned_data["motivation"]
        chosen = self.cleaned_data.get("decision")
        others = {_same(each) for result, each in self.suggestions.items() if result != chosen and each}
        if chosen and _same(text) in others:
            raise ValidationError(_("This explanation belongs to the other decision. Write why you decide this."))
        return text

    def clean(self) -> dict[str, Any]:
        """A refusal has at least one ground."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == DecisionResult.REFUSED and not cleaned.get("grounds"):
            self.add_error("grounds", _("Choose at least one ground for the refusal."))
        return cleaned


def _same(text: str) -> str:
    return " ".join(text.split())
