"""What the triage knows about a question: the facts of domain 4, and what makes them valid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

RESIDENT, EMPLOYER = "resident", "employer"
AUDIENCES = (RESIDENT, EMPLOYER)
OUTSIDE = "outside"
OTHER = "other"

SITUATIONS = (
    "employed", "flex", "self_employed", "at_risk", "ww", "bijstand", "wia", "wajong", "ziektewet", "none", "student",
    "newcomer", OTHER,
)  # fmt: skip
EDUCATIONS = ("none", "vmbo", "mbo1", "mbo2", "mbo3", "mbo4", "havo_vwo", "hbo", "wo", "unknown")
WITHOUT_STARTKWALIFICATIE = frozenset({"none", "vmbo", "mbo1"})
RESIDENT_THEMES = (
    "find_work", "vacancies", "application_skills", "orientation", "training", "training_funding", "start_business",
    "debts_income", "health_limitation", "language_digital", "conflict_legal", "cross_border", OTHER,
)  # fmt: skip
EMPLOYER_THEMES = (
    "find_staff", "inclusive_employment", "train_staff", "subsidies", "redundancy", "learning_company", "cross_border",
    OTHER,
)  # fmt: skip
THEMES = {RESIDENT: RESIDENT_THEMES, EMPLOYER: EMPLOYER_THEMES}
AGES = range(121)


@dataclass(frozen=True)
class FactError:
    """One thing that is wrong: `code` is missing, unknown or invalid; `allowed` are the values that would do."""

    fact: str
    code: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        hint = f" (allowed: {', '.join(self.allowed)})" if self.allowed else ""
        return f"{self.fact}: {self.code}{hint}"


class InvalidFacts(ValueError):
    """The facts are not those of domain 4; `errors` holds everything that is wrong at once."""

    def __init__(self, errors: Sequence[FactError]) -> None:
        super().__init__("; ".join(str(error) for error in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the triage knows. `age` in whole years; `themes` in the order in which they matter, else `other`.

    Employers have no situation, age or education. `municipality` is a CBS code of the region, or `outside`; its name is
    only there to explain the outcome.
    """

    audience: str
    municipality: str
    themes: tuple[str, ...] = (OTHER,)
    situation: str = ""
    age: int | None = None
    education: str = ""
    municipality_name: str = field(default="", compare=False)

    @property
    def has_startkwalificatie(self) -> bool:
        """Mbo 2 or higher, havo or vwo; unknown counts as having it (domain 4)."""
        return self.education not in WITHOUT_STARTKWALIFICATIE

    def as_dict(self) -> dict[str, Any]:
        """The facts that were asked, as `from_dict` takes them."""
        facts = asdict(self) | {"themes": list(self.themes)}
        del facts["municipality_name"]
        if self.audience == EMPLOYER:
            return {name: facts[name] for name in ("audience", "municipality", "themes")}
        return facts

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, municipalities: Mapping[str, str]) -> "Facts":
        """Check and take over facts; `municipalities` are those of the region, CBS code to name.

        Raises InvalidFacts with everything that is wrong, not only the first thing.
        """
        errors = list(_wrong_facts(data, municipalities))
        if errors:
            raise InvalidFacts(errors)
        resident = data["audience"] == RESIDENT
        return cls(
            audience=data["audience"],
            municipality=data["municipality"],
            municipality_name=municipalities.get(data["municipality"], ""),
            themes=tuple(dict.fromkeys(data.get("themes") or (OTHER,))),
            situation=data["situation"] if resident else "",
            age=data["age"] if resident else None,
            education=data["education"] if resident else "",
        )


def _wrong_facts(data: Mapping[str, Any], municipalities: Mapping[str, str]) -> Iterable[FactError]:
    yield from _wrong_choice(data, "audience", AUDIENCES)
    yield from _wrong_choice(data, "municipality", (*municipalities, OUTSIDE))
    audience = data.get("audience")
    yield from _wrong_themes(data.get("themes"), THEMES.get(audience, ()) if isinstance(audience, str) else ())
    personal = {"situation": SITUATIONS, "education": EDUCATIONS}
    if audience == RESIDENT:
        for name, allowed in personal.items():
            yield from _wrong_choice(data, name, allowed)
        yield from _wrong_age(data.get("age"))
    elif audience == EMPLOYER:
        yield from (FactError(name, "unknown") for name in (*personal, "age") if data.get(name) not in (None, ""))
    known = ("audience", "municipality", "situation", "age", "education", "themes")
    yield from (FactError(str(name), "unknown", known) for name in data if name not in known)


def _wrong_choice(data: Mapping[str, Any], name: str, allowed: tuple[str, ...]) -> Iterable[FactError]:
    value = data.get(name)
    if value is None or value == "":
        yield FactError(name, "missing", allowed)
    elif not isinstance(value, str) or value not in allowed:
        yield FactError(name, "invalid", allowed)


def _wrong_age(age: Any) -> Iterable[FactError]:
    allowed = (f"{AGES.start}-{AGES.stop - 1}",)
    if age is None:
        yield FactError("age", "missing", allowed)
    elif not isinstance(age, int) or isinstance(age, bool) or age not in AGES:
        yield FactError("age", "invalid", allowed)


def _wrong_themes(themes: Any, allowed: tuple[str, ...]) -> Iterable[FactError]:
    if themes is None:
        return
    known = isinstance(themes, list | tuple) and all(isinstance(theme, str) for theme in themes)
    if not known or (allowed and not set(themes) <= set(allowed)):
        yield FactError("themes", "invalid", allowed)
