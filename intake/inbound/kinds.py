"""The lines in the timeline of a case about a question that a partner brought; the client reads them too."""

from django.utils.translation import gettext_lazy as _

from advisors import timeline


def register_all() -> None:
    """Called once, when the app is ready."""
    timeline.register(
        "inbound.entered",
        title=_("%(organization)s brought this question, with consent"),
        client_title=_("%(organization)s passed your question on to us"),
        icon="handover",
        group="case",
    )
    timeline.register(
        "inbound.answered",
        title=_("Answer to %(organization)s"),
        client_title=_("We answered %(organization)s"),
        icon="mail",
        group="case",
    )
    timeline.register(
        "inbound.closed_told",
        title=_("%(organization)s was told that the case is closed"),
        client_title=_("We told %(organization)s that your question was closed"),
        icon="mail",
        quiet=True,
        group="case",
    )
    timeline.register(
        "inbound.consent_withdrawn",
        title=_("%(organization)s hears nothing any more: the client does not want it"),
        client_title=_("You stopped telling %(organization)s about this question"),
        icon="lock",
        group="case",
    )
