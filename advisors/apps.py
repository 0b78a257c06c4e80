"""Configuration of the advisors app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvisorsConfig(AppConfig):
    """Clients, cases and what happens with them: the centre of the domain."""

    name = "advisors"
    verbose_name = "Klantvragen"

    def ready(self) -> None:
        """Tell the timeline which lines there are, and the menus which pages."""
        from advisors import kinds, slots
        from werkcentrum.core.navigation import NavItem, register
        from werkcentrum.core.roles import CASE_ROLES
        from werkcentrum.core.slots import fill

        kinds.register_all()
        pages = ("worklist", "case", "contact", "next-step", "assign", "release", "close", "reopen", "client")
        register(
            NavItem(
                label=_("Worklist"),
                url_name="advisors:worklist",
                order=10,
                roles=CASE_ROLES,
                match=tuple(f"advisors:{name}" for name in pages),
            )
        )
        register(
            NavItem(
                label=_("Walk-in"),
                url_name="advisors:walk-ins",
                order=16,
                roles=CASE_ROLES,
                match=("advisors:walk-in",),
                badge=slots.visitors_badge,
            )
        )
        register(NavItem(label=_("My questions"), url_name="advisors:my-space", order=10, area="own"))
        fill("workplace-search", slots.search_in_bar)
