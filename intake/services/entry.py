"""An advisor enters the question of somebody on the phone or at the counter: one case, with a receipt."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from advisors.models import Case, Client
from advisors.permissions import require_case_worker
from advisors.services import (
    ClientData,
    QuestionData,
    change_known_client,
    claim_case,
    link_walk_in,
    open_case,
    record_event,
)
from advisors.vocabulary import Education
from advisors.workflow import Channel, RegistrationConsent
from directory.models import Location
from intake.places import region_municipalities
from intake.rules import EMPLOYER, OUTSIDE
from intake.services.receipts import receipt_context
from intake.services.triage import Triage, triage, triage_data
from notifications.services import Recipient, queue_message
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, RuleViolation
from werkcentrum.core.models import AuditEvent, User

CHANNELS = frozenset({Channel.PHONE, Channel.WALK_IN})
CONSENTS = frozenset({RegistrationConsent.SPOKEN, RegistrationConsent.SIGNED})


@dataclass(frozen=True, kw_only=True)
class EntryData:
    """What an advisor enters. `facts` are those of the triage (domain 4), `consent_kind` is spoken or signed.

    `client_id` is a client we know, whose details become those of `client`. `location` is where somebody walked in,
    `walk_in_id` the visit in the queue there. `claim`: whoever enters it becomes the contact person.
    """

    channel: str
    client: ClientData
    question: str
    facts: Mapping[str, Any]
    contact_preference: str
    consent_kind: str
    client_id: int | None = None
    location: Location | None = None
    walk_in_id: int | None = None
    claim: bool = False


def enter_question(
    *, data: EntryData, submission_key: uuid.UUID, by: User, places: Mapping[str, str] | None = None
) -> Case:
    """Open the case, in one transaction; the same form sent twice is the same case.

    `places` are the municipalities of the region, CBS code to name, when the caller has them already.

    Raises NotAllowed for who does not handle cases, RuleViolation without consent or for another channel, Conflict for
    a form that somebody else has sent, InvalidFacts.
    """
    require_case_worker(by)
    if before := _entered_before(submission_key, by=by):
        return before
    _check(data)
    with explain_constraints(), transaction.atomic():
        places = region_municipalities() if places is None else places
        found = triage(data.facts, places=places)
        client, changed = (data.client, []) if data.client_id is None else _known(data.client_id, data.client, by=by)
        case = open_case(
            client=client,
            question=QuestionData(
                text=data.question,
                facts=found.facts.as_dict(),
                contact_preference=data.contact_preference,
                consent_kind=data.consent_kind,
            ),
            triage=triage_data(found),
            channel=data.channel,
            answer_by=found.answer_by,
            by=by,
            submission_key=submission_key,
            location=data.location.name if data.location else "",
        )
        _follow_up(case, data, changed=changed, by=by)
        _send_receipt(case, found, places)
    return case


def answers_of(case: Case) -> dict[str, Any]:
    """What was entered, as the forms of the front door call it: for the receipt, by e-mail and on paper."""
    client = case.client
    in_region = case.municipality_id or (OUTSIDE if case.triage.get("facts", {}).get("municipality") else "")
    return {
        "question": case.question,
        "themes": case.themes,
        "postcode": client.postcode,
        "municipality": in_region,
        "situation": case.situation,
        "age": case.age,
        "education": "" if case.education == Education.UNKNOWN else case.education,
        "company_name": client.company_name,
        "kvk_number": client.kvk_number,
        "sector": client.sector,
        "staff_count": client.staff_count,
        "offers": case.offers,
        "seeks": case.seeks,
        "name": client.name,
        "phone": client.phone,
        "email": client.email,
        "contact_preference": case.contact_preference,
        "language": client.language,
        "needs_interpreter": bool(client.interpreter_language),
        "interpreter_language": client.interpreter_language,
        "needs_reading_help": client.needs_reading_help,
        "has_helper": bool(client.helper_name or client.helper_phone),
        "helper_name": client.helper_name,
        "helper_phone": client.helper_phone,
        "helper_agreed": client.helper_allowed_at is not None,
    }


def _check(data: EntryData) -> None:
    if data.channel not in CHANNELS:
        raise RuleViolation(_("Choose how the question comes in"), code="channel")
    if data.consent_kind not in CONSENTS:
        raise RuleViolation(
            _("Without the consent of the client you cannot register the question."), code="consent_kind"
        )


def _entered_before(submission_key: uuid.UUID, *, by: User) -> Case | None:
    before = Case.objects.filter(submission_key=submission_key).first()
    if before and before.opened_by_id != by.pk:
        raise Conflict(_("Somebody else has sent this form already. Open a new one."))
    return before


def _known(client_id: int, now: ClientData, *, by: User) -> tuple[Client, list[str]]:
    """The client we know, with the details as they are now; what only companies have stays as it is for residents."""
    known = Client.objects.filter(pk=client_id).first()
    if known is None:
        raise Conflict(_("This client does not exist any more. Search again."))
    if known.audience != now.audience:
        raise RuleViolation(_("A resident does not become an employer. Enter this as a new client."))
    values: dict[str, Any] = {
        "name": now.name,
        "email": now.email,
        "phone": now.phone,
        "language": now.language,
        "postcode": now.postcode,
        "municipality": now.municipality,
        "interpreter_language": now.interpreter_language,
        "needs_reading_help": now.needs_reading_help,
        "helper_name": now.helper_name,
        "helper_phone": now.helper_phone,
        "helper_allowed_at": _permission(known, now),
    }
    if now.audience == EMPLOYER:
        names = ("company_name", "kvk_number", "sector", "staff_count")
        values |= {name: getattr(now, name) for name in names}
    else:
        values["birth_year"] = now.birth_year
    return change_known_client(client_id=known.pk, by=by, **values)


def _permission(known: Client, now: ClientData) -> Any:
    """Since when we may talk with the helper: since now for somebody else than before, nobody means never."""
    if not (now.helper_name or now.helper_phone):
        return None
    same = (known.helper_name, known.helper_phone) == (now.helper_name, now.helper_phone)
    return known.helper_allowed_at if same and known.helper_allowed_at else timezone.now()


def _follow_up(case: Case, data: EntryData, *, changed: list[str], by: User) -> None:
    """What belongs to the case from the start.

    Not again when the same form was sent at the same moment: open_case waited and gave us the case of the first one.
    """
    if AuditEvent.objects.about(case).filter(action="case.entered").exists():
        return
    audit.record(
        "case.entered",
        case,
        by=by,
        consent=data.consent_kind,
        known=data.client_id is not None,
        location=data.location.slug if data.location else "",
    )
    if changed:
        record_event(case, kind="case.client_changed", by=by)
    if data.walk_in_id is not None:
        link_walk_in(walk_in_id=data.walk_in_id, case_id=case.pk, by=by)
    if data.claim and case.owner_id is None:
        claimed = claim_case(case_id=case.pk, by=by, tell_client=False)  # the receipt names the contact person
        case.owner, case.status, case.version = claimed.owner, claimed.status, claimed.version


def _send_receipt(case: Case, found: Triage, places: Mapping[str, str]) -> None:
    """By e-mail; without an address the advisor prints the page."""
    client = case.client
    if not client.email:
        return
    with override(client.language):
        context = receipt_context(case, client.audience, answers_of(case), found, places)
    queue_message(
        kind="intake/receipt",
        to=Recipient(email=client.email, name=client.name, language=client.language, user=client.user),
        context=context | {"told": True},
        key=f"intake.receipt:{case.pk}",
        about=case,
    )
