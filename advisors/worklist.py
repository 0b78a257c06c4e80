"""Reading the worklist: saved views, filters, order and groups. Nothing here writes."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, TextField, Value
from django.db.models.functions import Coalesce, NullIf, Replace
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from advisors.models import Case, ContactMoment
from advisors.permissions import CaseQuerySet
from advisors.workflow import CaseStatus, Level, WaitingFor
from werkcentrum.core.models import User

CLOSED = Q(status=CaseStatus.CLOSED)
# the client does not agree with the outcome, and nobody talked about it yet
TALKED = Exists(ContactMoment.objects.filter(case=OuterRef("pk"), at__gte=OuterRef("disputed_at")))
DISPUTED = ~CLOSED & Q(disputed_at__isnull=False) & ~Q(TALKED)
FEWEST_DIGITS = 4


@dataclass(frozen=True, kw_only=True)
class View:
    """A saved view: its name in the address, its words, and which cases are in it."""

    code: str
    label: str | Promise
    group: str
    empty: str | Promise
    where: Q = ~CLOSED
    is_own: bool = False
    is_overdue: bool = False

    def condition(self, user: User, today: datetime.date) -> Q:
        """Which cases are in it for this user, today."""
        condition = self.where
        if self.is_own:
            condition &= Q(owner=user)
        return condition & Q(next_step_on__lt=today) if self.is_overdue else condition


MINE = View(
    code="mijn",
    label=_("My work"),
    group="own",
    is_own=True,
    empty=_("You have no cases now. Pick one up from the cases that nobody has yet."),
)
UNASSIGNED = View(
    code="niet-opgepakt",
    label=_("Not picked up"),
    where=~CLOSED & Q(owner__isnull=True),
    group="all",
    empty=_("Every case has somebody who handles it."),
)
OVERDUE = View(
    code="te-laat",
    label=_("Overdue"),
    is_overdue=True,
    group="all",
    empty=_("No next step is overdue."),
)
WAITS_FOR_CLIENT = View(
    code="wacht-op-klant",
    label=_("Waiting for the client"),
    where=~CLOSED & Q(waiting_for=WaitingFor.CLIENT),
    group="own",
    is_own=True,
    empty=_("None of your cases waits for the client."),
)
WAITS_FOR_PARTNER = View(
    code="wacht-op-partner",
    label=_("Waiting for a partner"),
    where=~CLOSED & Q(waiting_for=WaitingFor.PARTNER),
    group="own",
    is_own=True,
    empty=_("None of your cases waits for a partner."),
)
DISPUTED_VIEW = View(
    code="niet-eens",
    label=_("Client does not agree"),
    where=DISPUTED,
    group="all",
    empty=_("No client waits to talk about the outcome."),
)
OPEN = View(
    code="open",
    label=_("All open cases"),
    group="all",
    empty=_("There are no open cases."),
)
CLOSED_VIEW = View(
    code="afgesloten",
    label=_("Closed cases"),
    where=CLOSED,
    group="all",
    empty=_("No case has been closed yet."),
)
EVERYTHING = View(
    code="alles",
    label=_("All cases"),
    where=Q(),
    group="",
    empty=_("No case fits your search. Search by name, case number, phone or e-mail address."),
)
VIEWS: dict[str, View] = {
    view.code: view
    for view in (
        MINE,
        WAITS_FOR_CLIENT,
        WAITS_FOR_PARTNER,
        UNASSIGNED,
        OVERDUE,
        DISPUTED_VIEW,
        OPEN,
        CLOSED_VIEW,
        EVERYTHING,
    )
}
LISTED = [view for view in VIEWS.values() if view.group]
VIEW_GROUPS: list[tuple[str, str | Promise]] = [("own", _("Of me")), ("all", _("Of everybody"))]


@dataclass(frozen=True)
class Group:
    """Rows whose next step falls in the same stretch of time; `count` also counts those on other pages."""

    code: str
    label: str | Promise
    count: int
    cases: list[Case]


GROUP_LABELS: dict[str, str | Promise] = {
    "late": _("Overdue"),
    "today": _("Today"),
    "week": _("This week"),
    "later": _("Later"),
}


def view_counts(cases: CaseQuerySet, *, user: User, today: datetime.date) -> dict[str, int]:
    """How many cases every saved view has, in one query."""
    return cases.aggregate(
        **{view.code.replace("-", "_"): Count("pk", filter=view.condition(user, today)) for view in LISTED}
    )


def find(cases: CaseQuerySet, *, view: View, wanted: Mapping[str, str], user: User) -> CaseQuerySet:
    """The cases of a view that fit the filters; unknown values were taken out by the form."""
    cases = cases.filter(view.condition(user, timezone.localdate()))
    if "niveau" in wanted:
        cases = cases.filter(level=wanted["niveau"])
    if "gemeente" in wanted:
        cases = cases.filter(municipality__code=wanted["gemeente"])
    if "situatie" in wanted:
        cases = cases.filter(situation=wanted["situatie"])
    if "onderwerp" in wanted:
        cases = cases.filter(themes__contains=[wanted["onderwerp"]])
    if "loket" in wanted:
        cases = cases.filter(desks__contains=[wanted["loket"]])
    if "voor" in wanted:
        cases = cases.filter(client__audience=wanted["voor"])
    if wanted.get("wie") == "ik":
        cases = cases.filter(owner=user)
    if "q" in wanted:
        cases = _matching(cases, wanted["q"])
    is_disputed = ExpressionWrapper(DISPUTED, output_field=BooleanField())
    return cases.annotate(is_disputed=is_disputed).select_related("client", "owner", "team", "municipality")


def _matching(cases: CaseQuerySet, text: str) -> CaseQuerySet:
    """Every word is somewhere in reference, name, company or e-mail address; digits also in the phone number."""
    digits = re.sub(r"\D", "", text).removeprefix("0031").lstrip("0")
    by_phone = Q()
    if len(digits) >= FEWEST_DIGITS and re.fullmatch(r"[\d\s+()-]+", text):
        cases = cases.annotate(
            phone_digits=Replace(F("client__phone"), Value(" "), Value(""), output_field=TextField())
        )
        by_phone = Q(phone_digits__contains=digits.removeprefix("31") if text.startswith("+") else digits)
    by_words = Q()
    for word in text.split():
        by_words &= (
            Q(reference__icontains=word)
            | Q(client__name__icontains=word)
            | Q(client__company_name__icontains=word)
            | Q(client__email__icontains=word)
        )
    return cases.filter(by_words | by_phone) if by_phone else cases.filter(by_words)


def in_order(cases: CaseQuerySet, *, view: View, order: str) -> CaseQuerySet:
    """By date of the next step unless asked otherwise; closed cases the last closed first."""
    if order == "klant":
        return cases.annotate(shown_name=Coalesce(NullIf("client__company_name", Value("")), "client__name")).order_by(
            "shown_name", "pk"
        )
    if order == "niveau":
        return cases.annotate(rank=_level_rank()).order_by("rank", F("next_step_on").asc(nulls_last=True), "pk")
    if view is CLOSED_VIEW:
        return cases.order_by("-closed_at", "pk")
    return cases.order_by(F("next_step_on").asc(nulls_last=True), "pk")


def _level_rank() -> models.Case:
    """The heaviest first."""
    ranks = [models.When(level=level, then=Value(rank)) for rank, level in enumerate(reversed(Level.values))]
    return models.Case(*ranks, default=Value(len(ranks)), output_field=models.IntegerField())


def _stretches(today: datetime.date) -> dict[str, Q]:
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    return {
        "late": Q(next_step_on__lt=today),
        "today": Q(next_step_on=today),
        "week": Q(next_step_on__gt=today, next_step_on__lte=sunday),
        "later": Q(next_step_on__gt=sunday),
    }


def totals(cases: CaseQuerySet, *, today: datetime.date) -> dict[str, int]:
    """How many cases there are in all and in each group, in one query."""
    counts = {code: Count("pk", filter=condition) for code, condition in _stretches(today).items()}
    return cases.order_by().aggregate(total=Count("pk"), **counts)


def group_of(case: Case, today: datetime.date) -> str:
    """In which stretch of time the next step of this case falls."""
    on = case.next_step_on
    if on is None:
        return ""
    if on < today:
        return "late"
    if on == today:
        return "today"
    return "week" if on <= today + datetime.timedelta(days=6 - today.weekday()) else "later"


def grouped(cases: Iterable[Case], *, counts: Mapping[str, int], today: datetime.date) -> list[Group]:
    """The rows of a page in their groups, in order; a group without rows on this page is left out."""
    rows: dict[str, list[Case]] = {code: [] for code in GROUP_LABELS}
    for case in cases:
        rows[group_of(case, today)].append(case)
    return [Group(code, GROUP_LABELS[code], counts[code], found) for code, found in rows.items() if found]
