"""A rule as a sentence that somebody without technical knowledge can check, in the language of the reader.

"Als een inwoner WW of WIA heeft, dan is UWV verantwoordelijk." The sentence has two parts, so that pages can show them
apart: when it counts, and what follows. Words for codes (organisations, municipalities, topics) come in as `Words`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from intake.rules.facts import EMPLOYER, OUTSIDE, RESIDENT
from intake.rules.language import DESKS, EXTRA_DESKS, LEVEL, RESPONSIBLE, RuleData

Text = str | Promise

MUNICIPALITY = "{municipality}"
OTHER_REGION = "werkcentrum-other-region"
SOCIAL_PARTNERS = "sociale-partners"
SPECIAL_DESKS: Mapping[str, Text] = {
    f"gemeente-{MUNICIPALITY}": gettext_lazy("the municipality where the person lives"),
    f"schuldhulp-{MUNICIPALITY}": gettext_lazy("the debt help of the municipality where the person lives"),
    OTHER_REGION: gettext_lazy("the Werkcentrum of the person's own region"),
    SOCIAL_PARTNERS: gettext_lazy("employers and trade unions together"),
}
LEVEL_WORDS: Mapping[str, Text] = {
    "light": pgettext_lazy("level of service", "light"),
    "basic": pgettext_lazy("level of service", "basic"),
    "specialist": pgettext_lazy("level of service", "specialist"),
}

# what goes before "has" in one list, and what has a verb of its own
HAVING: Mapping[str, Text] = {
    "employed": gettext_lazy("a permanent contract"),
    "flex": gettext_lazy("a temporary contract or on-call work"),
    "self_employed": gettext_lazy("an own business without staff"),
    "at_risk": gettext_lazy("a job that may end"),
    "ww": gettext_lazy("WW"),
    "bijstand": pgettext_lazy("benefit", "bijstand"),
    "wia": gettext_lazy("WIA"),
    "wajong": gettext_lazy("Wajong"),
    "ziektewet": gettext_lazy("Ziektewet"),
}
BEING: Mapping[str, Text] = {
    "none": gettext_lazy("has no work and no benefit"),
    "student": gettext_lazy("is at school or studies"),
    "newcomer": gettext_lazy("has not lived in the Netherlands for long"),
    "other": gettext_lazy("is in another situation"),
}


@dataclass(frozen=True)
class Words:
    """Names for codes; a code without a name stands as it is."""

    organizations: Mapping[str, str] = field(default_factory=dict)
    municipalities: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, Text] = field(default_factory=dict)
    educations: Mapping[str, Text] = field(default_factory=dict)
    situations: Mapping[str, Text] = field(default_factory=dict)

    def desk(self, code: str) -> str:
        """An organisation in words, also the codes that depend on where somebody lives."""
        return str(SPECIAL_DESKS.get(code) or self.organizations.get(code, code))


@dataclass(frozen=True)
class Sentence:
    """`when` it counts ("Als een inwoner WW heeft") and what follows (`then`: "dan is UWV verantwoordelijk")."""

    when: str
    then: str

    def __str__(self) -> str:
        return f"{self.when}, {self.then}." if self.when else f"{self.then[:1].upper()}{self.then[1:]}."


def sentence(rule: RuleData, words: Words, *, working_days: Mapping[str, int] | None = None) -> Sentence:
    """The rule in the language that is active; `working_days` per level adds the term for the first answer."""
    effect = _effect(rule, words, working_days or {})
    clauses = [_clause(condition, rule.audience, words) for condition in rule.conditions]
    if not clauses:
        return Sentence("", _for_everybody(rule, effect))
    when = _("If %(who)s %(clauses)s") % {
        "who": _who(rule.audience),
        # never with commas: a condition may hold a list of its own
        "clauses": f" {pgettext('all of a list', 'and')} ".join(clauses),
    }
    return Sentence(when, _("then %(effect)s") % {"effect": effect})


def _who(audience: str) -> str:
    if audience == RESIDENT:
        return _("a resident")
    return _("an employer") if audience == EMPLOYER else _("somebody")


def _for_everybody(rule: RuleData, effect: str) -> str:
    if rule.stage == EXTRA_DESKS:
        everybody = {RESIDENT: _("for every resident"), EMPLOYER: _("for every employer")}
        return _("%(who)s %(effect)s") % {"who": everybody.get(rule.audience, _("for everybody")), "effect": effect}
    others = {RESIDENT: _("for every other resident"), EMPLOYER: _("for every other employer")}
    return _("%(who)s %(effect)s") % {"who": others.get(rule.audience, _("in all other cases")), "effect": effect}


# --- lists ----------------------------------------------------------------------------------------------------------


def any_of(parts: Iterable[Text]) -> str:
    """`a, b of c`."""
    return _joined(parts, pgettext("one of a list", "or"))


def all_of(parts: Iterable[Text]) -> str:
    """`a, b en c`."""
    return _joined(parts, pgettext("all of a list", "and"))


def _joined(parts: Iterable[Text], word: str) -> str:
    texts = [str(part) for part in parts]
    return " ".join([", ".join(texts[:-1]), word, texts[-1]]) if len(texts) > 1 else "".join(texts)


def _quoted(codes: Sequence[str], names: Mapping[str, Text]) -> str:
    return any_of(f"“{names.get(code, code)}”" for code in codes)


# --- what follows ---------------------------------------------------------------------------------------------------


def _effect(rule: RuleData, words: Words, working_days: Mapping[str, int]) -> str:
    wanted: Any = rule.effects.get("desks" if rule.stage in (DESKS, EXTRA_DESKS) else rule.stage)
    if rule.stage == RESPONSIBLE:
        if wanted == SOCIAL_PARTNERS:
            return _("employers and trade unions are responsible together")
        return _("%(desk)s is responsible") % {"desk": words.desk(str(wanted))}
    if rule.stage == LEVEL:
        return _level(str(wanted), working_days)
    desks = all_of(words.desk(code) for code in wanted or ())
    if rule.stage == DESKS:
        return _("the question goes to %(desks)s") % {"desks": desks}
    return _("the question also goes to %(desks)s") % {"desks": desks}


def _level(level: str, working_days: Mapping[str, int]) -> str:
    name = LEVEL_WORDS.get(level, level)
    days = working_days.get(level)
    if days is None:
        return _("the level of help is %(level)s") % {"level": name}
    return ngettext(
        "the level of help is %(level)s, with an answer within %(days)s working day",
        "the level of help is %(level)s, with an answer within %(days)s working days",
        days,
    ) % {"level": name, "days": days}


# --- when it counts -------------------------------------------------------------------------------------------------


def _clause(condition: Mapping[str, Any], audience: str, words: Words) -> str:
    """One condition, as what follows "if a resident" in English; in Dutch with the verb at the end."""
    fact = str(condition.get("fact"))
    test, wanted = next(((name, value) for name, value in condition.items() if name != "fact"), ("", None))
    speak = _CLAUSES.get(fact)
    return speak(test, wanted, audience, words) if speak else f"{fact} {test} {wanted}"


def _municipality(test: str, wanted: Any, audience: str, words: Words) -> str:
    outside = {
        RESIDENT: (_("lives outside the region"), _("lives in the region")),
        EMPLOYER: (_("is located outside the region"), _("is located in the region")),
    }.get(audience, (_("comes from outside the region"), _("comes from the region")))
    if list(wanted) == [OUTSIDE]:
        return outside[test == "not_in"]
    named = [words.municipalities.get(code, code) for code in wanted if code != OUTSIDE]
    named += [_("a place outside the region")] if OUTSIDE in wanted else []
    places = {"places": any_of(named)}
    if test == "not_in":
        return (
            _("is not located in %(places)s") if audience == EMPLOYER else _("does not live in %(places)s")
        ) % places
    return (_("is located in %(places)s") if audience == EMPLOYER else _("lives in %(places)s")) % places


def _situation(test: str, wanted: Any, audience: str, words: Words) -> str:
    if test == "not_in":
        return _("is not in the situation %(situations)s") % {"situations": _quoted(wanted, words.situations)}
    if wanted and all(code in HAVING for code in wanted):
        return _("has %(things)s") % {"things": any_of(HAVING[code] for code in wanted)}
    if len(wanted) == 1:
        return str(BEING.get(wanted[0], wanted[0]))
    # verbs of their own, joined by "or", would be confused with the "and" between conditions
    return _("is in the situation %(situations)s") % {"situations": _quoted(wanted, words.situations)}


def _education(test: str, wanted: Any, audience: str, words: Words) -> str:
    names = {"diplomas": _quoted(wanted, words.educations)}
    if test == "not_in":
        return _("has another highest diploma than %(diplomas)s") % names
    return _("has %(diplomas)s as the highest diploma") % names


def _age(test: str, wanted: Any, audience: str, words: Words) -> str:
    if test == "under":
        return _("is younger than %(age)s") % {"age": wanted}
    return _("is %(age)s years or older") % {"age": wanted}


def _startkwalificatie(test: str, wanted: Any, audience: str, words: Words) -> str:
    return _("has a startkwalificatie") if wanted else _("has no startkwalificatie")


def _themes(test: str, wanted: Any, audience: str, words: Words) -> str:
    names = {"topics": _quoted(wanted, words.themes)}
    if test == "not_in":
        return _("has a question about something else than %(topics)s") % names
    return _("has a question about %(topics)s") % names


def _theme_count(test: str, wanted: Any, audience: str, words: Words) -> str:
    number = {"number": wanted}
    if test == "under":
        return _("asks about one topic only") if wanted == 2 else _("asks about fewer than %(number)s topics") % number
    return _("asks about %(number)s or more topics") % number


def _responsible(test: str, wanted: Any, audience: str, words: Words) -> str:
    names = {"desks": any_of(responsible_words(wanted, words))}
    return (_("does not fall under %(desks)s") if test == "not_in" else _("falls under %(desks)s")) % names


def responsible_words(codes: Sequence[str], words: Words) -> list[str]:
    """Organisations in words; all municipalities of the region are said in one breath."""
    local = [f"gemeente-{code}" for code in words.municipalities]
    if local and set(local) <= set(codes):
        return [_("a municipality"), *(words.desk(code) for code in codes if code not in local)]
    return [words.desk(code) for code in codes]


_CLAUSES: Mapping[str, Callable[[str, Any, str, Words], str]] = {
    "municipality": _municipality,
    "situation": _situation,
    "education": _education,
    "age": _age,
    "startkwalificatie": _startkwalificatie,
    "themes": _themes,
    "theme": _themes,
    "theme_count": _theme_count,
    "responsible": _responsible,
}
