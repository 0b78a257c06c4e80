"""The OpenAPI 3.1 document: ninja's, with our server, contact, headers and errors, in the reader's language."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Literal

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as noop
from pydantic import Field

from intake.api import FACTS
from werkcentrum.api import BASE_PATH, DOCS
from werkcentrum.api.v1 import TAGS, api
from werkcentrum.core.api.problems import CONTENT_TYPE
from werkcentrum.core.api.schema import ApiModel

Json = dict[str, Any]
TRANSLATED = ("summary", "description")
HEADERS = {
    "API-Version": (noop("The whole version of the API."), {"type": "string"}),
    "Content-Language": (noop("The language of the answer."), {"type": "string", "enum": ["nl", "en"]}),
}
OK = noop("The answer.")
IDENTIFIER = noop("The identifier, as lists give it.")
ERRORS = {
    400: noop("Something in the request is not right; `errors` names everything that is wrong."),
    404: noop("There is nothing with this identifier, or not any more."),
    405: noop("This method cannot be used here."),
    413: noop("The body is larger than 16 kB."),
    415: noop("The body is not announced as application/json."),
    429: noop("Too many requests from one address; `Retry-After` says how many seconds to wait."),
    500: noop("Something went wrong with us."),
}
ACCEPT_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": noop("`nl` (default) or `en`: the language of texts."),
    "schema": {"type": "string", "default": "nl"},
}


class ProblemError(ApiModel):
    """One thing that is wrong with the input."""

    field: str = Field(description=noop("Name of the fact or parameter; empty when it is about the whole body."))
    place: Literal["body", "query"] = Field(alias="in", description=noop("Where it stands."))
    code: Literal["missing", "unknown", "invalid", "malformed"] = Field(description=noop("What is wrong."))
    message: str = Field(description=noop("What is wrong, in words."))
    allowed: list[str] | None = Field(None, description=noop("The values that would do."))


class Problem(ApiModel):
    """Problem details (RFC 9457)."""

    type: str = Field(description=noop("Address of the explanation."), json_schema_extra={"format": "uri"})
    title: str = Field(description=noop("What kind of error it is, in a few words."))
    status: int = Field(description=noop("The HTTP status."))
    detail: str = Field(description=noop("What went wrong, in words."))
    instance: str | None = Field(
        None, description=noop("Number of the request in our log."), json_schema_extra={"format": "uri"}
    )
    errors: list[ProblemError] | None = Field(None, description=noop("Everything that is wrong with the input."))


@lru_cache(maxsize=4)
def document(language: str) -> Json:
    """The document in a language. Do not change what this returns: it is kept."""
    found: Json = json.loads(json.dumps(api.get_openapi_schema(path_prefix=""), default=str))
    found["info"] |= {
        "contact": {
            "name": settings.PORTAL["name"],
            "url": f"{settings.BASE_URL}{DOCS}",
            "email": settings.PORTAL["email"],
        },
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    }
    found["servers"] = [{"url": f"{settings.BASE_URL}{BASE_PATH}"}]
    found["tags"] = [{"name": name, "description": description} for name, description in TAGS.items()]
    found["components"]["schemas"] |= _schemas()
    found["components"]["headers"] = {
        name: {"description": description, "schema": schema} for name, (description, schema) in HEADERS.items()
    }
    for path, method, operation in operations(found):
        _complete(path, method, operation)
    with translation.override(language):
        found["info"]["title"] = gettext(found["info"]["title"])
        for tag in found["tags"]:
            tag["name"] = gettext(tag["name"])
        return _translated(found)


def operations(found: Json) -> Iterator[tuple[str, str, Json]]:
    """Every path, method and operation of a document."""
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _schemas() -> Json:
    """The schemas that ninja does not see: bodies that we read ourselves, and problems."""
    schemas: Json = {}
    for model in (*FACTS, Problem):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= schema.pop("$defs", {})
        schemas[model.__name__] = schema
    return schemas


def _complete(path: str, method: str, operation: Json) -> None:
    """Headers and errors of one operation."""
    for parameter in operation["parameters"]:
        parameter.setdefault("description", IDENTIFIER)
    operation["parameters"] += [ACCEPT_LANGUAGE]
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
    for response in operation["responses"].values():
        response |= {"headers": headers, "description": OK}
    statuses = [400, 429, 500]
    statuses += [404] if "{" in path else []
    statuses += [413, 415] if "requestBody" in operation else []
    schema = {"$ref": "#/components/schemas/Problem"}
    for status in sorted(statuses):
        content = {CONTENT_TYPE: {"schema": schema}}
        operation["responses"][str(status)] = {"description": ERRORS[status], "headers": headers, "content": content}


def _translated(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _translated(each, name) for name, each in value.items()}
    if isinstance(value, list):
        return [gettext(each) if key == "tags" and isinstance(each, str) else _translated(each) for each in value]
    return gettext(value) if key in TRANSLATED and isinstance(value, str) and value else value
