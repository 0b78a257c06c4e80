"""Describing in OpenAPI what `reading` reads."""

from typing import Any

from werkcentrum.core.api.reading import QueryModel


def query_parameters(model: type[QueryModel]) -> list[dict[str, Any]]:
    """The parameters of a query string for an operation's `openapi_extra`."""
    schema = model.model_json_schema()
    return [_parameter(name, dict(details)) for name, details in schema["properties"].items()]


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    description = schema.pop("description", "")
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
