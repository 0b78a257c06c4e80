"""Configuration of the referrals app."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """Warm handover of a case to a partner."""

    name = "referrals"
    verbose_name = "Doorverwijzingen"

    def ready(self) -> None:
        """Register the lines of the timeline, the menu, the blocks on other pages, and what a closed case does."""
        from django.utils.translation import gettext_lazy as _

        from referrals import kinds, receivers, slots
        from werkcentrum.core.navigation import NavItem, register
        from werkcentrum.core.slots import fill

        kinds.register_all()
        roles = frozenset({"partner", "advisor", "coordinator"})
        register(NavItem(label=_("Referrals"), url_name="referrals:inbox", order=30, roles=roles))
        fill("advisors.case_aside", slots.case_aside, order=10)
        fill("advisors.case_actions", slots.case_actions, order=20)
        fill("advisors.my_case", slots.my_case, order=50)
