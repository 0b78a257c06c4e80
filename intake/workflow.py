"""States of a rule set, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from werkcentrum.core.workflow import Moves


class RuleSetStatus(models.TextChoices):
    """Only a draft can be changed; at most one set is published."""

    DRAFT = "draft", _("draft")
    PUBLISHED = "published", _("published")
    RETIRED = "retired", _("retired")


RULE_SET_MOVES: Moves = {
    RuleSetStatus.DRAFT: frozenset({RuleSetStatus.PUBLISHED}),
    RuleSetStatus.PUBLISHED: frozenset({RuleSetStatus.RETIRED}),
    RuleSetStatus.RETIRED: frozenset(),
}
