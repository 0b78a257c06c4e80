"""Bases of the response models: no fields that nobody announced, and absent instead of null."""

from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


def _without_null(schema: dict[str, Any]) -> None:
    """An optional field is left out, never null: say so in the JSON schema. Docstrings are for us, not for readers."""
    schema.pop("description", None)
    for name, field in schema.get("properties", {}).items():
        field.pop("title", None)
        kinds = [kind for kind in field.get("anyOf", []) if kind != {"type": "null"}]
        if len(kinds) == 1:
            del field["anyOf"]
            schema["properties"][name] = {**kinds[0], **field}
        if schema["properties"][name].get("default", ...) is None:
            del schema["properties"][name]["default"]


class ApiModel(BaseModel):
    """A body with the names of a standard as they are. Serialise with `exclude_none`."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_without_null)


class CamelModel(ApiModel):
    """A body of our own: camelCase outside (NL API Design Rules), snake_case inside. Serialise with `by_alias`."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
