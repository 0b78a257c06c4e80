"""What a partner sees of a client: one function decides, and every page, list and download goes through it."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.vocabulary import Education, Situation, Theme
from advisors.workflow import Level
from referrals.models import Referral
from referrals.workflow import DataGroup
from werkcentrum.core.forms.fields import readable_phone

Words = str | Promise


@dataclass(frozen=True)
class Fact:
    """One fact with its label; `url` makes it a link (a telephone number)."""

    label: Words
    value: Words
    url: str = ""


@dataclass(frozen=True)
class SharedGroup:
    """One data group: what it holds when it is shared, and nothing at all when it is not."""

    code: str
    label: Words
    is_shared: bool
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class SharedDossier:
    """What one organisation may see of one case. Holds no model objects, so nothing else can be reached from it."""

    reference: str
    name: str
    place: str
    question: str
    groups: tuple[SharedGroup, ...]

    @property
    def title(self) -> str:
        """What to call the client: the name when it is shared, else the reference number."""
        return self.name or _("Case %(reference)s") % {"reference": self.reference}

    @property
    def is_empty(self) -> bool:
        """Whether nothing is shared (any more)."""
        return not any(group.is_shared for group in self.groups)


def shared_view(referral: Referral) -> SharedDossier:
    """What the partner may see today: the groups of a consent in force, while the partner needs them."""
    return dossier(referral.case, referral.shared_groups)


def dossier(case: Case, groups: Collection[str]) -> SharedDossier:
    """What a partner would see of a case with these data groups; also the preview before sending."""
    return SharedDossier(
        reference=case.reference,
        name=case.client.display_name if DataGroup.CONTACT in groups else "",
        place=_place(case) if DataGroup.BACKGROUND in groups else "",
        question=case.question if DataGroup.QUESTION in groups else "",
        groups=tuple(
            SharedGroup(
                code=str(group.value),
                label=group.label,
                is_shared=group in groups,
                facts=tuple(fact for fact in _FACTS[group](case) if fact.value) if group in groups else (),
            )
            for group in DataGroup
        ),
    )


def group_labels(groups: Collection[str]) -> str:
    """The names of data groups in a row: "contact details, question"."""
    return ", ".join(str(group.label) for group in DataGroup if group in groups)


def _place(case: Case) -> str:
    return case.municipality.name if case.municipality else ""


def _contact(case: Case) -> tuple[Fact, ...]:
    client = case.client
    return (
        Fact(_("Name"), client.name),
        Fact(_("Company"), client.company_name),
        Fact(_("Phone"), readable_phone(client.phone), url=f"tel:{client.phone.replace(' ', '')}"),
        Fact(_("E-mail"), client.email),
        Fact(_("Prefers"), _preference(case.contact_preference)),
        Fact(_("Language"), _("English") if client.language == "en" else ""),
    )


def _question(case: Case) -> tuple[Fact, ...]:
    return (
        Fact(_("Is about"), ", ".join(_label(Theme, theme) for theme in case.themes)),
        Fact(_("Level"), _label(Level, case.level).capitalize()),
    )


def _background(case: Case) -> tuple[Fact, ...]:
    age = _("%(age)s years") % {"age": case.age} if case.age else ""
    return (
        Fact(_("Place"), _place(case)),
        Fact(_("Age"), age),
        Fact(_("Situation"), _label(Situation, case.situation)),
        Fact(_("Diploma"), _label(Education, case.education)),
    )


def _documents(case: Case) -> tuple[Fact, ...]:
    """Cases hold no documents yet; they come here when they do."""
    return (Fact(_("Documents"), _("None yet")),)


_FACTS = {
    DataGroup.CONTACT: _contact,
    DataGroup.QUESTION: _question,
    DataGroup.BACKGROUND: _background,
    DataGroup.DOCUMENTS: _documents,
}


def _preference(code: str) -> str:
    known = {"phone": _("a phone call"), "email": _("an e-mail"), "walk_in": _("walking in")}
    return known.get(code, code)


def _label(choices: type[Situation] | type[Education] | type[Theme] | type[Level], code: str) -> str:
    """The label of a code in the language of the reader; a code that we do not know (any more) as it is."""
    return str(choices(code).label) if code in choices.values else code
