"""States of a referral and the moves between them (domain 6): no wildcards, every pair was chosen by somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.workflow import Moves


class ReferralStatus(models.TextChoices):
    """Where a referral stands. It is warm when it has been taken over, not when it has been sent (MD)."""

    DRAFT = "draft", _("not sent yet")
    SENT = "sent", _("not taken over yet")
    ACCEPTED = "accepted", _("taken over")
    IN_PROGRESS = "in_progress", _("in progress at the partner")
    COMPLETED = "completed", _("completed")
    RETURNED = "returned", _("handed back")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")
    EXPIRED = "expired", _("expired")


S = ReferralStatus

REFERRAL_MOVES: Moves = {
    S.DRAFT: frozenset({S.SENT, S.WITHDRAWN}),
    S.SENT: frozenset({S.ACCEPTED, S.DECLINED, S.WITHDRAWN, S.EXPIRED}),
    S.ACCEPTED: frozenset({S.IN_PROGRESS, S.COMPLETED, S.RETURNED, S.WITHDRAWN, S.EXPIRED}),
    S.IN_PROGRESS: frozenset({S.COMPLETED, S.RETURNED, S.WITHDRAWN, S.EXPIRED}),
    S.COMPLETED: frozenset(),
    S.RETURNED: frozenset(),
    S.DECLINED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.EXPIRED: frozenset(),
}

OPEN = frozenset({S.DRAFT, S.SENT, S.ACCEPTED, S.IN_PROGRESS})
"""Still going on: at most one per case and organisation."""

TAKEN_OVER = frozenset({S.ACCEPTED, S.IN_PROGRESS})
"""The partner has it and works on it."""

SHARING = frozenset({S.SENT, S.ACCEPTED, S.IN_PROGRESS, S.COMPLETED})
"""The partner needs the data for its purpose; in any other state nothing is shared, whatever the consent says."""

PARTNER_KNOWS = SHARING | {S.DECLINED, S.RETURNED}
"""On the partner's own lists; of what it declined or handed back only the reference number is left."""


class DataGroup(models.TextChoices):
    """What can be shared, each on its own (domain 6)."""

    CONTACT = "contact", _("contact details")
    QUESTION = "question", _("question")
    BACKGROUND = "background", _("background")
    DOCUMENTS = "documents", _("documents")


class Basis(models.TextChoices):
    """Why data may be shared at all."""

    CONSENT = "consent", _("consent of the client")
    LEGAL_TASK = "legal_task", _("legal task")


class LegalArticle(models.TextChoices):
    """The articles between UWV and municipalities (Wet structuur uitvoeringsorganisatie werk en inkomen)."""

    SUWI_9 = "suwi_9", _("Wet SUWI, article 9")
    SUWI_10 = "suwi_10", _("Wet SUWI, article 10")
    SUWI_62 = "suwi_62", _("Wet SUWI, article 62")


class ConsentHow(models.TextChoices):
    """How the client said yes."""

    SPOKEN = "spoken", _("spoken")
    SIGNED = "signed", _("signed on paper")
    ONLINE = "online", _("online")


class DeclineReason(models.TextChoices):
    """Why a partner cannot take over."""

    NOT_OUR_TASK = "not_our_task", _("This question is not our task")
    OUTSIDE_AREA = "outside_area", _("The client lives outside our area")
    NO_ROOM = "no_room", _("We have no room now")
    KNOWN_ALREADY = "known_already", _("We are helping this client already")
    TOO_LITTLE_KNOWN = "too_little_known", _("We know too little to help")
    OTHER = "other", _("Another reason")


class PartnerOutcome(models.TextChoices):
    """What came of it at the partner."""

    HELPED = "helped", _("The question has been answered")
    PLACED = "placed", _("The client has found work")
    TRAINING = "training", _("The client has started training")
    PASSED_ON = "passed_on", _("The client gets help elsewhere now")
    NOT_REACHED = "not_reached", _("We could not reach the client")
    STOPPED = "stopped", _("The client stopped")
