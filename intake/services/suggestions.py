"""Services of the menukaart that suit a question, and what people say of them."""

from collections.abc import Sequence

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, Value

from directory.models import Organization, Service, ServiceArea, TaxonomyTerm
from intake.rules import Facts
from intake.rules.ranking import Offer, rank

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
        )
        for slug, service in services.items()
    ]
    return [services[offer.slug] for offer in rank(facts, desks, offers, limit=limit)]


def _candidates(facts: Facts, desks: Sequence[str]) -> Sequence[Service]:
    areas = ServiceArea.objects.filter(service=OuterRef("pk"))
    is_theme = Q(terms__taxonomy=TaxonomyTerm.Taxonomy.THEME)
    return (  # type: ignore[no-any-return]
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
