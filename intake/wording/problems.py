"""What the completeness check and the findings say, in a sentence for the coordinator who has to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advisors.vocabulary import Education, Situation, Theme
from intake.rules.completeness import (
    DESK_ELSEWHERE,
    DESK_MISSING,
    NO_FRONT_DESK,
    NO_LEVEL,
    NO_RESPONSIBLE,
    NO_RULE,
    NO_TERM,
    RESPONSIBLE_MISSING,
    Problem,
)
from intake.rules.facts import EMPLOYER, OUTSIDE
from intake.rules.findings import (
    CONTRADICTION,
    ORDER_DECIDES,
    OUTSIDE_PLACEHOLDER,
    PLACEHOLDER,
    SHADOWED,
    UNKNOWN_DESK,
    UNKNOWN_PLACEHOLDER,
    UNKNOWN_VALUE,
    Finding,
)

LONGEST_LIST = 5


@dataclass(frozen=True)
class Names:
    """Code to name, of organisations and of the municipalities of the region; of rules, what they tell a client."""

    organizations: Mapping[str, str]
    municipalities: Mapping[str, str]
    rules: Mapping[str, str] = field(default_factory=dict)

    def rule(self, code: str) -> str:
        """The explanation of a rule, with dots where a name is filled in, or else its code."""
        return PLACEHOLDER.sub("…", self.rules.get(code, code))


def problem_text(problem: Problem, names: Names) -> str:
    """What is wrong, for whom for example, and for how many combinations of facts."""
    text = _PROBLEMS[problem.code]() % {
        "rule": names.rule(problem.rule),
        "theme": _label(Theme, problem.theme),
        "desks": _listed(problem.desks, names),
    }
    if problem.example:
        text += " " + _("For example: %(who)s.") % {"who": who(problem.example, names)}
    combinations = ngettext("%(count)s combination", "%(count)s combinations", problem.count)
    return f"{text} ({combinations % {'count': number_format(problem.count, force_grouping=True)}})"


def finding_text(finding: Finding, names: Names) -> str:
    """What is odd about a rule."""
    text = _FINDINGS[finding.code]() % {"rule": names.rule(finding.rule), "other": names.rule(finding.other)}
    if finding.example:
        text += " " + _("For example: %(who)s.") % {"who": who(finding.example, names)}
    return text


def who(facts: Mapping[str, Any], names: Names) -> str:
    """Facts of the triage in a few words: "inwoner van Losser, 26 jaar, heeft werk, vmbo, over: werk vinden"."""
    place = facts["municipality"]
    parts = [_audience(facts["audience"], names.municipalities.get(place, place))]
    if facts.get("age") is not None:
        parts.append(ngettext("%(age)s year old", "%(age)s years old", facts["age"]) % {"age": facts["age"]})
    if facts.get("situation"):
        parts.append(_inside(_label(Situation, facts["situation"])))
    if facts.get("education"):
        parts.append(_inside(_label(Education, facts["education"])))
    parts.append(_("about %(themes)s") % {"themes": " + ".join(_label(Theme, theme) for theme in facts["themes"])})
    return ", ".join(parts)


def _audience(audience: str, place: str) -> str:
    if audience == EMPLOYER:
        return _("employer outside the region") if place == OUTSIDE else _("employer in %(place)s") % {"place": place}
    return _("resident outside the region") if place == OUTSIDE else _("resident of %(place)s") % {"place": place}


def _label(choices: Any, value: str) -> str:
    return str(dict(choices.choices).get(value, value))


def _inside(label: str) -> str:
    """A label in the middle of a sentence: "Krijgt WW" becomes "krijgt WW", and "WW" stays."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _listed(codes: tuple[str, ...], names: Names) -> str:
    shown = [names.organizations.get(code, code) for code in codes[:LONGEST_LIST]]
    return ", ".join(shown) + (" …" if len(codes) > LONGEST_LIST else "")


_PROBLEMS = {
    NO_RULE: lambda: _("No rule names a desk for the topic “%(theme)s”."),
    DESK_MISSING: lambda: _("Rule “%(rule)s” leads only to desks that do not take part (any more): %(desks)s."),
    DESK_ELSEWHERE: lambda: _("Rule “%(rule)s” leads only to desks that do not serve this municipality: %(desks)s."),
    NO_RESPONSIBLE: lambda: _("No rule says which organisation is responsible by law."),
    RESPONSIBLE_MISSING: lambda: _(
        "Rule “%(rule)s” makes an organisation responsible that does not take part or serves another municipality: "
        "%(desks)s."
    ),
    NO_LEVEL: lambda: _("No rule says which level of service is needed."),
    NO_TERM: lambda: _("There is no date for the first answer: a term is at least one working day."),
    NO_FRONT_DESK: lambda: _("No team of an active organisation is the front desk, so that questions have no owner."),
}
_FINDINGS = {
    CONTRADICTION: lambda: _("Rule “%(rule)s” can never apply: its conditions exclude each other."),
    SHADOWED: lambda: _("Rule “%(rule)s” can never apply: rule “%(other)s” always comes first."),
    ORDER_DECIDES: lambda: _(
        "Rules “%(rule)s” and “%(other)s” both fit the same question and say something else; the first one decides."
    ),
    UNKNOWN_DESK: lambda: _("Rule “%(rule)s” names “%(other)s”, which does not take part (any more)."),
    UNKNOWN_VALUE: lambda: _("Rule “%(rule)s” asks for “%(other)s”, which nobody can answer."),
    UNKNOWN_PLACEHOLDER: lambda: _("Rule “%(rule)s” holds “%(other)s”, which cannot be filled in."),
    OUTSIDE_PLACEHOLDER: lambda: _(
        "Rule “%(rule)s” names the municipality, but also applies to people from outside the region."
    ),
}
