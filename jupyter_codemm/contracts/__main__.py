"""`python -m jupyter_codemm.contracts` prints the JSON Schema of every contract."""

from __future__ import annotations

import json
import sys

from jupyter_codemm.contracts.schema import json_schema

json.dump(json_schema(), sys.stdout, indent=2, sort_keys=True)
sys.stdout.write("\n")
