"""Between the form of the one screen and the services: what is in it at the start, and what comes out of it."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advisors.models import Case, Client, WalkIn
from advisors.rules import searching
from advisors.services import ClientData, FoundClient
from advisors.vocabulary import Education
from advisors.workflow import Channel, ContactWay
from intake.forms.entry.fields import EntryFields
from intake.forms.entry.form import EntryForm
from intake.rules import EMPLOYER, OUTSIDE, RESIDENT
from intake.services import EntryData
from werkcentrum.core.models import User

# what is known of the client, and not of this question
PERSON = (
    "audience", "name", "born", "phone", "email", "postcode", "municipality", "language", "company_name", "kvk_number",
    "sector", "staff_count", "interpreter_language", "needs_reading_help", "helper_name", "helper_phone",
    "helper_agreed",
)  # fmt: skip
NEEDED = {
    "municipality": _("where the client lives"),
    "situation": _("work or benefit"),
    "age": _("how old the client is"),
    "education": _("diploma"),
}


def initial_for(
    me: User, *, habits: Mapping[str, Any], known: FoundClient | None, visit: WalkIn | None
) -> dict[str, Any]:
    """A form as it opens: like the question before, with the client and the visit that were chosen."""
    initial: dict[str, Any] = {
        "channel": Channel.PHONE,
        "audience": RESIDENT,
        "education": Education.UNKNOWN,
        "contact_preference": ContactWay.PHONE,
        "language": "nl",
        **habits,
    }
    if not initial.get("location"):
        initial["location"] = _own_location(me)
    if visit is not None:
        initial |= {"channel": Channel.WALK_IN, "location": str(visit.location_id), "name": visit.name}
    if known is not None:
        initial |= _of_client(known.client, known.last_case)
    return initial


def from_search(text: str) -> dict[str, Any]:
    """What was typed to find a client, as the beginning of a new one."""
    wanted = searching.read(text, this_year=timezone.localdate().year)
    words = [word for word in text.split() if not any(sign.isdecimal() or sign == "@" for sign in word)]
    found = {
        "name": " ".join(words),
        "born": str(wanted.birth_year or ""),
        "phone": wanted.phone,
        "email": wanted.email,
    }
    return {name: value for name, value in found.items() if value}


def answers_from(typed: QueryDict, *, without_person: bool) -> dict[str, Any]:
    """What was typed before and not sent; `without_person`: only what is about the question."""
    if not typed:
        return {}
    several = ("themes", "employer_themes")
    return {
        name: typed.getlist(name) if name in several else typed.get(name, "")
        for name in EntryFields.base_fields
        if not (without_person and name in PERSON)
    }


def facts_so_far(form: EntryForm) -> dict[str, Any]:
    """The facts of the triage (domain 4), as far as they were filled in."""
    answers = form.cleaned_data if form.is_bound else form.initial
    audience = form.for_audience
    name = "employer_themes" if audience == EMPLOYER else "themes"
    facts = {
        "audience": audience,
        "municipality": answers.get("municipality") or None,
        "themes": list(answers.get(name) or ()),
    }
    if audience == EMPLOYER:
        return facts
    born = str(answers.get("born") or "")
    return facts | {
        "situation": answers.get("situation") or None,
        "education": answers.get("education") or Education.UNKNOWN.value,
        "age": timezone.localdate().year - int(born) if len(born) == 4 and born.isdecimal() else None,
    }


def data_of(form: EntryForm, *, visit: WalkIn | None) -> EntryData:
    """What was entered, for the service."""
    answers = form.cleaned_data
    return EntryData(
        channel=answers["channel"],
        location=form.counter,
        client=_client_data(form, answers),
        client_id=form.client.pk if form.client else None,
        question=answers["question"],
        facts=facts_so_far(form),
        contact_preference=answers["contact_preference"],
        consent_kind=answers["consent_kind"],
        walk_in_id=visit.pk if visit else None,
        claim=answers["mine"],
    )


def _client_data(form: EntryForm, answers: Mapping[str, Any]) -> ClientData:
    return ClientData(
        audience=form.for_audience,
        name=answers["name"],
        email=answers["email"],
        phone=answers["phone"],
        language=answers["language"],
        postcode=answers["postcode"],
        municipality=form.places.get(answers["municipality"]),
        company_name=answers.get("company_name", ""),
        kvk_number=answers.get("kvk_number", ""),
        sector=answers.get("sector", ""),
        staff_count=answers.get("staff_count"),
        birth_year=answers.get("born"),
        interpreter_language=answers["interpreter_language"],
        needs_reading_help=answers["needs_reading_help"],
        helper_name=answers["helper_name"],
        helper_phone=answers["helper_phone"],
    )


def _own_location(me: User) -> str:
    """Where the team of this advisor works."""
    memberships = me.memberships.valid_on(timezone.localdate())
    found = memberships.filter(team__location__isnull=False).values_list("team__location_id", flat=True).first()
    return str(found) if found else ""


def _of_client(client: Client, last: Case | None) -> dict[str, Any]:
    outside = last is not None and last.triage.get("facts", {}).get("municipality") == OUTSIDE
    known: dict[str, Any] = {
        "name": client.name,
        "born": str(client.birth_year or ""),
        "phone": client.phone,
        "email": client.email,
        "postcode": client.postcode,
        "municipality": client.municipality_id or (OUTSIDE if outside else ""),
        "language": client.language,
        "company_name": client.company_name,
        "kvk_number": client.kvk_number,
        "sector": client.sector,
        "staff_count": client.staff_count,
        "interpreter_language": client.interpreter_language,
        "needs_reading_help": client.needs_reading_help,
        "helper_name": client.helper_name,
        "helper_phone": client.helper_phone,
        "helper_agreed": client.helper_allowed_at is not None,
    }
    if last is not None:
        known |= {"education": last.education or Education.UNKNOWN, "contact_preference": last.contact_preference}
    return {name: value for name, value in known.items() if value not in (None, "")}
