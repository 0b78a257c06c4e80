"""The lists of referrals: for partners what was referred to them, for the Werkcentrum what it referred."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case as When
from django.db.models import Count, IntegerField, Q, QuerySet, Value
from django.db.models import When as Then
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advisors.permissions import is_case_worker
from referrals.models import Referral
from referrals.permissions import known_to, partner_desks
from referrals.sharing import shared_view
from referrals.workflow import SHARING, TAKEN_OVER, DataGroup, ReferralStatus
from werkcentrum.core.models import User

S = ReferralStatus


@dataclass(frozen=True)
class View:
    """One saved view: `slug` is what stands in the address, `for_partner` whose side it is."""

    slug: str
    label: str | Promise
    condition: Q
    for_partner: bool
    order: tuple[str, ...]
    empty: str | Promise


TO_ANSWER = View(
    "te-beantwoorden",
    _("To be answered"),
    Q(status=S.SENT),
    True,
    ("answer_by", "pk"),
    _("Nothing to answer now. You get an e-mail as soon as the Werkcentrum refers somebody to you."),
)
SENT = View(
    "verwezen",
    _("Referred by us"),
    Q(status__in=sorted({S.SENT} | TAKEN_OVER)) | Q(status=S.DRAFT, consent_asked_at__isnull=False),
    False,
    ("waits_last", "answer_by", "pk"),
    _("No referral is open. You refer somebody from the page of the case."),
)
VIEWS = [
    TO_ANSWER,
    View(
        "overgenomen",
        _("Taken over"),
        Q(status__in=sorted(TAKEN_OVER)),
        True,
        ("first_contact_on", "pk"),
        _("What you take over stands here until you report what came of it."),
    ),
    View("afgerond", _("Completed"), Q(status=S.COMPLETED), True, ("-ended_at", "-pk"), _("Nothing completed yet.")),
    View(
        "terug",
        _("Handed back or does not fit"),
        Q(status__in=[S.DECLINED, S.RETURNED]),
        True,
        ("-ended_at", "-pk"),
        _("Nothing handed back. Of what does not fit, only the case number stays here."),
    ),
    SENT,
    View(
        "zonder-antwoord",
        _("No answer in time"),
        Q(status=S.SENT, overdue_at__isnull=False),
        False,
        ("answer_by", "pk"),
        _("Every organisation answers in time."),
    ),
    View(
        "alles",
        _("All referrals"),
        Q(sent_at__isnull=False),
        False,
        ("-sent_at", "-pk"),
        _("Nothing has been referred yet."),
    ),
]


@dataclass(frozen=True)
class Lists:
    """The views that a user has, with how much is in each."""

    user: User
    for_partner: bool
    for_sender: bool
    counts: dict[str, int]

    @property
    def views(self) -> list[View]:
        return [view for view in VIEWS if (self.for_partner if view.for_partner else self.for_sender)]

    def view(self, slug: str) -> View:
        """The view of this name; the first one when there is no such view for this user."""
        return next((view for view in self.views if view.slug == slug), self.views[0])


def lists_of(user: User) -> Lists:
    """The views of a user: one query for the side of the partner, one for that of the Werkcentrum."""
    desks = partner_desks(user)
    for_sender = is_case_worker(user)
    counts: dict[str, int] = {}
    if desks:
        counts |= _counts(Referral.objects.filter(known_to(desks)), [view for view in VIEWS if view.for_partner])
    if for_sender:
        counts |= _counts(Referral.objects.all(), [view for view in VIEWS if not view.for_partner])
    return Lists(user, bool(desks), for_sender, counts)


def _counts(referrals: QuerySet[Referral], views: Iterable[View]) -> dict[str, int]:
    names = {view.slug.replace("-", "_"): view for view in views}
    found = referrals.aggregate(**{name: Count("pk", filter=view.condition) for name, view in names.items()})
    return {view.slug: found[name] for name, view in names.items()}


def referrals_in(view: View, user: User, words: str = "") -> QuerySet[Referral]:
    """The referrals of one view, in its order, with everything that a row reads."""
    referrals = (
        Referral.objects.all() if not view.for_partner else Referral.objects.filter(known_to(partner_desks(user)))
    )
    waits = When(Then(status=S.SENT, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = referrals.filter(view.condition).filter(_search(words, as_partner=view.for_partner))
    return found.annotate(waits_last=waits).for_page().order_by(*view.order)


def _search(words: str, *, as_partner: bool) -> Q:
    """Every word in the name or the case number; a partner cannot find somebody by a name that was not shared."""
    condition = Q()
    for word in words.split():
        name = Q(case__client__name__icontains=word) | Q(case__client__company_name__icontains=word)
        if as_partner:
            name &= Q(consent__groups__contains=[DataGroup.CONTACT], status__in=sorted(SHARING))
        other = Q() if as_partner else Q(organization__name__icontains=word)
        condition &= name | Q(case__reference__icontains=word) | other
    return condition


def row(referral: Referral, *, as_partner: bool) -> dict[str, Any]:
    """What a list shows of a referral. A partner sees of a person no more than what was shared."""
    if not as_partner:
        return {
            "title": referral.case.client.display_name,
            "sub": referral.case.reference,
            "question": referral.question,
        }
    shared = shared_view(referral)
    return {
        "title": shared.title,
        "sub": shared.place or (shared.reference if shared.name else ""),
        "question": referral.question if referral.status in SHARING else "",
    }
