"""Configuration of the directory app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    """Organisations, services, locations and who works where."""

    name = "directory"
    verbose_name = "Hulp en diensten"

    def ready(self) -> None:
        """Put the public pages in the menu and in the foot of every page; notice who takes part."""
        from django.template.loader import render_to_string

        from directory import receivers
        from werkcentrum.core.navigation import NavItem, register
        from werkcentrum.core.slots import fill

        menu = [
            ("services", _("Help and services"), 40, ("service", "organization")),
            ("locations", _("Locations"), 50, ("location",)),
        ]
        for name, label, order, parts in menu:
            match = tuple(f"directory:{part}" for part in parts)
            register(NavItem(label=label, url_name=f"directory:{name}", order=order, area="public", match=match))
        fill("footer-links", lambda request: render_to_string("directory/footer_links.html", request=request), order=10)
