"""Reading the menukaart for the public pages: what was asked, what was found, what can be taken off again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, QuerySet

from directory.forms import AUDIENCES, ServiceSearchForm
from directory.models import Service, ServiceArea
from directory.search import words_of
from werkcentrum.core.models import Municipality

FEW = 3


@dataclass(frozen=True)
class Found:
    """What a search gives. `is_loose`: nothing had every word, so these have at least one.

    Services of one municipality are left out while there are many of them and no municipality was chosen: fourteen
    times the same hides the rest. `left_out` says how many, `municipalities` whose.
    """

    services: QuerySet[Service]
    is_loose: bool = False
    left_out: int = 0
    municipalities: QuerySet[Municipality] = field(default_factory=Municipality.objects.none)


def find(wanted: Mapping[str, str], *, language: str) -> Found:
    """The services that were asked for: best match first, else those for the whole region first."""
    found = _search(wanted, language=language)
    if "gemeente" in wanted:
        return found
    local = found.services.filter(areas__isnull=False)
    left_out = local.count()
    if left_out <= FEW:
        return found
    whose = ServiceArea.objects.filter(service__in=local.order_by().values("pk")).values("municipality")
    return replace(
        found,
        services=found.services.filter(areas__isnull=True),
        left_out=left_out,
        municipalities=Municipality.objects.filter(pk__in=whose),
    )


def _search(wanted: Mapping[str, str], *, language: str) -> Found:
    services = _filtered(wanted)
    text = wanted.get("q", "")
    if not words_of(text):
        is_local = Exists(ServiceArea.objects.filter(service=OuterRef("pk")))
        name = "name_en" if language == "en" else "name"
        order = "-is_local" if "gemeente" in wanted else "is_local"
        return Found(services.annotate(is_local=is_local).order_by(order, name))
    strict = services.matching(text, language=language)
    if len(words_of(text)) == 1 or strict.exists():
        return Found(strict)
    return Found(services.matching(text, language=language, every_word=False), is_loose=True)


def _filtered(wanted: Mapping[str, str]) -> Any:
    services = Service.objects.active().select_related("organization").prefetch_related("areas__municipality")
    if "voor" in wanted:
        services = services.for_audience(AUDIENCES[wanted["voor"]])
    if "thema" in wanted:
        services = services.about(wanted["thema"])
    if "gemeente" in wanted:
        services = services.serving(wanted["gemeente"])
    return services


def municipality_links(found: Found, wanted: Mapping[str, str]) -> list[dict[str, str]]:
    """The same search for each municipality whose services were left out."""
    return [
        {"label": municipality.name, "url": f"?{urlencode({**wanted, 'gemeente': municipality.pk})}"}
        for municipality in found.municipalities
    ]


def applied(form: ServiceSearchForm) -> list[dict[str, str]]:
    """The filters that are set, each with the address without it."""
    wanted = form.wanted
    return [
        {
            "label": str(form.choices[name][value]) if name in form.choices else f"“{value}”",
            "remove_url": f"?{urlencode({key: each for key, each in wanted.items() if key != name})}",
        }
        for name, value in wanted.items()
    ]
