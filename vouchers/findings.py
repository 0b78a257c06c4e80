"""What staff read about each condition: the rule, what was found, and the result. The applicant reads `Check.text`."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from advisors.vocabulary import Education
from vouchers.models import VoucherApplication
from vouchers.rules import Check, CheckCode, Facts, Outcome, Result, share_text
from vouchers.vocabulary import EvidenceLabel, LevelLabel
from werkcentrum.core.money import euro
from werkcentrum.core.templatetags.wc import date_long

RESULTS: dict[str, tuple[str, str | Promise]] = {
    Result.PASS: ("done", lazy("Met")),
    Result.FAIL: ("late", lazy("Not met")),
    Result.REVIEW: ("attention", lazy("Judge yourself")),
}
RULES: dict[str, str | Promise] = {
    CheckCode.RESIDENCE: lazy("on the day of the application"),
    CheckCode.AGE: lazy("on the day of the application"),
    CheckCode.EDUCATION_DIRECTION: lazy("hbo or university only to mbo 4 at the highest"),
    CheckCode.PROVIDER_RECOGNISED: lazy("on the day on which the training starts"),
    CheckCode.LABOUR_MARKET: lazy("occupation on the list, or evidence"),
    CheckCode.BUDGET: lazy("in the commitments that fit"),
}


@dataclass(frozen=True)
class Finding:
    """One row of the table of conditions; only what a person has to judge, or fails, gets a filled badge."""

    title: str
    rule: str
    found: tuple[str, ...]
    state: str
    result: str
    plain: bool


def findings(application: VoucherApplication, facts: Facts, outcome: Outcome) -> list[Finding]:
    """The table of conditions."""
    return [_finding(application, facts, check) for check in outcome.checks]


def summary(outcome: Outcome) -> str:
    """How many conditions are met, not met, or ask for a judgement, in a sentence."""
    parts = [_("%(count)s met") % {"count": len(outcome.passed)}]
    if outcome.to_review:
        parts.append(_("%(count)s asks for your judgement") % {"count": len(outcome.to_review)})
    if outcome.failed:
        parts.append(_("%(count)s not met") % {"count": len(outcome.failed)})
    return ", ".join(parts)


def _finding(application: VoucherApplication, facts: Facts, check: Check) -> Finding:
    state, result = RESULTS[check.result]
    return Finding(
        title=check.title,
        rule=_rule(check),
        found=tuple(FOUND[check.code](application, facts, check)),
        state=state,
        result=str(result),
        plain=check.result is Result.PASS,
    )


def _rule(check: Check) -> str:
    if check.code == CheckCode.COFINANCING:
        numerator, denominator = check.params["share"]
        return _("%(share)s: %(needed)s needed") % {
            "share": share_text(numerator, denominator),
            "needed": euro(check.params["needed_cents"]),
        }
    if check.code == CheckCode.ANNUAL_CAP:
        return _("%(cap)s per person") % {"cap": euro(check.params["cap_cents"], whole=True)}
    return str(RULES[check.code])


def _residence(_application: VoucherApplication, facts: Facts, _check: Check) -> list[str]:
    place = facts.names.municipality or _("Outside the region")
    return [f"{place}, {date_long(facts.application_date)}"]


def _age(_application: VoucherApplication, facts: Facts, check: Check) -> list[str]:
    return [
        _("%(age)s years, born on %(day)s") % {"age": check.params["age"], "day": date_long(facts.birth_date)},
    ]


def _direction(_application: VoucherApplication, facts: Facts, _check: Check) -> list[str]:
    words = {"education": Education(facts.education).label, "level": LevelLabel(facts.training.level).label}
    return [_("From %(education)s to %(level)s") % words]


def _provider(application: VoucherApplication, facts: Facts, _check: Check) -> list[str]:
    found = f"{facts.names.provider or application.provider_label}, {date_long(facts.training.start_date)}"
    if facts.training.provider_recognised is None:
        return [found, _("Not in our register")]
    return [found]


def _labour_market(application: VoucherApplication, _facts: Facts, check: Check) -> list[str]:
    words = {"occupation": check.params["occupation"], "version": check.params["list_version"]}
    if check.message == "pass":
        found = [_("%(occupation)s is on list %(version)s") % words]
    else:
        found = [_("%(occupation)s is not on list %(version)s") % words]
        evidence = check.params["evidence"]
        found.append(str(EvidenceLabel(evidence).label) if evidence else _("No evidence"))
    test = getattr(application, "labour_market_test", None)
    if test is not None:
        found.append(
            _("Advice of %(name)s: %(advice)s") % {"name": str(test.by), "advice": str(test.get_advice_display())}
        )
    return found


def _cofinancing(_application: VoucherApplication, _facts: Facts, check: Check) -> list[str]:
    found = [euro(check.params["cofinancing_cents"])]
    if check.params["missing_cents"]:
        found.append(_("%(missing)s is missing") % {"missing": euro(check.params["missing_cents"])})
    elif check.message == "nothing_to_fund":
        found.append(_("Others pay everything"))
    return found


def _annual_cap(_application: VoucherApplication, facts: Facts, check: Check) -> list[str]:
    year = facts.application_date.year
    awarded = check.params["awarded_cents"]
    if not awarded:
        return [_("Nothing awarded in %(year)s yet") % {"year": year}]
    return [_("%(amount)s awarded in %(year)s") % {"amount": euro(awarded), "year": year}]


def _budget(_application: VoucherApplication, _facts: Facts, check: Check) -> list[str]:
    return [_("%(amount)s free") % {"amount": euro(check.params["free_cents"])}]


FOUND: dict[str, Callable[[VoucherApplication, Facts, Check], list[str]]] = {
    CheckCode.RESIDENCE: _residence,
    CheckCode.AGE: _age,
    CheckCode.EDUCATION_DIRECTION: _direction,
    CheckCode.PROVIDER_RECOGNISED: _provider,
    CheckCode.LABOUR_MARKET: _labour_market,
    CheckCode.COFINANCING: _cofinancing,
    CheckCode.ANNUAL_CAP: _annual_cap,
    CheckCode.BUDGET: _budget,
}
