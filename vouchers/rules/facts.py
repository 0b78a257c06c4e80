"""What the rules look at: the facts of one application and the parameters of the scheme it is judged by."""

import datetime
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from vouchers.rules.codes import OUTSIDE, CostKind, Education, EducationRule, Evidence, Level, Source

MUNICIPALITY = re.compile(r"GM\d{4}")
CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MOST_CENTS = 100_000_000_00


class InvalidFacts(ValueError):
    """The facts cannot be judged. `errors` names every wrong field (`costs[0].cents`) with what is wrong with it."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {error}" for name, error in errors.items()))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Cost:
    """A part of the price of the training, in cents."""

    category: str
    cents: int


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one other payer takes on, in cents."""

    source: str
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """The training; `provider_recognised` on the start date, None when the provider is not in the register."""

    level: str
    occupation: str
    provider_recognised: bool | None
    start_date: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names for the explanations only; no check looks at them."""

    municipality: str = ""
    provider: str = ""
    occupation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One application on one day. Raises InvalidFacts, naming all wrong fields, when it cannot be judged."""

    application_date: datetime.date
    birth_date: datetime.date
    municipality: str
    education: str
    training: Training
    costs: tuple[Cost, ...]
    cofinancing: tuple[Contribution, ...] = ()
    awarded_this_year_cents: int = 0
    labour_market_evidence: str | None = None
    names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        errors = dict(self._problems())
        if errors:
            raise InvalidFacts(errors)

    def _problems(self) -> Iterator[tuple[str, str]]:
        yield from _date_problem("applicationDate", self.application_date)
        yield from _date_problem("birthDate", self.birth_date)
        yield from _date_problem("training.startDate", self.training.start_date)
        if _is_date(self.birth_date) and _is_date(self.application_date) and self.birth_date > self.application_date:
            yield "birthDate", "is after the application date"
        if self.municipality != OUTSIDE and not _matches(MUNICIPALITY, self.municipality):
            yield "municipality", "is no CBS code (GM and four digits) and not `outside`"
        yield from _code_problem("education", self.education, list(Education))
        yield from _code_problem("training.level", self.training.level, list(Level))
        if not _matches(CODE, self.training.occupation):
            yield "training.occupation", "is no code"
        if not isinstance(self.training.provider_recognised, bool | None):
            yield "training.providerRecognised", "is not true, false or null"
        if self.labour_market_evidence is not None:
            yield from _code_problem("labourMarketEvidence", self.labour_market_evidence, list(Evidence))
        yield from _cents_problem("awardedThisYearCents", self.awarded_this_year_cents)
        yield from self._money_problems()

    def _money_problems(self) -> Iterator[tuple[str, str]]:
        if not self.costs:
            yield "costs", "has no line"
        for number, cost in enumerate(self.costs):
            yield from _code_problem(f"costs[{number}].category", cost.category, list(CostKind))
            yield from _cents_problem(f"costs[{number}].cents", cost.cents)
        for number, contribution in enumerate(self.cofinancing):
            yield from _code_problem(f"cofinancing[{number}].source", contribution.source, list(Source))
            yield from _cents_problem(f"cofinancing[{number}].cents", contribution.cents)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeParameters:
    """One version of a scheme as the rules need it. A check whose parameter is absent is absent from the outcome.

    The co-financing share is `share_numerator / share_denominator` of the total, exact; amounts are cents.
    `occupations` are those on the list that is valid on the application date.
    """

    code: str
    version: int = 1
    region_name: str = ""
    municipalities: frozenset[str] = frozenset()
    min_age: int | None = None
    max_age: int | None = None
    education_rule: str = EducationRule.NONE
    provider_must_be_recognised: bool = True
    occupation_list_version: int | None = None
    occupations: frozenset[str] | None = None
    evidence: frozenset[str] = frozenset()
    share_numerator: int = 1
    share_denominator: int = 2
    person_year_cents: int
    cost_kinds: frozenset[str]
    sources: frozenset[str]

    def __post_init__(self) -> None:
        if not 0 <= self.share_numerator <= self.share_denominator or self.share_denominator < 1:
            raise ValueError("The co-financing share is a fraction from 0 to 1")
        if self.person_year_cents < 0:
            raise ValueError("The yearly maximum is not negative")


def _is_date(value: object) -> bool:
    return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)


def _matches(pattern: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None


def _date_problem(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not _is_date(value):
        yield name, "is no date"


def _code_problem(name: str, value: object, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if not isinstance(value, str) or value not in list(codes):
        yield name, "is not one of " + ", ".join(str(code) for code in codes)


def _cents_problem(name: str, value: object) -> Iterator[tuple[str, str]]:
    if not isinstance(value, int) or isinstance(value, bool):
        yield name, "is no whole number of cents"
    elif not 0 <= value <= MOST_CENTS:
        yield name, "is negative" if value < 0 else "is too large"
