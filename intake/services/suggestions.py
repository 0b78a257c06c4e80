"""Services of the menukaart that suit a question, and what people say of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from directory.models import Organization, Service, ServiceArea, TaxonomyTerm
from intake.models import SuggestionFeedback
from intake.rules import Facts
from intake.rules.facts import OTHER
from intake.rules.ranking import Offer, rank, situations_named
from werkcentrum.core.errors import Conflict

SUGGESTIONS = 5
Kind = Organization.Kind
OPEN_TO_EVERYBODY = frozenset(
    {Kind.WERKCENTRUM, Kind.FUND, Kind.EDUCATION, Kind.OO_FUND, Kind.CIVIC, Kind.EMPLOYERS}
)  # the others help those whom the triage sends there


def suggest(facts: Facts, desks: Sequence[str], limit: int = SUGGESTIONS) -> list[Service]:
    """The services that suit best, at most `limit`, with their organisation (one query).

    Only what can be had now, for this audience and in this municipality. `desks` are codes in the order of the triage.
    """
    services = {service.slug: service for service in _candidates(facts, desks)}
    offers = [
        Offer(
            slug=slug,
            organization=service.organization.code,
            themes=frozenset(service.theme_codes),  # type: ignore[attr-defined]
            is_open=service.organization.kind in OPEN_TO_EVERYBODY,
            is_local=service.is_local,  # type: ignore[attr-defined]
            situations=situations_named(service.eligibility_description),
        )
        for slug, service in services.items()
    ]
    return [services[offer.slug] for offer in rank(facts, desks, offers, limit=limit)]


def _candidates(facts: Facts, desks: Sequence[str]) -> list[Service]:
    areas = ServiceArea.objects.filter(service=OuterRef("pk"))
    is_theme = Q(terms__taxonomy=TaxonomyTerm.Taxonomy.THEME)
    found = (
        Service.objects.active()
        .for_audience(facts.audience)
        .filter(Q(organization__code__in=desks) | Q(organization__kind__in=OPEN_TO_EVERYBODY))
        .annotate(
            is_local=Exists(areas.filter(municipality=facts.municipality)),
            theme_codes=ArrayAgg("terms__code", filter=is_theme, default=Value([])),
        )
        .filter(Q(is_local=True) | ~Exists(areas))
        .select_related("organization")
        .defer("search", "search_en")
    )
    return list(found)


@dataclass(frozen=True)
class Suggestion:
    """A service that may suit somebody, and whether it does: None as long as that was not said."""

    service: Service
    fits: bool | None


def suggestions_for(case: Case) -> list[Suggestion]:
    """What the menukaart has for the question of a case, with what the client said of it (two queries)."""
    facts = case.triage.get("facts") or {}
    if not facts.get("audience"):
        return []
    asked = Facts(**{**facts, "themes": tuple(facts.get("themes") or (OTHER,))})
    said = dict(SuggestionFeedback.objects.filter(case=case).values_list("service_id", "fits"))
    return [Suggestion(service, said.get(service.pk)) for service in suggest(asked, case.desks)]


@transaction.atomic
def say_whether_it_fits(*, case_id: int, service_slug: str, fits: bool) -> Suggestion:
    """Keep whether a suggested service suits the client; the last answer counts. Raises Conflict for any other service.

    The caller has checked that this is the client.
    """
    case = Case.objects.get(pk=case_id)
    suggestion = next((each for each in suggestions_for(case) if each.service.slug == service_slug), None)
    if suggestion is None:
        raise Conflict(_("This service is not suggested any more."))
    SuggestionFeedback.objects.update_or_create(
        case=case, service=suggestion.service, defaults={"fits": fits, "at": timezone.now()}
    )
    return replace(suggestion, fits=fits)
