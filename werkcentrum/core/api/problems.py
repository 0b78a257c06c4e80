"""Errors of the API as problem details (RFC 9457): what is wrong, with every field and what would do instead."""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

CONTENT_TYPE = "application/problem+json"
DOCS_PATH = "/api/v1/docs"


@dataclass(frozen=True)
class InputError:
    """One thing that is wrong. `code` is missing, unknown, invalid or malformed; `place` is body or query."""

    field: str
    code: str
    message: str | Promise
    allowed: tuple[str, ...] = ()
    place: str = "body"

    def as_dict(self) -> dict[str, Any]:
        """This error as JSON; without `allowed` when there is no list to choose from."""
        error = {"field": self.field, "in": self.place, "code": self.code, "message": str(self.message)}
        return error | ({"allowed": list(self.allowed)} if self.allowed else {})


class Problem(Exception):
    """A request that gets no answer, with the status that says why and a sentence that helps."""

    def __init__(self, status: HTTPStatus, detail: str, *, errors: Sequence[InputError] = ()) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = tuple(errors)


class InvalidInput(Problem):
    """Everything that is wrong with the input, at once."""

    def __init__(self, errors: Sequence[InputError]) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, _("Something in the request is not right. See errors."), errors=errors)


def title_of(status: int) -> str:
    """The short, human-readable summary of a status."""
    titles = {
        HTTPStatus.BAD_REQUEST: _("The request is not right"),
        HTTPStatus.NOT_FOUND: _("Not found"),
        HTTPStatus.METHOD_NOT_ALLOWED: _("This method cannot be used here"),
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("The request is too large"),
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE: _("Send JSON"),
        HTTPStatus.TOO_MANY_REQUESTS: _("Too many requests"),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Something went wrong with us"),
    }
    return titles.get(HTTPStatus(status)) or HTTPStatus(status).phrase


def detail_of(status: int) -> str:
    """A sentence for a status that nobody explained further."""
    details = {
        HTTPStatus.NOT_FOUND: _("There is nothing at this address. Addresses have no slash at the end."),
        HTTPStatus.METHOD_NOT_ALLOWED: _("The Allow header names the methods that can be used at this address."),
        HTTPStatus.INTERNAL_SERVER_ERROR: _("Try again later. If it goes wrong again, tell us the number in instance."),
    }
    return details.get(HTTPStatus(status)) or title_of(status)


def problem_body(status: int, detail: str = "", *, errors: Sequence[InputError] = ()) -> bytes:
    """The JSON of a problem. `type` leads to its explanation; `instance` is the number of the request, for our log."""
    problem: dict[str, Any] = {
        "type": f"{settings.BASE_URL}{DOCS_PATH}#status-{int(status)}",
        "title": title_of(status),
        "status": int(status),
        "detail": detail or detail_of(status),
    }
    if instance := _request_number():
        problem["instance"] = instance
    if errors:
        problem["errors"] = [error.as_dict() for error in errors]
    return json.dumps(problem, ensure_ascii=False).encode()


def problem_response(problem: Problem) -> HttpResponse:
    """The answer to a request that failed."""
    content = problem_body(problem.status, problem.detail, errors=problem.errors)
    return HttpResponse(content, status=problem.status, content_type=CONTENT_TYPE)


def _request_number() -> str:
    number = str(structlog.contextvars.get_contextvars().get("request_id", ""))
    try:
        return f"urn:uuid:{uuid.UUID(number)}"
    except ValueError:
        return ""
