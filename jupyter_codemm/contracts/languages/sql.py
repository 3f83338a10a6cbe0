"""SQL (SQLite): facts and starter code. A query has no signature."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.languages.facts import LanguageFacts
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode

STARTER = "-- Write one SELECT statement here.\n"


def native(node: TypeNode) -> str:
    """Raise ValueError: SQL has no signatures."""
    raise ValueError(f"a query has no type {node}")


def _no_signature(signature: Signature) -> str:
    raise ValueError(f"a query has no signature {signature.name}")


FACTS = LanguageFacts(
    language="sql",
    title="SQL",
    constraints=(
        "SQLite 3 dialect, one read-only query, "
        "deterministic results (ORDER BY where order matters)."
    ),
    entry_file="solution.sql",
    file_name=re.compile(r"solution\.sql"),
    max_files=1,
    time_factor=2.0,
    comment="--",
    mimetype="text/x-sqlite",
    reserved=frozenset(),
    unsupported_types=frozenset(),
    native=native,
    function_starter=_no_signature,
    class_starter=_no_signature,
    program_starter=STARTER,
)
