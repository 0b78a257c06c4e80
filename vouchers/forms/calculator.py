"""The calculator on the public page. Its field names are words in the address, so they are Dutch."""

from django.utils.translation import gettext_lazy as _

from vouchers.rules import Source
from werkcentrum.core.forms import MoneyField, PortalForm

SOURCES = {
    "werkgever": Source.EMPLOYER,
    "opleidingsfonds": Source.OO_FUND,
    "uitkering": Source.BENEFITS_AGENCY,
    "zelf": Source.OWN,
}
MOST_CENTS = 1_000_000_00


class CalculatorForm(PortalForm):
    """What a training costs and what others pay; only the costs are needed."""

    kosten = MoneyField(
        label=_("Costs of the training"),
        help_text=_("Course fee, exam and materials. Not travel."),
        min_cents=1,
        max_cents=MOST_CENTS,
        error_messages={"required": _("Fill in what the training costs, for example 1.450,00")},
    )
    werkgever = MoneyField(label=_("Your employer pays"), required=False, max_cents=MOST_CENTS)
    opleidingsfonds = MoneyField(label=_("A training fund pays"), required=False, max_cents=MOST_CENTS)
    uitkering = MoneyField(label=_("UWV or the municipality pays"), required=False, max_cents=MOST_CENTS)
    zelf = MoneyField(label=_("You pay yourself"), required=False, max_cents=MOST_CENTS)

    @property
    def cofinancing(self) -> dict[str, int]:
        """Cents per source, after validation."""
        return {source: self.cleaned_data[name] or 0 for name, source in SOURCES.items()}
