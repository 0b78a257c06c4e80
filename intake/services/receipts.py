"""What the receipt by e-mail says: who answers when, who can help and why, and a copy of every answer (Awb 2.3)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from advisors.models import Case
from advisors.workflow import ContactWay
from intake.services.triage import Triage
from intake.summary import summary
from werkcentrum.core.forms.fields import readable_phone


def receipt_context(
    case: Case, audience: str, answers: Mapping[str, Any], found: Triage, places: Mapping[str, str]
) -> dict[str, Any]:
    """The context of `intake/messages/receipt`, in the language at hand."""
    language = get_language() or "nl"
    groups = summary(audience, answers, places)
    reasons = {desk.code: found.outcome.reasons_for(desk.code)[:1] for desk in found.desks}
    return {
        "name": answers["name"],
        "reference": case.reference,
        "answer_by": case.answer_by,
        "owner": str(case.owner or ""),
        "calls": answers["contact_preference"] == ContactWay.PHONE,
        "visits": answers["contact_preference"] == ContactWay.VISIT,
        "phone": readable_phone(answers.get("phone", "")),
        "email": answers.get("email", ""),
        "desks": [
            {"name": desk.name, "why": "".join(reason.text(language) for reason in reasons[desk.code])}
            for desk in found.desks
        ],
        "answers": [
            {"label": str(answer.label), "value": " / ".join(str(answer.value).splitlines())}
            for group in groups
            for answer in group.answers
        ],
    }
