"""Which services of the menukaart suit a question best (pure): of the desks found, on its themes, near by."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from intake.rules.facts import OTHER, OUTSIDE, THEMES, Facts

MOST_OF_ONE = 2
_UWV_BENEFITS = frozenset({"ww", "wia", "wajong", "ziektewet"})
_NAMED = {
    r"\bWW\b": frozenset({"ww"}),
    r"\bW(IA|AO)\b": frozenset({"wia"}),
    r"\bWajong\b": frozenset({"wajong"}),
    r"\bZiektewet\b": frozenset({"ziektewet"}),
    r"\bbijstand": frozenset({"bijstand"}),
    r"\buitkering van UWV\b": _UWV_BENEFITS,
    r"\buitkering van (UWV of van )?(de|uw) gemeente\b": frozenset({"bijstand"}),
    r"\bu vraagt die aan\b": frozenset({"at_risk", "none"}),
    r"\bU heeft werk\b": frozenset({"employed", "flex", "self_employed", "at_risk"}),
    r"\bstatushouder": frozenset({"newcomer"}),
}  # as the menukaart says in Dutch who can use a service


@dataclass(frozen=True)
class Offer:
    """A service as the ranking sees it.

    `is_open`: of an organisation that helps whoever comes; the others help the people whom the triage sends there.
    `situations`: those that it is for; none when it does not matter.
    """

    slug: str
    organization: str
    themes: frozenset[str]
    is_open: bool = False
    is_local: bool = False
    situations: frozenset[str] = frozenset()


def situations_named(eligibility: str) -> frozenset[str]:
    """The situations that a sentence about who can use a service names; none when it is not about that."""
    return frozenset().union(
        *(found for pattern, found in _NAMED.items() if re.search(pattern, eligibility, re.IGNORECASE))
    )


def rank(facts: Facts, desks: Sequence[str], offers: Iterable[Offer], *, limit: int) -> list[Offer]:
    """At most `limit` offers, best first, always the same ones for the same question.

    First one for every theme, so that a question about three things is not answered with five times the first; no more
    than two of one organisation while others fit. Desks of the triage come before open doors, in their own order. What
    is for people in another situation only counts when there is nothing else.
    """
    possible = [offer for offer in offers if _fits(facts, desks, offer)]
    left = [offer for offer in possible if _is_for_situation(facts, offer)] or possible
    chosen: list[Offer] = []
    while left and len(chosen) < limit:
        best = min(left, key=lambda offer: _order(facts, desks, offer, chosen))
        chosen.append(best)
        left.remove(best)
    return chosen


def _fits(facts: Facts, desks: Sequence[str], offer: Offer) -> bool:
    """On one of the themes, or of a desk when nobody knows yet what it is about. From outside: the desks only."""
    is_of_desk = offer.organization in desks
    if not (is_of_desk or (offer.is_open and facts.municipality != OUTSIDE)):
        return False
    return bool(offer.themes & set(facts.themes)) or (is_of_desk and set(facts.themes) == {OTHER})


def _is_for_situation(facts: Facts, offer: Offer) -> bool:
    return not facts.situation or not offer.situations or facts.situation in offer.situations


def _order(facts: Facts, desks: Sequence[str], offer: Offer, chosen: Sequence[Offer]) -> tuple[object, ...]:
    covered = {theme for each in chosen for theme in each.themes}
    matched = [theme for theme in facts.themes if theme in offer.themes]
    new = [theme for theme in matched if theme not in covered]
    of_this_one = sum(each.organization == offer.organization for each in chosen)
    is_of_desk = offer.organization in desks
    return (
        not new,
        of_this_one >= MOST_OF_ONE,
        not is_of_desk,
        of_this_one,
        facts.themes.index((new or matched or facts.themes)[0]),
        desks.index(offer.organization) if is_of_desk else len(desks),
        not offer.is_local,
        -len(matched),
        len(offer.themes & set(THEMES[facts.audience])),  # made for this, rather than for everything
        offer.slug,
    )
