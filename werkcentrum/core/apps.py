"""Configuration of the core app: what all other apps build on; imports none of them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """Users, regions, audit, legal terms, money and the small shared mechanisms."""

    name = "werkcentrum.core"
    label = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        """Connect the receivers, and give administrators the admin in their menu."""
        from werkcentrum.core import receivers
        from werkcentrum.core.navigation import NavItem, register

        register(
            NavItem(
                label=_("Administration"),
                url_name="admin:index",
                order=5,
                roles=frozenset({"admin"}),
                match=("admin:",),
            )
        )
