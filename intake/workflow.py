"""States of rule sets, of suspicious questions and of questions that partners bring, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from werkcentrum.core.workflow import Moves


class RuleSetStatus(models.TextChoices):
    """Only a draft can be changed; what is proposed waits for a second person; at most one set is published."""

    DRAFT = "draft", _("draft")
    PROPOSED = "proposed", pgettext_lazy("set of rules", "waits for a second person")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


RULE_SET_MOVES: Moves = {
    RuleSetStatus.DRAFT: frozenset({RuleSetStatus.PROPOSED}),
    RuleSetStatus.PROPOSED: frozenset({RuleSetStatus.DRAFT, RuleSetStatus.PUBLISHED}),
    RuleSetStatus.PUBLISHED: frozenset({RuleSetStatus.RETIRED}),
    RuleSetStatus.RETIRED: frozenset(),
}


class HeldStatus(models.TextChoices):
    """A suspicious question waits for a person, who lets it through or calls it spam (and may take that back)."""

    WAITING = "waiting", pgettext_lazy("suspicious question", "waits for a look")
    RELEASED = "released", pgettext_lazy("suspicious question", "let through")
    SPAM = "spam", pgettext_lazy("suspicious question", "spam")


HELD_MOVES: Moves = {
    HeldStatus.WAITING: frozenset({HeldStatus.RELEASED, HeldStatus.SPAM}),
    HeldStatus.SPAM: frozenset({HeldStatus.RELEASED}),
    HeldStatus.RELEASED: frozenset(),
}


class InboundStatus(models.TextChoices):
    """A partner that brings a client hears back."""

    SENT = "sent", pgettext_lazy("question brought by a partner", "with the Werkcentrum")
    ANSWERED = "answered", pgettext_lazy("question brought by a partner", "answered")


INBOUND_MOVES: Moves = {
    InboundStatus.SENT: frozenset({InboundStatus.ANSWERED}),
    InboundStatus.ANSWERED: frozenset(),
}
