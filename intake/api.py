"""`POST /api/v1/triages`: the triage for other sites. No personal data, nothing is stored."""

import datetime
import uuid
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop
from ninja import Router
from pydantic import Field

from directory.models import Service
from directory.texts import in_reader_language
from intake import services
from intake.places import region_municipalities
from intake.rules import FactError, InvalidFacts
from intake.rules.facts import AGES, EDUCATIONS, EMPLOYER_THEMES, OUTSIDE, RESIDENT_THEMES, SITUATIONS
from intake.rules.language import LEVELS
from werkcentrum.core.api.problems import InputError, InvalidInput
from werkcentrum.core.api.reading import read_json_object
from werkcentrum.core.api.schema import CamelModel
from werkcentrum.core.readonly import read_only

router = Router()

MunicipalityCode = Annotated[
    str,
    Field(
        pattern=f"^(GM[0-9]{{4}}|{OUTSIDE})$",
        description=noop("CBS code of a municipality of the region, or `outside` for every other place."),
        examples=["GM0153"],
    ),
]


class ResidentFacts(CamelModel):
    """What the triage needs to know of a resident."""

    audience: Literal["resident"] = Field(description=noop("A person, for himself or herself."))
    municipality: MunicipalityCode
    situation: Literal[SITUATIONS] = Field(description=noop("Work or benefit now."))  # type: ignore[valid-type]
    age: int = Field(ge=AGES.start, lt=AGES.stop, description=noop("Age in whole years."))
    education: Literal[EDUCATIONS] = Field(description=noop("Highest finished education."))  # type: ignore[valid-type]
    themes: list[Literal[RESIDENT_THEMES]] = Field(  # type: ignore[valid-type]
        ["other"], description=noop("What the question is about, most important first. None counts as `other`.")
    )


class EmployerFacts(CamelModel):
    """What the triage needs to know of an employer."""

    audience: Literal["employer"] = Field(description=noop("An employer."))
    municipality: MunicipalityCode
    themes: list[Literal[EMPLOYER_THEMES]] = Field(  # type: ignore[valid-type]
        ["other"], description=noop("What the question is about, most important first. None counts as `other`.")
    )


class TriageReason(CamelModel):
    """A rule that fired, and its explanation for the person who asks."""

    rule: str = Field(description=noop("Code of the rule within its set."))
    text: str = Field(description=noop("Why, in one sentence, in the language of the answer."))


class TriageService(CamelModel):
    """A service that may help."""

    id: uuid.UUID = Field(description=noop("Identifier, the same as in `/services/{id}`."))
    name: str = Field(description=noop("Name of the service."))
    url: str = Field(description=noop("Page about it on this site, for people."), json_schema_extra={"format": "uri"})
    organization: str = Field(description=noop("Name of the organisation that offers it."))


class TriageAnswer(CamelModel):
    """Where a question goes, and why."""

    responsible: str = Field(description=noop("Code of the organisation that is responsible by law."))
    desks: list[str] = Field(
        min_length=1, description=noop("Codes of the desks that help, most important first. There is always one.")
    )
    level: Literal[LEVELS] = Field(description=noop("Level of service."))  # type: ignore[valid-type]
    answer_by: datetime.date = Field(
        description=noop("If the question comes in today, a person answers on this day at the latest.")
    )
    rule_set: int = Field(description=noop("Version of the rules that decided."))
    reasons: list[TriageReason] = Field(description=noop("The rules that fired, in order."))
    services: list[TriageService] = Field(description=noop("At most five services that fit, best first."))


FACTS_EXAMPLE = {
    "audience": "resident", "municipality": "GM0153", "situation": "ww", "age": 45, "education": "mbo3",
    "themes": ["find_work"],
}  # fmt: skip
ANSWER_EXAMPLE = {
    "responsible": "uwv",
    "desks": ["uwv"],
    "level": "basic",
    "answerBy": "2026-11-26",
    "ruleSet": 1,
    "reasons": [{"rule": "responsible-uwv", "text": "U heeft een uitkering van UWV. Daarom is UWV verantwoordelijk."}],
    "services": [
        {
            "id": "4b5ff3a6-5b7e-4d1c-9a57-0b1d2d8a4c11",
            "name": "Hulp bij het vinden van werk",
            "url": "https://werkcentrum-twente.example/hulp-en-diensten/hulp-bij-het-vinden-van-werk/",
            "organization": "UWV",
        }
    ],
}
FACTS = (ResidentFacts, EmployerFacts)
REQUEST_BODY = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {"oneOf": [{"$ref": f"#/components/schemas/{model.__name__}"} for model in FACTS]},
            "example": FACTS_EXAMPLE,
        }
    },
}

EXAMPLE = {"content": {"application/json": {"example": ANSWER_EXAMPLE}}}


@router.post(
    "",
    response=TriageAnswer,
    by_alias=True,
    url_name="triages",
    operation_id="createTriage",
    summary=noop("Ask where a question belongs"),
    description=noop(
        "Send the facts of a question, get the desks that help, the level of service, the day of the first answer and "
        "the reasons. Send no names, addresses or free text: they are not needed and are refused. Nothing is stored."
    ),
    openapi_extra={"requestBody": REQUEST_BODY, "responses": {200: EXAMPLE}},
)
def create_triage(request: HttpRequest) -> dict[str, Any]:
    """Apply the published rules to the facts in the body."""
    facts = read_json_object(request)
    with read_only():
        try:
            found = services.triage(facts, places=region_municipalities())
        except InvalidFacts as refused:
            raise InvalidInput([input_error(error) for error in refused.errors]) from refused
        desks = [desk.code for desk in found.desks]
        suggestions = services.suggest(found.facts, desks)
    language = get_language() or settings.LANGUAGE_CODE
    outcome = found.outcome
    return {
        "responsible": outcome.responsible,
        "desks": desks,
        "level": outcome.level,
        "answer_by": found.answer_by,
        "rule_set": outcome.rule_set,
        "reasons": [{"rule": reason.rule, "text": reason.text(language)} for reason in outcome.reasons],
        "services": [suggestion(service) for service in suggestions],
    }


def suggestion(service: Service) -> dict[str, Any]:
    """A service as the answer names it, with its page in the reader's language."""
    return {
        "id": service.pk,
        "name": in_reader_language(service, "name")[0],
        "url": f"{settings.BASE_URL}{reverse('directory:service', args=[service.slug])}",
        "organization": service.organization.name,
    }


def input_error(error: FactError) -> InputError:
    """What is wrong with a fact, in words."""
    if error.code == "missing":
        message = _("This fact is missing.")
    elif error.code == "unknown":
        message = _("Leave this out: it is not a fact that the triage asks for here.")
    elif error.fact == "age":
        message = _("Give the age as a whole number.")
    else:
        message = _("Choose one of the allowed values.")
    return InputError(error.fact, error.code, message, error.allowed)
