"""The lines that this app itself puts in the timeline."""

from django.utils.translation import gettext_lazy as _

from advisors import timeline


def register_all() -> None:
    """Called once, when the app is ready."""
    _register_case_kinds()
    _register_step_kinds()
    _register_contact_kinds()


def _register_case_kinds() -> None:
    opened = {
        "online": _("Case opened through the website"),
        "phone": _("Case opened by telephone"),
        "walk_in": _("Case opened at the counter"),
        "partner": _("Case opened by a partner"),
    }
    for channel, title in opened.items():
        timeline.register(
            f"case.opened_{channel}", title=title, client_title=_("You asked your question"), icon="check"
        )
    timeline.register(
        "case.claimed",
        title=_("%(name)s picked up the case"),
        client_title=_("%(name)s is your contact person"),
        icon="person",
    )
    timeline.register("case.assigned", title=_("Handed over to %(name)s"), icon="handover")
    timeline.register(
        "case.new_contact",
        title=_("%(name)s is the contact person"),
        client_title=_("%(name)s is your contact person"),
        icon="person",
        quiet=True,
    )
    timeline.register("case.released", title=_("%(name)s gave the case back to %(team)s"), icon="handover")
    timeline.register("case.closed", title=_("Case closed"), client_title=_("Your question was closed"), icon="lock")
    timeline.register(
        "case.withdrawn",
        title=_("The client withdrew the question"),
        client_title=_("You withdrew your question"),
        icon="lock",
    )
    timeline.register(
        "case.reopened", title=_("Case reopened"), client_title=_("Your question was opened again"), icon="turn"
    )
    timeline.register(
        "case.disputed",
        title=_("The client does not agree with the outcome"),
        client_title=_("You asked us to talk about the outcome"),
        icon="alert",
    )
    timeline.register(
        "case.attached",
        title=_("The client follows the case in the own space"),
        client_title=_("You added this question to your own space"),
        icon="eye",
        quiet=True,
    )
    timeline.register(
        "case.client_changed",
        title=_("Details of the client corrected"),
        client_title=_("Your details were corrected"),
        icon="person",
        quiet=True,
    )


def _register_step_kinds() -> None:
    timeline.register("step.set", title=_("Next step: %(step)s"), icon="turn", quiet=True)
    timeline.register("step.moved", title=_("Next step moved: %(step)s"), icon="turn", quiet=True)
    timeline.register("step.done", title=_("Done: %(step)s"), icon="check")


def _register_contact_kinds() -> None:
    titles = {
        "llo": (_("LLO conversation, %(minutes)s minutes"), "person"),
        "phone": (_("Phone call, %(minutes)s minutes"), "phone"),
        "walk_in": (_("Walk-in, %(minutes)s minutes"), "person"),
        "email": (_("E-mail, %(minutes)s minutes"), "mail"),
        "appointment": (_("Appointment, %(minutes)s minutes"), "calendar"),
        "other": (_("Other contact, %(minutes)s minutes"), "person"),
    }
    for kind, (title, icon) in titles.items():
        timeline.register(f"contact.{kind}", title=title, icon=icon)
