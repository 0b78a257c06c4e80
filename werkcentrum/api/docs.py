"""The documentation page: the OpenAPI document, told to people, in our own look."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from werkcentrum.api import BASE_PATH, OPENAPI, VERSION
from werkcentrum.api.openapi import ERRORS, document, operations
from werkcentrum.core.api.problems import title_of

Json = dict[str, Any]
REF = "#/components/schemas/"


@dataclass(frozen=True)
class Kind:
    """The type of a value: words, and the name of the object that it is or holds."""

    text: str
    schema: str = ""


@dataclass(frozen=True)
class Row:
    """A field or parameter: name, type, whether it must be there, what it is, which values it takes."""

    name: str
    kinds: list[Kind]
    required: bool
    description: str
    allowed: list[str]


@dataclass(frozen=True)
class Answer:
    """A status and what comes with it."""

    status: str
    description: str
    kinds: list[Kind]


@dataclass(frozen=True)
class Operation:
    """One method at one address."""

    slug: str
    method: str
    path: str
    summary: str
    description: str
    parameters: list[Row]
    body: list[Kind]
    answers: list[Answer]
    request_example: str = ""
    answer_example: str = ""

    @property
    def anchor(self) -> str:
        """Where it stands on the page."""
        return f"{self.method.lower()}-{self.slug}"


@dataclass(frozen=True)
class Group:
    """The operations of a tag."""

    slug: str
    name: str
    description: str
    operations: list[Operation] = field(default_factory=list)


@login_not_required
@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """What the API can do, for people who build a site."""
    found = document(get_language() or settings.LANGUAGE_CODE)
    context = {
        "info": found["info"],
        "groups": groups(found),
        "schemas": [(name, list(rows(schema))) for name, schema in sorted(found["components"]["schemas"].items())],
        "base_url": f"{settings.BASE_URL}{BASE_PATH}",
        "openapi_url": f"{settings.BASE_URL}{OPENAPI}",
        "problems": [(status, title_of(status), marked(gettext(text))) for status, text in ERRORS.items()],
        "per_minute": settings.API_PER_MINUTE,
    }
    response = render(request, "core/api_docs.html", context)
    response.headers["API-Version"] = VERSION
    return response


def groups(found: Json) -> list[Group]:
    """The operations per tag, in the order of the document."""
    result = {
        tag["name"]: Group(slugify(tag["name"]), tag["name"], marked(tag["description"])) for tag in found["tags"]
    }
    for path, method, details in operations(found):
        result[details["tags"][0]].operations.append(operation(path, method, details))
    return list(result.values())


def operation(path: str, method: str, details: Json) -> Operation:
    """One operation of the document."""
    body = details.get("requestBody", {}).get("content", {}).get("application/json", {})
    answers = details["responses"]
    return Operation(
        slug=slugify(path),
        method=method.upper(),
        path=path,
        summary=details["summary"],
        description=marked(details.get("description", "")),
        parameters=[parameter(each) for each in details["parameters"]],
        body=kinds(body.get("schema", {})),
        answers=[answer(status, each) for status, each in answers.items()],
        request_example=example(body),
        answer_example=example(answers["200"]["content"]["application/json"]),
    )


def parameter(details: Json) -> Row:
    """A parameter as a row."""
    schema = details["schema"]
    return Row(
        details["name"], kinds(schema), details["required"], marked(details.get("description", "")), allowed(schema)
    )


def answer(status: str, details: Json) -> Answer:
    """An answer: its first kind of content is the only one."""
    content: Json = next(iter(details.get("content", {}).values()), {})
    return Answer(status, marked(details["description"]), kinds(content.get("schema", {})))


def marked(text: str) -> SafeString:
    """Text with its `code` as such."""
    parts = ((part, "<code>{}</code>" if number % 2 else "{}") for number, part in enumerate(text.split("`")))
    return format_html_join("", "{}", ((format_html(form, part),) for part, form in parts))


def example(content: Json) -> str:
    """An example as people read JSON; empty without one."""
    found = content.get("example")
    return json.dumps(found, ensure_ascii=False, indent=2) if found else ""


def rows(schema: Json) -> Iterator[Row]:
    """The fields of an object."""
    required = schema.get("required", [])
    for name, details in schema["properties"].items():
        yield Row(name, kinds(details), name in required, marked(details.get("description", "")), allowed(details))


def kinds(schema: Json) -> list[Kind]:
    """The types that a schema allows."""
    if not schema:
        return []
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REF)
        return [Kind(name, name)]
    for choice in ("oneOf", "anyOf"):
        if choice in schema:
            return [kind for each in schema[choice] for kind in kinds(each)]
    if schema.get("type") == "array":
        return [Kind(f"{kind.text}[]", kind.schema) for kind in kinds(schema["items"])]
    text = schema.get("type", "")
    return [Kind(f"{text} ({schema['format']})" if "format" in schema else text)]


def allowed(schema: Json) -> list[str]:
    """The values or the limits that a schema names."""
    schema = schema.get("items", schema)
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    if "const" in schema:
        return [str(schema["const"])]
    if "minimum" in schema:
        top = schema.get("maximum", schema.get("exclusiveMaximum", 0) - 1)
        return [f"{schema['minimum']}-{top}"]
    return []
