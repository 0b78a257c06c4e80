"""Configuration of the intake app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """The front door: questions and the triage that finds a desk for each."""

    name = "intake"
    verbose_name = _("Asking questions")

    def ready(self) -> None:
        """Put our pages in the menu."""
        from werkcentrum.core.navigation import NavItem, register

        register(NavItem(label=_("Home"), url_name="intake:home", order=0, area="public", match=("intake:home",)))
        register(
            NavItem(
                label=_("For residents"),
                url_name="intake:residents",
                order=10,
                area="public",
                match=("intake:residents",),
            )
        )
        register(
            NavItem(
                label=_("For employers"),
                url_name="intake:employers",
                order=20,
                area="public",
                match=("intake:employers",),
            )
        )
