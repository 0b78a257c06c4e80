"""The sentences of the checks, for the applicant. English here, Dutch in the catalogue; plain language (B1)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vouchers.rules.codes import CheckCode
from werkcentrum.core.money import euro

TITLES: dict[str, str | Promise] = {
    CheckCode.RESIDENCE: _("Lives in the region"),
    CheckCode.AGE: _("Age"),
    CheckCode.EDUCATION_DIRECTION: _("Level of the training"),
    CheckCode.PROVIDER_RECOGNISED: _("Recognised training provider"),
    CheckCode.LABOUR_MARKET: _("Chance of work"),
    CheckCode.COFINANCING: _("Others pay their part"),
    CheckCode.ANNUAL_CAP: _("Maximum per year"),
    CheckCode.BUDGET: _("Money in the fund"),
}

SENTENCES: dict[str, str | Promise] = {
    "residence.pass": _("You live in %(region)s."),
    "residence.pass_named": _("You live in %(municipality)s. That is in %(region)s."),
    "residence.fail": _("You do not live in %(region)s. This training voucher is only for people who live there."),
    "age.pass_from": _("You are %(min_age)s years or older."),
    "age.pass_until": _("You are not older than %(max_age)s years."),
    "age.pass_between": _("You are between %(min_age)s and %(max_age)s years old."),
    "age.too_young": _("You are %(age)s years old. You can apply from the day on which you turn %(min_age)s."),
    "age.too_old": _("You are %(age)s years old. This training voucher is for people up to %(max_age)s years."),
    "education_direction.pass": _("The training fits your highest diploma."),
    "education_direction.fail": _(
        "You have a diploma of hbo or university. Then the training may be mbo 4 at the highest. "
        "This training is higher."
    ),
    "education_direction.education_unknown": _(
        "We do not know your highest diploma yet. An advisor looks at this with you."
    ),
    "education_direction.level_unknown": _(
        "We do not know the level of this training yet. An advisor looks at this with you."
    ),
    "provider_recognised.pass": _("The training provider is recognised."),
    "provider_recognised.pass_named": _("%(provider)s is a recognised training provider."),
    "provider_recognised.fail": _("The training provider is not recognised on the day on which the training starts."),
    "provider_recognised.not_in_register": _(
        "We do not know this training provider yet. We look up whether it is recognised."
    ),
    "labour_market.pass": _("%(occupation)s is on the list of occupations with a good chance of work."),
    "labour_market.evidence": _(
        "%(occupation)s is not on the list of occupations with a good chance of work. "
        "You have something that shows your chance of work. An advisor judges that."
    ),
    "labour_market.no_evidence": _(
        "%(occupation)s is not on the list of occupations with a good chance of work. "
        "Show in another way that you will find work, for example with a statement of an employer."
    ),
    "labour_market.not_on_list": _("%(occupation)s is not on the list of occupations with a good chance of work."),
    "cofinancing.pass": _("Others pay at least %(share)s."),
    "cofinancing.missing": _(
        "Others have to pay at least %(share)s: %(needed)s. Now that is %(cofinancing)s. %(missing)s is still missing."
    ),
    "cofinancing.nothing_to_fund": _("Others pay for the whole training. Then you do not need a training voucher."),
    "annual_cap.pass": _("You stay within the maximum of %(cap)s per year."),
    "annual_cap.lowered": _("You get at most %(cap)s per year. That is why your voucher is lower."),
    "annual_cap.lowered_by_earlier": _(
        "You get at most %(cap)s per year. You have had %(awarded)s this year. That is why your voucher is lower."
    ),
    "annual_cap.used_up": _("You get at most %(cap)s per year. You have had that this year."),
    "budget.pass": _("There is enough money in the fund."),
    "budget.fail": _("There is not enough money in the fund now."),
}

SHARES: dict[tuple[int, int], str | Promise] = {
    (1, 2): _("half"),
    (1, 3): _("a third"),
    (2, 3): _("two thirds"),
    (1, 4): _("a quarter"),
}


def title(code: str) -> str:
    """A condition in a few words."""
    return str(TITLES[code])


def share_text(numerator: int, denominator: int) -> str:
    """The share in words, `half`, or else as `3/5 part`."""
    known = SHARES.get((numerator, denominator))
    return str(known) if known else gettext("%(share)s part") % {"share": f"{numerator}/{denominator}"}


def sentence(code: str, params: Mapping[str, Any]) -> str:
    """The sentence with this code; a parameter `x_cents` is shown as the amount `x`, `share` in words."""
    shown = {name: value for name, value in params.items() if not name.endswith("_cents")}
    shown |= {
        name.removesuffix("_cents"): euro(value, whole=True)
        for name, value in params.items()
        if name.endswith("_cents")
    }
    if "share" in params:
        shown["share"] = share_text(*params["share"])
    text = str(SENTENCES[code]) % shown
    return text[:1].upper() + text[1:]
