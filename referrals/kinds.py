"""The lines that referrals put in the timeline of a case; what the client reads is in plain words."""

from django.utils.translation import gettext_lazy as _

from advisors import timeline

GROUP = "referrals"


def register_all() -> None:
    """Called once, when the app is ready."""
    timeline.register_group(GROUP, _("Referrals"))
    _register_sending()
    _register_answers()
    _register_endings()
    _register_clock()


def _register_sending() -> None:
    timeline.register(
        "referral.consent_asked",
        title=_("Consent asked for %(organization)s"),
        client_title=_("We asked whether we may share your data with %(organization)s"),
        icon="mail",
        group=GROUP,
    )
    timeline.register(
        "referral.consent_given",
        title=_("Consent for %(organization)s: %(groups)s"),
        client_title=_("You said yes to sharing with %(organization)s: %(groups)s"),
        icon="check",
        group=GROUP,
    )
    timeline.register(
        "referral.legal_task",
        title=_("Shared with %(organization)s under %(article)s: %(groups)s"),
        icon="doc",
        group=GROUP,
    )
    timeline.register(
        "referral.sent",
        title=_("Referred to %(organization)s"),
        client_title=_("We asked %(organization)s to help you"),
        icon="handover",
        group=GROUP,
    )


def _register_answers() -> None:
    timeline.register(
        "referral.accepted",
        title=_("%(organization)s has taken over"),
        client_title=_("%(organization)s is going to help you"),
        icon="handover",
        group=GROUP,
    )
    timeline.register(
        "referral.declined",
        title=_("Does not fit %(organization)s"),
        client_title=_("%(organization)s cannot help with this. We look for another place"),
        icon="turn",
        group=GROUP,
    )
    timeline.register(
        "referral.started",
        title=_("First contact with %(organization)s"),
        client_title=_("You had your first contact with %(organization)s"),
        icon="person",
        group=GROUP,
    )


def _register_endings() -> None:
    timeline.register(
        "referral.completed",
        title=_("%(organization)s is ready"),
        client_title=_("%(organization)s has finished helping you"),
        icon="check",
        group=GROUP,
    )
    timeline.register(
        "referral.returned",
        title=_("Handed back by %(organization)s"),
        client_title=_("%(organization)s handed your question back to us"),
        icon="turn",
        group=GROUP,
    )
    timeline.register(
        "referral.withdrawn",
        title=_("Referral to %(organization)s withdrawn"),
        client_title=_("We asked your question back from %(organization)s"),
        icon="turn",
        group=GROUP,
    )
    timeline.register(
        "referral.consent_withdrawn",
        title=_("Consent for %(organization)s stopped"),
        client_title=_("You stopped sharing with %(organization)s"),
        icon="lock",
        group=GROUP,
    )
    timeline.register(
        "referral.expired",
        title=_("Consent for %(organization)s has run out"),
        client_title=_("Your consent for %(organization)s has run out"),
        icon="lock",
        quiet=True,
        group=GROUP,
    )


def _register_clock() -> None:
    timeline.register(
        "referral.reminded",
        title=_("Reminder to %(organization)s"),
        client_title=_("We reminded %(organization)s of your question"),
        icon="clock",
        quiet=True,
        group=GROUP,
    )
    timeline.register(
        "referral.escalated",
        title=_("Team lead of %(organization)s told"),
        client_title=_("We asked the team lead of %(organization)s for an answer"),
        icon="clock",
        quiet=True,
        group=GROUP,
    )
    timeline.register(
        "referral.overdue",
        title=_("No answer from %(organization)s: back to us"),
        client_title=_("%(organization)s has not answered. We take it up again"),
        icon="clock",
        quiet=True,
        group=GROUP,
    )
