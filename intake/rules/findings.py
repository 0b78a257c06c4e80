"""What is odd about a set of rules: rules that never fire, rules of which the order decides, names that do not exist.

None of it leaves anybody without a desk (that is `completeness`); each is something the writer will want to know.
"""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from intake.rules.facts import AUDIENCES, EDUCATIONS, OUTSIDE, SITUATIONS, THEMES
from intake.rules.language import EXTRA_DESKS, LEVEL, RESPONSIBLE, STAGES, Case, CompiledRule, RuleSetData
from intake.rules.representatives import cases

CONTRADICTION = "contradiction"
SHADOWED = "shadowed"
ORDER_DECIDES = "order_decides"
UNKNOWN_DESK = "unknown_desk"
UNKNOWN_VALUE = "unknown_value"
UNKNOWN_PLACEHOLDER = "unknown_placeholder"
OUTSIDE_PLACEHOLDER = "outside_placeholder"
CODES = (
    CONTRADICTION, SHADOWED, ORDER_DECIDES, UNKNOWN_DESK, UNKNOWN_VALUE, UNKNOWN_PLACEHOLDER, OUTSIDE_PLACEHOLDER,
)  # fmt: skip
PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
MUNICIPALITY, WORKING_DAYS = "{municipality}", "{working_days}"


@dataclass(frozen=True)
class Finding:
    """One remark about a rule. `other` is the rule, desk, value or placeholder that it is about.

    contradiction: its conditions cannot hold together. shadowed: `other`, before it, always fits first.
    order_decides: `other`, after it, fits the same question (`example`) and says something else.
    unknown_desk, unknown_value, unknown_placeholder: `other` does not exist. outside_placeholder: it names the
    municipality, also for somebody from outside the region.
    """

    rule: str
    code: str
    other: str = ""
    example: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class _Context:
    """The rules among which the first that fits decides, and what they fit: a bit for each of the cases."""

    rules: tuple[CompiledRule, ...]
    cases: list[Case]
    fits: dict[str, int]
    wins: dict[str, int]
    first_only: bool
    outside: bool


def _contexts(rule_set: RuleSetData, municipalities: Mapping[str, str]) -> Iterator[_Context]:
    """Each audience and stage, in the region and outside it; in the stage `desks` each theme."""
    for audience, stage in itertools.product(AUDIENCES, STAGES):
        found: dict[tuple[str, bool], list[Case]] = {}
        for case in cases(rule_set, stage, audience, municipalities):
            found.setdefault((case.theme, case.facts.municipality == OUTSIDE), []).append(case)
        for (theme, outside), alike in found.items():
            rules = rule_set.per_theme[audience, theme] if theme else rule_set.stages[audience, stage]
            yield _context(rules, alike, first_only=stage != EXTRA_DESKS, outside=outside)


def _context(rules: tuple[CompiledRule, ...], found: list[Case], *, first_only: bool, outside: bool) -> _Context:
    fits, wins, taken = {}, {}, 0
    for rule in rules:
        bits = sum(1 << number for number, case in enumerate(found) if rule.fits(case))
        fits[rule.data.code] = bits
        wins[rule.data.code] = bits & ~taken
        taken |= bits if first_only else 0
    return _Context(rules, found, fits, wins, first_only, outside)


def unreachable(rule_set: RuleSetData, *, municipalities: Mapping[str, str]) -> tuple[Finding, ...]:
    """Rules that never fire, whatever somebody comes with: contradictory in themselves, or always preceded."""
    contexts = list(_contexts(rule_set, municipalities))
    fits = {code for context in contexts for code, bits in context.fits.items() if bits}
    wins = {code for context in contexts for code, bits in context.wins.items() if bits}
    found = []
    for code in _codes(rule_set):
        if code not in fits:
            found.append(Finding(code, CONTRADICTION))
        elif code not in wins:
            found.append(Finding(code, SHADOWED, _shadow(code, contexts)))
    return tuple(found)


def _shadow(code: str, contexts: Iterable[_Context]) -> str:
    """The rule that most often comes before this one."""
    taken: dict[str, int] = {}
    for context in contexts:
        for other, bits in context.wins.items():
            taken[other] = taken.get(other, 0) + (bits & context.fits.get(code, 0)).bit_count()
    return max(taken, key=lambda other: taken[other])


