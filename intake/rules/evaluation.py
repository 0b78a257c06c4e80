"""From facts and rules to an outcome that explains itself."""

from dataclasses import dataclass

from intake.rules.facts import Facts
from intake.rules.language import (
    BASIC,
    DESKS,
    EXTRA_DESKS,
    LEVEL,
    RESPONSIBLE,
    Case,
    CompiledRule,
    Reason,
    RuleData,
    RuleSetData,
)

FRONT_DESK = "werkcentrum"


@dataclass(frozen=True)
class Outcome:
    """Who is responsible by law, which desks help (in order, at least one), at which level, and why.

    `working_days` is the term for the first human answer; `rule_set` the version of the rules that said so.
    """

    responsible: str
    desks: tuple[str, ...]
    level: str
    working_days: int
    reasons: tuple[Reason, ...]
    rule_set: int

    def reasons_for(self, desk: str) -> tuple[Reason, ...]:
        """Why this desk is among them."""
        return tuple(reason for reason in self.reasons if desk in reason.desks)


_LAST_RESORT = CompiledRule(
    RuleData(
        code="last-resort",
        stage=DESKS,
        explanation_nl="Werkcentrum Twente helpt u met elke vraag over werk en leren.",
        explanation_en="Werkcentrum Twente helps you with every question about work and learning.",
    ),
    (),
    (FRONT_DESK,),
)


def evaluate(facts: Facts, rule_set: RuleSetData) -> Outcome:
    """Apply the rules. There is always an outcome: what no rule covers comes to the front desk, at the basic level."""
    case = Case(facts)
    reasons: list[Reason] = []
    responsible = _first(rule_set, RESPONSIBLE, case, reasons, default=FRONT_DESK)
    case.responsible = responsible
    desks = _desks(rule_set, case, reasons)
    level = _first(rule_set, LEVEL, case, reasons, default=BASIC)
    return Outcome(
        responsible=responsible,
        desks=desks,
        level=level,
        working_days=rule_set.working_days[level],
        reasons=tuple(reasons),
        rule_set=rule_set.version,
    )


def _first(rule_set: RuleSetData, stage: str, case: Case, reasons: list[Reason], *, default: str) -> str:
    for rule in rule_set.stages[case.facts.audience, stage]:
        if rule.fits(case):
            found = rule.outcome(case.facts)[0]
            reasons.append(rule.reason(case.facts, working_days=rule_set.working_days.get(found, 0)))
            return found
    return default


def _desks(rule_set: RuleSetData, case: Case, reasons: list[Reason]) -> tuple[str, ...]:
    facts = case.facts
    fired: dict[str, tuple[CompiledRule, list[str]]] = {}
    for theme in facts.themes:
        case.theme = theme
        for rule in rule_set.per_theme[facts.audience, theme]:
            if rule.fits(case):
                fired.setdefault(rule.data.code, (rule, []))[1].append(theme)
                break
    case.theme = ""
    for rule in rule_set.stages[facts.audience, EXTRA_DESKS]:
        if rule.fits(case):
            fired.setdefault(rule.data.code, (rule, []))
    if not fired:
        fired[_LAST_RESORT.data.code] = (_LAST_RESORT, [])
    found: dict[str, None] = {}
    for rule, themes in fired.values():
        desks = rule.outcome(facts)
        found.update(dict.fromkeys(desks))
        reasons.append(rule.reason(facts, desks=desks, themes=tuple(themes)))
    return tuple(found)
