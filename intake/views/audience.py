"""Who is asking, as addresses and buttons say it: `inwoner` or `werkgever`."""

from django.http import QueryDict

from intake.rules import EMPLOYER, RESIDENT
from intake.rules.facts import THEMES

PARAMETER, TOPIC_PARAMETER = "voor", "onderwerp"
DUTCH = {RESIDENT: "inwoner", EMPLOYER: "werkgever"}
_AUDIENCES = {dutch: audience for audience, dutch in DUTCH.items()}


def audience_of(parameters: QueryDict) -> str:
    """The audience that is asked for, or to which the topic belongs; a resident when nothing says so."""
    said = _AUDIENCES.get(parameters.get(PARAMETER, ""))
    if said:
        return said
    topics = set(parameters.getlist(TOPIC_PARAMETER))
    return EMPLOYER if topics and not topics & set(THEMES[RESIDENT]) and topics & set(THEMES[EMPLOYER]) else RESIDENT


def topics_of(parameters: QueryDict, audience: str) -> list[str]:
    """The themes that are asked for and exist."""
    return [topic for topic in parameters.getlist(TOPIC_PARAMETER) if topic in THEMES[audience]]
