"""The languages, one file each. Adding one is adding a file and a line here."""

from __future__ import annotations

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import cpp, java, python, sql
from jupyter_codemm.contracts.languages.facts import MAX_SOURCE_BYTES, LanguageFacts

FACTS: dict[Language, LanguageFacts] = {
    "python": python.FACTS,
    "java": java.FACTS,
    "cpp": cpp.FACTS,
    "sql": sql.FACTS,
}
CONSTRAINTS: dict[Language, str] = {name: facts.constraints for name, facts in FACTS.items()}

__all__ = ["CONSTRAINTS", "FACTS", "MAX_SOURCE_BYTES", "LanguageFacts"]
