"""A question comes in: a client and a case with a team, a next step and a date, whatever the channel."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from advisors import signals
from advisors.models import Case, Client
from advisors.permissions import proven_addresses
from advisors.services.events import record_event
from advisors.texts import staff_text
from advisors.workflow import Channel, ContactWay, WaitingFor
from directory.services import front_desk
from werkcentrum.core import audit
from werkcentrum.core.models import Municipality, User
from werkcentrum.core.references import next_reference
from werkcentrum.core.roles import is_workplace_user
from werkcentrum.core.signals import announce

FIRST_STEP = gettext_noop("Make first contact")
VISIT_STEP = gettext_noop("See whether the client has come in")
REFERENCE_PREFIX = "WCT"
REFERENCE_SEQUENCE = "advisors_case_reference"


@dataclass(frozen=True, kw_only=True)
class ClientData:
    """Who asks. `audience` is resident or employer; a company has a name and may give its KvK number.

    A helper is given only with the client's permission to talk with him or her.
    """

    audience: str
    name: str
    email: str = ""
    phone: str = ""
    language: str = "nl"
    postcode: str = ""
    municipality: Municipality | None = None
    company_name: str = ""
    kvk_number: str = ""
    sector: str = ""
    staff_count: int | None = None
    birth_year: int | None = None
    interpreter_language: str = ""
    needs_reading_help: bool = False
    helper_name: str = ""
    helper_phone: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionData:
    """What is asked, in the client's words. `facts` are those of the triage rules (domain 4).

    `offers` and `seeks` are a company's; `contact_preference` is a `ContactWay`, `consent_kind` a
    `RegistrationConsent`.
    """

    text: str
    facts: Mapping[str, Any]
    contact_preference: str = ""
    consent_kind: str = ""
    offers: str = ""
    seeks: str = ""


@dataclass(frozen=True, kw_only=True)
class Reason:
    """One rule that fired, explained in one sentence per language."""

    rule: str
    nl: str
    en: str = ""


@dataclass(frozen=True, kw_only=True)
class TriageData:
    """The outcome of the triage: level, desk codes in order, and why; `rule_set` names the version of the rules."""

    level: str
    responsible: str
    desks: Sequence[str]
    reasons: Sequence[Reason] = ()
    rule_set: str = ""


def open_case(
    *,
    client: ClientData | Client,
    question: QuestionData,
    triage: TriageData,
    channel: str,
    answer_by: datetime.date,
    by: User | None,
    submission_key: uuid.UUID | None = None,
    reference: str = "",
    location: str = "",
) -> Case:
    """Open a case of a new (or known) client, owned by the front desk, with the first contact as its next step.

    The same `submission_key` gives the same case, also when a form is sent twice at the same moment. `by` is who is
    logged in: a colleague who enters it, the client, or nobody. `reference` is a number that was given out before,
    `location` the name of the place where somebody walked in.
    """
    if existing := _submitted_before(submission_key):
        return existing
    try:
        with transaction.atomic():
            person = client if isinstance(client, Client) else _create_client(client, by=by)
            visits = question.contact_preference == ContactWay.VISIT and channel == Channel.ONLINE
            case = Case.objects.create(
                **_of_question(question),
                **_of_triage(triage, question.facts),
                reference=reference or next_case_reference(),
                client=person,
                municipality=person.municipality,
                channel=channel,
                team=front_desk(),
                next_step=staff_text(VISIT_STEP if visits else FIRST_STEP),
                next_step_on=answer_by,
                waiting_for=WaitingFor.US,
                opened_by=by,
                answer_by=answer_by,
                submission_key=submission_key,
            )
            _tell(case, by=by, location=location)
            return case
    except IntegrityError:
        if existing := _submitted_before(submission_key):
            return existing
        raise


def next_case_reference() -> str:
    """The next number for a case; one that is given out and not used is lost, which is fine."""
    return next_reference(REFERENCE_PREFIX, REFERENCE_SEQUENCE)


def _submitted_before(submission_key: uuid.UUID | None) -> Case | None:
    return Case.objects.filter(submission_key=submission_key).first() if submission_key else None


def _of_question(question: QuestionData) -> dict[str, Any]:
    facts = question.facts
    return {
        "question": question.text,
        "situation": facts.get("situation") or "",
        "education": facts.get("education") or "",
        "age": facts.get("age"),
        "themes": list(facts.get("themes") or ()),
        "contact_preference": question.contact_preference,
        "consent_kind": question.consent_kind,
        "offers": question.offers,
        "seeks": question.seeks,
    }


def _of_triage(triage: TriageData, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "level": triage.level,
        "responsible": triage.responsible,
        "desks": list(triage.desks),
        "triage": {
            "facts": dict(facts),
            "reasons": [asdict(reason) for reason in triage.reasons],
            "rule_set": triage.rule_set,
        },
    }


def _tell(case: Case, *, by: User | None, location: str) -> None:
    record_event(
        case,
        kind=f"case.opened_{case.channel}" if case.channel in Channel.values else "case.opened_online",
        by=by,
        data={"level": case.level, "desks": case.desks, "rule_set": case.triage["rule_set"]}
        | ({"location": location} if location else {}),
        actor_label="" if by else case.client.name,
    )
    audit.record("case.opened", case, by=by, channel=case.channel)
    announce(signals.case_opened, case_id=case.pk)


def _create_client(data: ClientData, *, by: User | None) -> Client:
    """A new client every time: an e-mail address is no identity, so doubles are merged by a person (domain 5)."""
    return Client.objects.create(
        audience=data.audience,
        name=data.name,
        email=data.email.strip().lower(),
        phone=data.phone,
        language=data.language,
        birth_year=data.birth_year,
        postcode=data.postcode,
        municipality=data.municipality,
        company_name=data.company_name,
        kvk_number=data.kvk_number,
        sector=data.sector,
        staff_count=data.staff_count,
        interpreter_language=data.interpreter_language,
        needs_reading_help=data.needs_reading_help,
        helper_name=data.helper_name,
        helper_phone=data.helper_phone,
        helper_allowed_at=timezone.now() if data.helper_name or data.helper_phone else None,
        user=by if by and _asks_for_oneself(data, by) else None,
    )


def _asks_for_oneself(data: ClientData, by: User) -> bool:
    """Whether somebody who is logged in with a proven address asks under that same address."""
    if is_workplace_user(by) or not data.email:
        return False
    return data.email.strip().lower() in proven_addresses(by)
