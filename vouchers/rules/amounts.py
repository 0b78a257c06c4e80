"""What is paid by whom, in whole cents (domain 7, "Amounts")."""

from collections.abc import Iterable
from dataclasses import dataclass

from vouchers.rules.facts import Contribution, Cost, SchemeParameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The amounts before any check: all in cents. `voucher` and `gap` are what they would be if every check passed."""

    total: int
    cofinancing: int
    needed: int
    fundable: int
    room: int

    @property
    def missing(self) -> int:
        """What others still have to take on before the fund may pay its part."""
        return max(0, self.needed - self.cofinancing)

    @property
    def is_covered(self) -> bool:
        """Whether others pay everything already, so that there is nothing to fund."""
        return self.cofinancing >= self.total

    @property
    def voucher(self) -> int:
        """The lowest of what is left, what may be funded, and the room in this year."""
        if self.missing or self.is_covered:
            return 0
        return min(self.total - self.cofinancing, self.fundable, self.room)

    @property
    def gap(self) -> int:
        """What nobody pays yet: the applicant must take it on before submitting."""
        return self.total - self.cofinancing - self.voucher if self.voucher else 0


def calculate(
    costs: Iterable[Cost], cofinancing: Iterable[Contribution], awarded_cents: int, scheme: SchemeParameters
) -> Amounts:
    """Add up the eligible costs and the allowed sources; the needed share is rounded up to the cent."""
    total = sum(cost.cents for cost in costs if cost.category in scheme.cost_kinds)
    paid_by_others = sum(line.cents for line in cofinancing if line.source in scheme.sources)
    needed = -(-total * scheme.share_numerator // scheme.share_denominator)
    return Amounts(
        total=total,
        cofinancing=paid_by_others,
        needed=needed,
        fundable=total - needed,
        room=max(0, scheme.person_year_cents - awarded_cents),
    )
