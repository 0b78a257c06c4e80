"""A partner brings a client with consent, hears back what came of it, and nothing more once the client stops that."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advisors.models import Case
from advisors.permissions import is_case_worker, require_case_worker
from advisors.services import ClientData, QuestionData, open_case, record_event
from advisors.workflow import Channel
from directory.models import Organization
from intake.inbound import consent
from intake.models import InboundReferral
from intake.permissions import require_brings_for
from intake.services import inbound_messages
from intake.services.triage import Triage, triage, triage_data
from intake.workflow import InboundStatus
from werkcentrum.core import audit
from werkcentrum.core.db import explain_constraints
from werkcentrum.core.errors import Conflict, NotAllowed, RuleViolation
from werkcentrum.core.models import User
from werkcentrum.core.workflow import move, require_move


@dataclass(frozen=True, kw_only=True)
class InboundData:
    """What a partner enters. `facts` are those of the triage (domain 4), `consent` an `InboundReferral.Consent`.

    `shown` is the fingerprint of the words that were read or signed (see `intake.inbound.consent`).
    """

    organization: Organization
    client: ClientData
    question: str
    facts: Mapping[str, Any]
    note: str
    contact_preference: str
    consent: str
    shown: str


def refer_in(*, data: InboundData, submission_key: uuid.UUID, by: User) -> InboundReferral:
    """Open a case for a client who agreed, on behalf of the organisation of `by`; sent twice it is the same one.

    Raises NotAllowed for whoever does not work there, RuleViolation without consent, Conflict when the words of the
    consent have changed meanwhile, InvalidFacts.
    """
    require_brings_for(by, data.organization)
    if before := _entered_before(submission_key, by=by):
        return before
    _check(data)
    with explain_constraints(), transaction.atomic():
        found = triage(data.facts)
        case = open_case(
            client=data.client,
            question=QuestionData(
                text=data.question,
                facts=found.facts.as_dict(),
                contact_preference=data.contact_preference,
                consent_kind=data.consent,
            ),
            triage=triage_data(found),
            channel=Channel.PARTNER,
            answer_by=found.answer_by,
            by=by,
            submission_key=submission_key,
        )
        # the same form, sent twice at the same moment: open_case waited and gave us the case of the first one
        return _entered_before(submission_key, by=by) or _keep(data, case, found, by=by)


def _check(data: InboundData) -> None:
    if data.consent not in InboundReferral.Consent.values:
        raise RuleViolation(_("Without the consent of the client you cannot pass on this question."), code="consent")
    if not data.note.strip():
        raise RuleViolation(_("Write in a few words why you ask the Werkcentrum."), code="note")
    words = consent.fingerprint(organization=data.organization.name, audience=data.client.audience)
    if data.shown != words:
        raise Conflict(
            _("The words of the consent have changed since you opened this page. Read them to the client again."),
            code="consent",
        )


def _entered_before(submission_key: uuid.UUID, *, by: User) -> InboundReferral | None:
    before = InboundReferral.objects.select_related("case").filter(case__submission_key=submission_key).first()
    if before and before.entered_by_id != by.pk:
        raise Conflict(_("Somebody else has sent this form already. Open a new one."))
    return before


def _keep(data: InboundData, case: Case, found: Triage, *, by: User) -> InboundReferral:
    inbound = InboundReferral.objects.create(
        case=case,
        organization=data.organization,
        client_name=data.client.company_name or data.client.name,
        question=data.question,
        note=data.note.strip(),
        consent=data.consent,
        consent_text=consent.consent_text(
            organization=data.organization.name, audience=data.client.audience, language=data.client.language
        ),
        entered_by=by,
    )
    record_event(
        case,
        kind="inbound.entered",
        by=by,
        data={"organization": data.organization.name, "consent": data.consent},
    )
    audit.record(
        "inbound.entered",
        inbound,
        by=by,
        organization=data.organization.code,
        consent=data.consent,
        words=consent.VERSION,
    )
    inbound_messages.receipt_to_client(inbound, found)
    return inbound


@transaction.atomic
def answer_inbound(*, inbound_id: int, text: str, by: User) -> InboundReferral:
    """The Werkcentrum answers the partner, once; the client can read it too, and a closed case can be answered still.

    Raises NotAllowed for others than case workers, RuleViolation for an empty answer or without consent (any more),
    MoveNotAllowed when somebody answered before.
    """
    require_case_worker(by)
    inbound = _locked(inbound_id)
    require_move(inbound, to=InboundStatus.ANSWERED)
    if not inbound.is_shared:
        raise RuleViolation(
            _("The client does not want %(organization)s to hear anything any more.")
            % {"organization": inbound.organization.name},
            code="consent",
        )
    if not text.strip():
        raise RuleViolation(_("Write what the partner should know."), code="answer")
    inbound.answer, inbound.answered_at, inbound.answered_by = text.strip(), timezone.now(), by
    fields = ("answer", "answered_at", "answered_by")
    move(inbound, to=InboundStatus.ANSWERED, by=by, update_fields=fields)
    record_event(
        inbound.case,
        kind="inbound.answered",
        by=by,
        body=inbound.answer,
        data={"organization": inbound.organization.name},
    )
    inbound_messages.tell_partner("inbound_answered", inbound)
    return inbound


@transaction.atomic
def stop_telling_back(*, inbound_id: int, by: User) -> InboundReferral:
    """The client withdraws the consent, or an advisor does so for the client: the partner sees nothing any more.

    Raises NotAllowed for others, Conflict when it was withdrawn before.
    """
    inbound = _locked(inbound_id)
    if not is_case_worker(by) and inbound.case.client.user_id != by.pk:
        raise NotAllowed(_("Only the client decides about this."), code="not-your-case")
    if not inbound.is_shared:
        name = inbound.organization.name
        raise Conflict(_("%(name)s hears nothing about this question any more.") % {"name": name})
    inbound.consent_withdrawn_at, inbound.consent_withdrawn_by = timezone.now(), by
    inbound.save(update_fields=("consent_withdrawn_at", "consent_withdrawn_by"))
    audit.record("inbound.consent_withdrawn", inbound, by=by)
    record_event(
        inbound.case, kind="inbound.consent_withdrawn", by=by, data={"organization": inbound.organization.name}
    )
    inbound_messages.tell_partner("inbound_stopped", inbound)
    return inbound


@transaction.atomic
def tell_partner_about_closing(*, case_id: int) -> bool:
    """A case was closed without an answer: the partner hears how it ended, in one word and once. Whether it was told.

    Not when the client stopped it, when the partner has its answer, or when the case is open again.
    """
    inbound = InboundReferral.objects.filter(case=case_id).first()
    if inbound is None:
        return False
    inbound = _locked(inbound.pk)
    told = inbound.case.timeline.filter(kind="inbound.closed_told").exists()
    if told or inbound.case.is_open or not inbound.can_be_answered:
        return False
    record_event(inbound.case, kind="inbound.closed_told", by=None, data={"organization": inbound.organization.name})
    inbound_messages.tell_partner("inbound_closed", inbound, outcome=inbound.case.outcome)
    return True


def _locked(inbound_id: int) -> InboundReferral:
    """The row, locked until the transaction ends; what it belongs to is read afterwards."""
    return InboundReferral.objects.select_for_update(of=("self",), no_key=True).get(pk=inbound_id)
