"""Widgets that the look has and Django does not. `{% field %}` draws them; `as_widget` alone gives bare inputs."""

import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from werkcentrum.core import money

TEXTBOX = "utrecht-textbox utrecht-textbox--html-input"


class _Described:
    """Options with a grey line beneath: `RadioRows(descriptions={"flex": "Also through an agency"})`."""

    def __init__(self, *args: Any, descriptions: dict[Any, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.descriptions = {str(value): text for value, text in (descriptions or {}).items()}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option, with its description."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["description"] = self.descriptions.get(str(value), "")
        return option


class RadioRows(_Described, forms.RadioSelect):
    """One answer: rows whose whole width is the target. Grouped choices get a small heading per group."""


class CheckboxRows(_Described, forms.CheckboxSelectMultiple):
    """Several answers: rows whose whole width is the target."""


class DateInThreeFields(forms.MultiWidget):
    """Day, month and year in three boxes; what was typed stays, also when it is no date."""

    template_name = "components/widgets/date.html"
    part_labels = (_("Day"), _("Month"), _("Year"))

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        parts = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}
        super().__init__(
            {
                part: forms.TextInput(
                    {"class": TEXTBOX, "inputmode": "numeric"} | ({"autocomplete": autocomplete} if birthday else {})
                )
                for part, autocomplete in parts.items()
            },
            attrs,
        )

    def decompress(self, value: Any) -> list[str]:
        """A date as the texts of the three boxes."""
        if isinstance(value, str):
            try:
                value = datetime.date.fromisoformat(value)
            except ValueError:
                return ["", "", ""]
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The three boxes with their labels."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for label, part in zip(self.part_labels, context["widget"]["subwidgets"], strict=True):
            part["label"] = label
        return context


class MoneyInput(forms.TextInput):
    """An amount in euros with the sign in front; the value is whole cents or what was typed."""

    template_name = "components/widgets/money.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def format_value(self, value: Any) -> str:
        """Cents as `1.450,00`; text stays as it was typed."""
        if value is None or value == "":
            return ""
        return money.euro(value).removeprefix("€").strip() if isinstance(value, int) else str(value)
