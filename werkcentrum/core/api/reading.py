"""Reading what a request brings: the query string against a model, and a body that must be a JSON object."""

import json
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar

import pydantic
from django.http import HttpRequest
from django.utils.translation import gettext as _
from pydantic import ConfigDict

from werkcentrum.core.api.problems import InputError, InvalidInput, Problem
from werkcentrum.core.api.schema import ApiModel

MOST_BYTES = 16 * 1024
JSON_TYPE = "application/json"


class QueryModel(ApiModel):
    """The parameters of a query string; a parameter that is not in the model is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Query = TypeVar("Query", bound=QueryModel)
Choices = Mapping[str, Callable[[], Collection[str]]]


def read_query(model: type[Query], request: HttpRequest, *, choices: Choices | None = None) -> Query:
    """The query string as `model`; empty parameters do not count. Raises InvalidInput with everything that is wrong.

    `choices` are the allowed values that only the database knows; they are asked for when the parameter is there.
    """
    given = {name: value for name, value in request.GET.dict().items() if value != ""}
    errors = []
    for name, allowed_values in (choices or {}).items():
        if name in given and given[name] not in (allowed := allowed_values()):
            errors.append(InputError(name, "invalid", _("Choose one of the allowed values."), tuple(allowed), "query"))
    wrong = {error.field for error in errors}
    # the database knows no text with NUL in it
    nul = [name for name, value in given.items() if "\0" in value and name not in wrong]
    errors += [InputError(name, "invalid", _("This value cannot be used here."), (), "query") for name in nul]
    try:
        found = model.model_validate(given)
    except pydantic.ValidationError as refused:
        wrong = {error.field for error in errors}
        errors += [error for error in _errors(model, refused) if error.field not in wrong]
    if errors:
        raise InvalidInput(errors)
    return found


def _errors(model: type[QueryModel], refused: pydantic.ValidationError) -> list[InputError]:
    return [_error(model, error) for error in refused.errors(include_url=False, include_input=False)]


def _error(model: type[QueryModel], error: Any) -> InputError:
    name = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        message = _("There is no parameter with this name.")
        return InputError(name, "unknown", message, tuple(model.model_fields), "query")
    return InputError(name, "invalid", _("This value cannot be used here."), _allowed(model, name), "query")


def _allowed(model: type[QueryModel], name: str) -> tuple[str, ...]:
    """The values or the range of a parameter, when its schema knows them."""
    schema = model.model_json_schema()["properties"][name]
    if "enum" in schema or "const" in schema:
        return tuple(str(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "boolean":
        return ("true", "false")
    if schema.get("type") == "integer":
        return (f"{schema['minimum']}-{schema['maximum']}",)
    return (schema["format"],) if "format" in schema else ()


def read_json_object(request: HttpRequest) -> dict[str, Any]:
    """The body as a JSON object. Raises Problem when it is too large, not said to be JSON, or no object."""
    if request.content_type != JSON_TYPE:
        raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, _("Send the facts with Content-Type: application/json."))
    if len(request.body) > MOST_BYTES:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("The body may be at most 16 kB."))
    try:
        data = json.loads(request.body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as wrong:
        raise InvalidInput([InputError("", "malformed", _("The body is not valid JSON."))]) from wrong
    if not isinstance(data, dict):
        raise InvalidInput([InputError("", "malformed", _("The body must be a JSON object: {…}."))])
    return data


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
