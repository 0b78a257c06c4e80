"""Configuration of the reporting app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportingConfig(AppConfig):
    """Figures; reads everything, writes nothing of others."""

    name = "reporting"
    verbose_name = "Cijfers"

    def ready(self) -> None:
        """Count what happens, and stand in the menu of who may see the figures."""
        from reporting import receivers
        from reporting.permissions import DASHBOARD_ROLES
        from werkcentrum.core.navigation import NavItem, register

        register(
            NavItem(
                label=_("Figures"),
                url_name="reporting:dashboard",
                order=60,
                area="workplace",
                roles=DASHBOARD_ROLES,
                match=("reporting:",),
            )
        )
