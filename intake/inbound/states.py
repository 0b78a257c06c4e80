"""How a question that a partner brought stands, in the words of the partner; and the list of them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advisors.workflow import Outcome
from intake.models import InboundReferral
from werkcentrum.core.models import User
from werkcentrum.core.templatetags.wc import date_long, day

OUTCOMES: dict[str, str | Promise] = {
    Outcome.ANSWERED: gettext_lazy("The question was answered."),
    Outcome.PLACED: gettext_lazy("The client has found work."),
    Outcome.TRAINING: gettext_lazy("The client has started training."),
    Outcome.TAKEN_OVER: gettext_lazy("Another organisation goes on helping."),
    Outcome.WITHDRAWN: gettext_lazy("The client needs no more help with this question."),
    Outcome.NOT_REACHABLE: gettext_lazy("The Werkcentrum could not make contact."),
    Outcome.NO_SOLUTION: gettext_lazy("No solution was found."),
}


@dataclass(frozen=True)
class State:
    """A state of the look (now, wait, done, attention, late, neutral), a word, and a sentence that says more."""

    look: str
    word: str
    sentence: str
    symbol: str = ""


def state_of(inbound: InboundReferral) -> State:
    """What the partner may know of the case: received, in contact, answered or closed. Nothing after a withdrawal."""
    case = inbound.case
    if not inbound.is_shared:
        return State("neutral", _("Consent withdrawn"), _("The client does not want you to hear more."), "lock")
    if inbound.is_answered:
        return State("done", _("Answered"), _("On %(day)s") % {"day": date_long(inbound.answered_at)})
    if not case.is_open:
        return State("neutral", _("Closed"), str(OUTCOMES.get(case.outcome, "")))
    if case.first_answered_at is not None:
        return State("now", _("In progress"), _("The Werkcentrum is in contact with the client."))
    if case.answer_by < timezone.localdate():
        return State("late", _("No contact yet"), _("This was promised by %(day)s.") % {"day": day(case.answer_by)})
    return State("wait", _("Received"), _("Contact by %(day)s at the latest") % {"day": day(case.answer_by)})


def brought_by(user: User, *, words: str = "", which: str = "") -> QuerySet[InboundReferral]:
    """What the organisations of a partner brought, newest first; `which` is open, klaar or everything.

    Every word is in the name or the case number. Nobody is found by name after withdrawing the consent.
    """
    found = InboundReferral.objects.visible_to_partner(user)
    if which == "open":
        found = found.waiting()
    elif which == "klaar":
        found = found.ended()
    for word in words.split():
        name = Q(client_name__icontains=word, consent_withdrawn_at__isnull=True)
        found = found.filter(name | Q(case__reference__icontains=word))
    return found.select_related("case", "organization", "entered_by").order_by("-entered_at", "-pk")