def conflicts(rule_set: RuleSetData, *, municipalities: Mapping[str, str]) -> tuple[Finding, ...]:
    """Pairs of rules that fit the same question and say something else, where only their order decides.

    A special case before a general rule is no conflict: whatever fits the first also fits the second, and that is how
    rules are meant to be written. Nor is a rule for everybody from outside the region, before the others. A rule that
    never fires is not reported here.
    """
    contexts = list(_contexts(rule_set, municipalities))
    alive = {code for context in contexts for code, bits in context.wins.items() if bits}
    found: dict[tuple[str, str], Finding] = {}
    for context in contexts:
        if context.first_only:
            for finding in _order_decides(context):
                if finding.other in alive:
                    found.setdefault((finding.rule, finding.other), finding)
    return tuple(found.values())


def _order_decides(context: _Context) -> Iterator[Finding]:
    for first, second in itertools.combinations(context.rules, 2):
        one, two = context.fits[first.data.code], context.fits[second.data.code]
        both = context.wins[first.data.code] & two
        is_special = not one & ~two
        is_for_everybody_outside = context.outside and not two & ~one
        if both and first.effect != second.effect and not is_special and not is_for_everybody_outside:
            example = context.cases[(both & -both).bit_length() - 1].facts.as_dict()
            yield Finding(first.data.code, ORDER_DECIDES, second.data.code, example)


def mistakes(
    rule_set: RuleSetData, *, municipalities: Mapping[str, str], organizations: Collection[str], desks: Collection[str]
) -> tuple[Finding, ...]:
    """Names in rules that do not exist: desks that do not take part, organisations, values of facts, placeholders."""
    outside = {
        code
        for context in _contexts(rule_set, municipalities)
        for code, bits in context.wins.items()
        if bits and context.outside
    }
    found: list[Finding] = []
    for code, rule in _codes(rule_set).items():
        known = organizations if rule.data.stage == RESPONSIBLE else desks
        found += _unknown_desks(rule, municipalities, known)
        found += _unknown_values(rule, municipalities, organizations)
        found += _wrong_placeholders(rule, reaches_outside=code in outside)
    return tuple(dict.fromkeys(found))


def _codes(rule_set: RuleSetData) -> dict[str, CompiledRule]:
    return {rule.data.code: rule for rules in rule_set.stages.values() for rule in rules}


def _unknown_desks(rule: CompiledRule, municipalities: Mapping[str, str], known: Collection[str]) -> Iterator[Finding]:
    if rule.data.stage == LEVEL:
        return
    for name in rule.effect:
        places = municipalities if MUNICIPALITY in name else ("",)
        missing = [code for place in places if (code := name.replace(MUNICIPALITY, place)) not in known]
        if missing and len(missing) == len(places):
            yield Finding(rule.data.code, UNKNOWN_DESK, name)
        else:
            yield from (Finding(rule.data.code, UNKNOWN_DESK, code) for code in missing)


def _unknown_values(
    rule: CompiledRule, municipalities: Mapping[str, str], organizations: Collection[str]
) -> Iterator[Finding]:
    audiences = [rule.data.audience] if rule.data.audience else AUDIENCES
    themes = {theme for audience in audiences for theme in THEMES[audience]}
    known: Mapping[str, Collection[str]] = {
        "municipality": {*municipalities, OUTSIDE},
        "situation": SITUATIONS,
        "education": EDUCATIONS,
        "theme": themes,
        "themes": themes,
        "responsible": organizations,
    }
    for condition in rule.data.conditions:
        for values in (value for name, value in condition.items() if name != "fact" and isinstance(value, list)):
            unknown = [value for value in values if value not in known.get(condition["fact"], values)]
            yield from (Finding(rule.data.code, UNKNOWN_VALUE, str(value)) for value in unknown)


def _wrong_placeholders(rule: CompiledRule, *, reaches_outside: bool) -> Iterator[Finding]:
    texts = (rule.data.explanation_nl, rule.data.explanation_en)
    allowed = {MUNICIPALITY, WORKING_DAYS} if rule.data.stage == LEVEL else {MUNICIPALITY}
    used = {name for text in texts for name in PLACEHOLDER.findall(text)}
    named = {name for code in rule.effect for name in PLACEHOLDER.findall(code)}
    for name in sorted((used - allowed) | (named - {MUNICIPALITY})):
        yield Finding(rule.data.code, UNKNOWN_PLACEHOLDER, name)
    if reaches_outside and MUNICIPALITY in used | named:
        yield Finding(rule.data.code, OUTSIDE_PLACEHOLDER, MUNICIPALITY)
