"""Configuration of the intake app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """The front door: questions and the triage that finds a desk for each."""

    name = "intake"
    verbose_name = _("Asking questions")

    def ready(self) -> None:
        """Put our pages in the menu."""
        from intake import receivers
        from intake.inbound import kinds
        from intake.slots import front_door, inbound, walk_ins
        from werkcentrum.core.navigation import NavItem, register
        from werkcentrum.core.roles import CASE_ROLES
        from werkcentrum.core.slots import fill

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
        register(
            NavItem(
                label=_("New question"),
                url_name="intake:enter",
                order=15,
                roles=CASE_ROLES,
                match=("intake:enter", "intake:entry"),
            )
        )
        # what partners bring: after the referrals to them, so that those stay the first page after logging in
        register(
            NavItem(
                label=_("Passing on clients"),
                url_name="intake:inbound-list",
                order=35,
                roles=frozenset({"partner"}),
                match=("intake:inbound",),
            )
        )
        register(
            NavItem(
                label=_("Triage rules"),
                url_name="intake:rule-sets",
                order=70,
                roles=frozenset({"coordinator", "admin"}),
                match=("intake:rule-", "intake:rule-sets"),
            )
        )
        kinds.register_all()
        fill("advisors.worklist_aside", front_door.held_link, order=20)
        fill("advisors.case_aside", inbound.case_aside, order=5)
        fill("advisors.case_why", front_door.keep_as_example)
        fill("advisors.case_close", inbound.case_close, order=10)
        fill("advisors.my_case", inbound.my_case, order=40)
        fill("advisors.my_case", front_door.my_case, order=90)
        fill("advisors.walk_in_actions", walk_ins.new_question)
