"""What the case page says about a client: what was not asked or told is left out."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from advisors.models import Case, Client
from advisors.vocabulary import Education, Sector, Situation
from advisors.workflow import ContactWay, RegistrationConsent
from werkcentrum.core.forms.fields import readable_phone

LANGUAGES = {"nl": "Nederlands", "en": "English"}


@dataclass(frozen=True)
class Fact:
    """One thing that we know; `url` calls or writes."""

    label: str
    value: str | Promise
    url: str = ""


def facts_of(case: Case) -> list[Fact]:
    """How to reach the client and what help is needed first, then the facts of the question."""
    found = [*_reach(case, case.client), *_help(case.client), *_company(case, case.client), *_question(case)]
    return [fact for fact in found if fact.value]


def _reach(case: Case, client: Client) -> list[Fact]:
    return [
        Fact(_("Contact person there"), client.name if client.company_name else ""),
        Fact(_("Telephone"), readable_phone(client.phone) if client.phone else "", f"tel:{client.phone}"),
        Fact(_("E-mail"), client.email, f"mailto:{client.email}"),
        Fact(_("Wants to hear from us"), dict(ContactWay.choices).get(case.contact_preference, "")),
        Fact(_("Language"), LANGUAGES.get(client.language, client.language)),
    ]


def _help(client: Client) -> list[Fact]:
    return [
        Fact(_("Interpreter for"), client.interpreter_language),
        Fact(_("Reading and writing"), _("Wants help") if client.needs_reading_help else ""),
        Fact(_("Helper"), client.helper_name),
        Fact(
            _("Telephone of the helper"),
            readable_phone(client.helper_phone) if client.helper_phone else "",
            f"tel:{client.helper_phone}",
        ),
    ]


def _company(case: Case, client: Client) -> list[Fact]:
    return [
        Fact(_("KvK number"), client.kvk_number),
        Fact(_("Sector"), dict(Sector.choices).get(client.sector, "")),
        Fact(_("Number of staff"), str(client.staff_count) if client.staff_count is not None else ""),
        Fact(_("Offers"), case.offers),
        Fact(_("Looks for"), case.seeks),
    ]


def _question(case: Case) -> list[Fact]:
    return [
        Fact(_("Age"), _("%(age)s years") % {"age": case.age} if case.age else ""),
        Fact(_("Situation"), dict(Situation.choices).get(case.situation, "")),
        Fact(_("Diploma"), dict(Education.choices).get(case.education, "")),
        Fact(_("Agreed to be registered"), dict(RegistrationConsent.choices).get(case.consent_kind, "")),
    ]
