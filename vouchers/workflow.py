"""States of a voucher application from draft to settled voucher, and the moves between them (BP 7, Awb)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.workflow import Moves


class ApplicationStatus(models.TextChoices):
    """Where an application, and after the award its voucher, stands."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    INCOMPLETE = "incomplete", _("incomplete")
    IN_ASSESSMENT = "in_assessment", _("in assessment")
    ADVISED = "advised", _("advised")
    PREPARED = "prepared", _("prepared")
    AWARDED = "awarded", _("awarded")
    REFUSED = "refused", _("refused")
    NOT_HANDLED = "not_handled", _("not handled")
    WITHDRAWN = "withdrawn", _("withdrawn")
    ISSUED = "issued", _("voucher issued")
    STARTED = "started", _("training started")
    INVOICED = "invoiced", _("invoice received")
    PAID = "paid", _("paid")
    SETTLED = "settled", _("settled")
    REVOKED = "revoked", _("revoked")


S = ApplicationStatus

APPLICATION_MOVES: Moves = {
    S.DRAFT: frozenset({S.SUBMITTED, S.WITHDRAWN}),
    S.SUBMITTED: frozenset({S.INCOMPLETE, S.IN_ASSESSMENT, S.WITHDRAWN}),
    S.INCOMPLETE: frozenset({S.SUBMITTED, S.NOT_HANDLED, S.WITHDRAWN}),
    S.IN_ASSESSMENT: frozenset({S.INCOMPLETE, S.ADVISED, S.WITHDRAWN}),
    S.ADVISED: frozenset({S.IN_ASSESSMENT, S.PREPARED, S.WITHDRAWN}),
    S.PREPARED: frozenset({S.ADVISED, S.AWARDED, S.REFUSED, S.WITHDRAWN}),
    S.AWARDED: frozenset({S.ISSUED, S.REVOKED}),
    S.ISSUED: frozenset({S.STARTED, S.REVOKED}),
    S.STARTED: frozenset({S.INVOICED, S.REVOKED}),
    S.INVOICED: frozenset({S.STARTED, S.PAID}),
    S.PAID: frozenset({S.SETTLED}),
    S.SETTLED: frozenset(),
    S.REFUSED: frozenset(),
    S.NOT_HANDLED: frozenset(),
    S.WITHDRAWN: frozenset(),
    S.REVOKED: frozenset(),
}

BEFORE_DECISION = frozenset({S.SUBMITTED, S.INCOMPLETE, S.IN_ASSESSMENT, S.ADVISED, S.PREPARED})
GRANTED = frozenset({S.AWARDED, S.ISSUED, S.STARTED, S.INVOICED, S.PAID, S.SETTLED})
OPEN = frozenset({S.DRAFT}) | BEFORE_DECISION


class DecisionResult(models.TextChoices):
    """What was decided on an application."""

    AWARDED = "awarded", _("awarded")
    REFUSED = "refused", _("refused")


class Advice(models.TextChoices):
    """What the advisor advises after the labour-market test."""

    POSITIVE = "positive", _("award")
    NEGATIVE = "negative", _("refuse")


class Account(models.TextChoices):
    """The accounts of a commitment between which money moves; the funder's own purse is outside."""

    FUNDER = "funder", _("funder")
    FREE = "free", _("free")
    RESERVED = "reserved", _("reserved")
    PAID = "paid", _("paid")


class EntryKind(models.TextChoices):
    """Why money moved."""

    COMMITTED = "committed", _("committed")
    RESERVED = "reserved", _("reserved")
    RELEASED = "released", _("released")
    PAID = "paid", _("paid")


ENTRY_ACCOUNTS = {
    EntryKind.COMMITTED: (Account.FUNDER, Account.FREE),
    EntryKind.RESERVED: (Account.FREE, Account.RESERVED),
    EntryKind.RELEASED: (Account.RESERVED, Account.FREE),
    EntryKind.PAID: (Account.RESERVED, Account.PAID),
}
