"""Finding a client again, so that one person does not become two."""

from dataclasses import dataclass, field

from django.contrib.postgres.search import SearchQuery
from django.db.models import Case as SqlCase
from django.db.models import F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils import timezone

from advisors import permissions
from advisors.models import Case, Client
from advisors.models.clients import searched_words
from advisors.rules import searching
from werkcentrum.core import audit
from werkcentrum.core.models import AuditEvent, User

MOST_FOUND = 20


@dataclass(frozen=True)
class FoundClient:
    """A client with the cases, the newest first."""

    client: Client
    cases: list[Case] = field(default_factory=list)

    @property
    def last_case(self) -> Case | None:
        """The case that was opened last."""
        return self.cases[0] if self.cases else None

    @property
    def open_cases(self) -> list[Case]:
        """What is not closed yet: perhaps the question is there already."""
        return [case for case in self.cases if case.is_open]


@dataclass(frozen=True)
class Found:
    """What a search found: at most 20 clients, and whether there are more. `is_enough`: whether it could search."""

    clients: list[FoundClient]
    has_more: bool = False
    is_enough: bool = True


def find_clients(text: str, *, by: User, most: int = MOST_FOUND) -> Found:
    """Clients who fit everything that was typed: name, birth year (give or take one), phone, e-mail, case number.

    Three or four queries, on indexes only. That somebody searched is logged, by what and with how many results, but
    not what was typed. Raises NotAllowed for who does not handle cases.
    """
    permissions.require_case_worker(by)
    wanted = searching.read(text, this_year=timezone.localdate().year)
    if not wanted.is_enough:
        return Found([], is_enough=False)
    rows = list(_matching(wanted)[: most + 1])
    audit.record("client.searched", by=by, kinds=wanted.kinds, results=len(rows))
    clients = rows[:most]
    cases = _cases_of(clients)
    return Found([FoundClient(client, cases[client.pk]) for client in clients], has_more=len(rows) > most)


def client_with_cases(client_id: int, *, by: User) -> FoundClient | None:
    """One client with the cases; that somebody looked is logged once a day. Raises NotAllowed."""
    permissions.require_case_worker(by)
    client = Client.objects.select_related("municipality").filter(pk=client_id).first()
    if client is None:
        return None
    seen = AuditEvent.objects.about(client).filter(action="client.viewed", actor=by, at__date=timezone.localdate())
    if not seen.exists():
        audit.record("client.viewed", client, by=by)
    return FoundClient(client, _cases_of([client])[client.pk])


def _matching(wanted: searching.Wanted) -> QuerySet[Client]:
    clients = Client.objects.select_related("municipality")
    if wanted.words:
        query = SearchQuery(" & ".join(f"{word}:*" for word in wanted.words), config="simple", search_type="raw")
        clients = clients.alias(found_by=searched_words()).filter(found_by=query)
    if wanted.email:
        clients = clients.filter(email=wanted.email)
    if wanted.references:
        clients = clients.filter(_by_number(wanted))
    elif wanted.phone:
        clients = clients.filter(_by_phone(wanted.phone))
    name = Lower(Coalesce(NullIf("company_name", Value("")), "name"))
    if wanted.birth_year is None:
        return clients.order_by(name, "pk")
    # the year was worked out from an age: it may be one off
    clients = clients.filter(birth_year__range=(wanted.birth_year - 1, wanted.birth_year + 1))
    exact = SqlCase(When(birth_year=wanted.birth_year, then=Value(0)), default=Value(1), output_field=IntegerField())
    return clients.order_by(exact, name, "pk")


def _by_number(wanted: searching.Wanted) -> Q:
    """Whose case has this number; digits may also be the beginning of a telephone number."""
    found = Case.objects.filter(reference__in=wanted.references).values_list("client_id", flat=True)
    whose = Q(pk__in=list(found))
    return whose | _by_phone(wanted.phone) if wanted.phone else whose


def _by_phone(phone: str) -> Q:
    """The number, or what begins with it: as a range of digits, which the index can answer in any collation."""
    return Q(phone__gte=phone, phone__lt=f"+{int(phone[1:]) + 1}")


def _cases_of(clients: list[Client]) -> dict[int, list[Case]]:
    cases: dict[int, list[Case]] = {client.pk: [] for client in clients}
    newest_first = Case.objects.filter(client__in=cases).select_related("owner", "team").order_by(F("opened_at").desc())
    for case in newest_first:
        cases[case.client_id].append(case)
    return cases
