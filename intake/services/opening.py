"""From the answers of a form to a case with a receipt, in the caller's transaction."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from advisors.models import Case
from advisors.services import ClientData, QuestionData, open_case
from advisors.workflow import Channel, RegistrationConsent
from intake.models import SENT_LIFE, IntakeDraft
from intake.places import our_municipalities
from intake.rules import RESIDENT
from intake.services.receipts import receipt_context
from intake.services.triage import Triage, triage, triage_data
from intake.steps import asked
from notifications.services import Recipient, queue_message
from werkcentrum.core.models import Municipality, User

RESIDENT_FACTS = ("situation", "age", "education")


def facts_of(audience: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of the triage (domain 4) among the answers of the form."""
    facts = {"audience": audience, "municipality": answers.get("municipality"), "themes": answers.get("themes") or []}
    if audience == RESIDENT:
        facts |= {name: answers.get(name) for name in RESIDENT_FACTS}
    return facts


def open_from_draft(
    draft: IntakeDraft, *, by: User | None, reference: str = "", answer_by: datetime.date | None = None
) -> Case:
    """Open the case of a locked draft and send its receipt. `reference` and `answer_by` were promised before.

    Raises InvalidFacts when an answer that the rules need is missing.
    """
    answers = asked(draft.audience, draft.answers)
    places = our_municipalities().in_bulk()
    names = {code: place.name for code, place in places.items()}
    found = triage(facts_of(draft.audience, answers), places=names)
    case = open_case(
        client=_client(draft, answers, places.get(answers["municipality"])),
        question=_question(answers, found),
        triage=triage_data(found),
        channel=Channel.ONLINE,
        answer_by=answer_by or found.answer_by,
        by=by,
        submission_key=draft.submission_key,
        reference=reference,
    )
    _send_receipt(case, draft, found, names)
    draft.case = case
    draft.expires_at = timezone.now() + SENT_LIFE
    draft.save(update_fields=["case", "expires_at", "updated_at"])
    return case


def _client(draft: IntakeDraft, answers: Mapping[str, Any], place: Municipality | None) -> ClientData:
    age = answers.get("age")
    return ClientData(
        audience=draft.audience,
        name=answers["name"],
        email=answers.get("email", ""),
        phone=answers.get("phone", ""),
        language=answers["language"],
        postcode=answers.get("postcode", ""),
        municipality=place,
        company_name=answers.get("company_name", ""),
        kvk_number=answers.get("kvk_number", ""),
        birth_year=timezone.localdate().year - age if age is not None else None,
        sector=answers.get("sector", ""),
        staff_count=answers.get("staff_count"),
        interpreter_language=answers.get("interpreter_language", ""),
        needs_reading_help=answers.get("needs_reading_help", False),
        helper_name=answers.get("helper_name", ""),
        helper_phone=answers.get("helper_phone", ""),
    )


def _question(answers: Mapping[str, Any], found: Triage) -> QuestionData:
    return QuestionData(
        text=answers["question"],
        facts=found.facts.as_dict(),
        contact_preference=answers["contact_preference"],
        consent_kind=RegistrationConsent.ONLINE,
        offers=answers.get("offers", ""),
        seeks=answers.get("seeks", ""),
    )


def _send_receipt(case: Case, draft: IntakeDraft, found: Triage, places: Mapping[str, str]) -> None:
    email, language = draft.answers.get("email"), draft.answers["language"]
    if not email:
        return
    with override(language):
        context = receipt_context(case, draft.audience, draft.answers, found, places)
    queue_message(
        kind="intake/receipt",
        to=Recipient(email=email, name=draft.answers["name"], language=language),
        context=context,
        key=f"intake.receipt:{case.pk}",
        about=case,
    )
