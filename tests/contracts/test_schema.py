"""The printed JSON Schema."""

from __future__ import annotations

import json
import subprocess
import sys

from jupyter_codemm.contracts.schema import contracts, json_schema


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def test_every_contract_is_defined_and_every_reference_resolves():
    schema = json_schema()
    assert {c.__name__ for c in contracts()} <= set(schema["$defs"])
    missing = {r for r in references(schema) if r.removeprefix("#/$defs/") not in schema["$defs"]}
    assert not missing


def test_the_module_prints_it():
    done = subprocess.run(
        [sys.executable, "-m", "jupyter_codemm.contracts"], capture_output=True, check=True
    )
    assert json.loads(done.stdout) == json_schema()


def test_contracts_are_frozen_and_refuse_unknown_keys():
    for contract in contracts():
        assert contract.model_config["frozen"]
        assert contract.model_config["extra"] == "forbid"
        assert contract.model_config["strict"]
