"""What an assessment says: one result and one sentence per check, and the amounts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from vouchers.rules.codes import CheckCode, Eligible, Result
from vouchers.rules.wording import sentence, title


@dataclass(frozen=True, slots=True)
class Check:
    """One condition. `message` is the code of a sentence in `wording`, `params` what it says (cents, ISO dates)."""

    code: CheckCode
    result: Result
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in the active language, for the applicant."""
        return sentence(f"{self.code}.{self.message}", self.params)

    @property
    def title(self) -> str:
        """The condition itself, in a few words."""
        return title(self.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of all checks and the amounts in cents; voucher and gap are 0 when a check fails."""

    eligible: Eligible
    total_cents: int
    cofinancing_cents: int
    needed_cents: int
    fundable_cents: int
    room_cents: int
    missing_cents: int
    voucher_cents: int
    gap_cents: int
    checks: tuple[Check, ...]

    @property
    def failed(self) -> tuple[Check, ...]:
        """The checks that are not met."""
        return tuple(check for check in self.checks if check.result is Result.FAIL)

    @property
    def to_review(self) -> tuple[Check, ...]:
        """The checks that a person has to judge."""
        return tuple(check for check in self.checks if check.result is Result.REVIEW)

    @property
    def passed(self) -> tuple[Check, ...]:
        """The checks that are met."""
        return tuple(check for check in self.checks if check.result is Result.PASS)

    def check(self, code: str) -> Check | None:
        """The check with this code, or None when the scheme does not have it."""
        return next((check for check in self.checks if check.code == code), None)
