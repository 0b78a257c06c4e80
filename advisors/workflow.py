"""States of a case, its outcomes and channels, and the moves between states."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from werkcentrum.core.workflow import Moves


class CaseStatus(models.TextChoices):
    """Where a case stands. What it waits for is said by its next step."""

    NEW = "new", _("new")
    OPEN = "open", _("in progress")
    CLOSED = "closed", pgettext_lazy("case", "closed")


CASE_MOVES: Moves = {
    CaseStatus.NEW: frozenset({CaseStatus.OPEN, CaseStatus.CLOSED}),
    CaseStatus.OPEN: frozenset({CaseStatus.NEW, CaseStatus.CLOSED}),
    CaseStatus.CLOSED: frozenset({CaseStatus.OPEN}),
}


class Outcome(models.TextChoices):
    """How a case ended (domain 5); `no_solution` says what was missing: unmet demand."""

    ANSWERED = "answered", _("answered")
    PLACED = "placed", _("placed in work")
    TRAINING = "training", _("started training")
    TAKEN_OVER = "taken_over", _("referred and taken over")
    WITHDRAWN = "withdrawn", _("withdrawn by the client")
    NOT_REACHABLE = "not_reachable", _("not reachable")
    NO_SOLUTION = "no_solution", _("no solution found")


class Channel(models.TextChoices):
    """How a question came in; all lead to the same case (PD 5)."""

    ONLINE = "online", _("online")
    PHONE = "phone", _("telephone")
    WALK_IN = "walk_in", _("walking in")
    PARTNER = "partner", _("referred by a partner")


class Level(models.TextChoices):
    """The three levels of service (PD 5.3)."""

    LIGHT = "light", _("light")
    BASIC = "basic", _("basic")
    SPECIALIST = "specialist", _("specialist")


class WaitingFor(models.TextChoices):
    """Whose turn it is."""

    US = "us", _("us")
    CLIENT = "client", _("the client")
    PARTNER = "partner", _("a partner")


class ContactKind(models.TextChoices):
    """Kinds of contact moment; the LLO conversation counts for the fund's target (BP 5)."""

    LLO = "llo", _("LLO conversation")
    PHONE = "phone", _("phone call")
    WALK_IN = "walk_in", _("walk-in")
    EMAIL = "email", _("e-mail")
    APPOINTMENT = "appointment", _("appointment")
    OTHER = "other", _("other contact")


class Missing(models.TextChoices):
    """What was missing when no solution was found: the unmet demand (LLO action 8, MD)."""

    TRAINING = "training", _("a training that does not exist here")
    PLACE = "place", _("a place in a training or with an employer")
    MONEY = "money", _("money")
    LANGUAGE = "language", _("enough knowledge of the language")
    TRANSPORT = "transport", _("transport")
    CHILDCARE = "childcare", _("childcare")
    OTHER = "other", _("something else")


class RegistrationConsent(models.TextChoices):
    """How the client agreed that the question is registered; who recorded it and when are the case's own facts."""

    ONLINE = "online", _("sent by the client")
    SPOKEN = "spoken", _("spoken")
    SIGNED = "signed", _("signed on paper")


class ContactWay(models.TextChoices):
    """How a client wants to hear from us."""

    PHONE = "phone", _("by telephone")
    EMAIL = "email", _("by e-mail")
    VISIT = "visit", _("comes to a location")


class WalkInStatus(models.TextChoices):
    """Somebody who walked in: waits, is with a colleague, was helped, or left before it was their turn."""

    WAITING = "waiting", pgettext_lazy("walk-in", "waits")
    TAKEN = "taken", pgettext_lazy("walk-in", "with a colleague")
    HELPED = "helped", pgettext_lazy("walk-in", "helped")
    LEFT = "left", pgettext_lazy("walk-in", "left")


WALK_IN_MOVES: Moves = {
    WalkInStatus.WAITING: frozenset({WalkInStatus.TAKEN, WalkInStatus.LEFT}),
    WalkInStatus.TAKEN: frozenset({WalkInStatus.WAITING, WalkInStatus.HELPED, WalkInStatus.LEFT}),
    WalkInStatus.HELPED: frozenset(),
    WalkInStatus.LEFT: frozenset({WalkInStatus.WAITING}),
}
