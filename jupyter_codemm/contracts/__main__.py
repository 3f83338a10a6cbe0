"""`python -m jupyter_codemm.contracts` prints the JSON Schema of every contract."""

from __future__ import annotations

import json
from contextlib import suppress

from jupyter_codemm.contracts.schema import json_schema

with suppress(BrokenPipeError):  # `… | head` is no failure
    print(json.dumps(json_schema(), indent=2, sort_keys=True), flush=True)  # noqa: T201 - its job
