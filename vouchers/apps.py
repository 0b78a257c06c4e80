"""Configuration of the vouchers app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VouchersConfig(AppConfig):
    """Schemes, applications, decisions and the ledger of the Twents Fonds."""

    name = "vouchers"
    verbose_name = "Twents Fonds"

    def ready(self) -> None:
        """Register words, receivers, menu items and what stands on the pages of others."""
        from vouchers import receivers, slots
        from vouchers.kinds import register_kinds
        from werkcentrum.core.navigation import NavItem, register
        from werkcentrum.core.roles import CASE_ROLES, FUND_ROLES
        from werkcentrum.core.slots import fill

        register_kinds()
        register(NavItem(label=_("Training voucher"), url_name="vouchers:check", order=30, area="public"))
        register(
            NavItem(label=_("Training vouchers"), url_name="vouchers:list", order=40, roles=CASE_ROLES | FUND_ROLES)
        )
        fill("advisors.case_aside", slots.case_aside, order=50)
        fill("advisors.my_case", slots.my_case, order=50)
