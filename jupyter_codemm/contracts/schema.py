"""The one JSON Schema of everything that crosses a boundary."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from jupyter_codemm.contracts import (
    access,
    activity,
    api,
    bundle,
    class_models,
    class_views,
    classroom,
    code_state,
    connection,
    deleted,
    editing,
    events,
    gradebook,
    grading,
    health,
    journey,
    journey_talk,
    journey_views,
    journey_work,
    knowledge,
    learner_views,
    noting,
    outcome,
    plan,
    problem,
    progress,
    query,
    quiz,
    recording,
    regrading,
    report,
    session,
    signature,
    solving,
    source,
    spec,
    struggle,
    submission,
    suite,
)
from jupyter_codemm.contracts.base import Contract

_MODULES = (
    access,
    activity,
    api,
    bundle,
    class_models,
    class_views,
    classroom,
    code_state,
    connection,
    deleted,
    editing,
    events,
    gradebook,
    grading,
    health,
    journey,
    journey_talk,
    journey_views,
    journey_work,
    knowledge,
    learner_views,
    noting,
    outcome,
    plan,
    problem,
    progress,
    query,
    quiz,
    recording,
    regrading,
    report,
    session,
    signature,
    solving,
    source,
    spec,
    struggle,
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
    schema["$defs"]["GenerationEvent"] = _union(events)
    schema["$defs"]["JourneyEvent"] = _union(journey_work, journey_talk)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _union(*modules: ModuleType) -> dict[str, Any]:
    """Return the schema of the tagged union of the events that the modules define."""
    homes = {module.__name__ for module in modules}
    members = [e for e in contracts() if e.__module__ in homes and "type" in e.model_fields]
    return {
        "oneOf": [{"$ref": f"#/$defs/{member.__name__}"} for member in members],
        "discriminator": {"propertyName": "type"},
    }
