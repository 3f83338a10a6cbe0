"""The one JSON Schema of everything that crosses a boundary."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from jupyter_codemm.contracts import (
    activity,
    api,
    connection,
    editing,
    events,
    health,
    outcome,
    plan,
    problem,
    report,
    session,
    signature,
    solving,
    source,
    spec,
    submission,
    suite,
)
from jupyter_codemm.contracts.base import Contract

_MODULES = (
    activity,
    api,
    connection,
    editing,
    events,
    health,
    outcome,
    plan,
    problem,
    report,
    session,
    signature,
    solving,
    source,
    spec,
    submission,
    suite,
)


class _UntitledSchema(GenerateJsonSchema):
    """Titles on fields would become type aliases in the generated TypeScript."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401 - pydantic's own type
        """Never."""
        del schema
        return False


def contracts() -> list[type[Contract]]:
    """Return every contract, sorted by name."""
    found = {
        value
        for module in _MODULES
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Contract) and value is not Contract
    }
    return sorted(found, key=lambda c: c.__name__)


def json_schema() -> dict[str, Any]:
    """Return one JSON Schema whose `$defs` hold every contract by name."""
    _, schema = models_json_schema(
        [(contract, "serialization") for contract in contracts()],
        schema_generator=_UntitledSchema,
        title="jupyter_codemm contracts",
    )
    members = [
        e.__name__
        for e in contracts()
        if e.__module__ == events.__name__ and "type" in e.model_fields
    ]
    schema["$defs"]["GenerationEvent"] = {
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in members],
        "discriminator": {"propertyName": "type"},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
