"""How each language is compiled and run. Adding one is adding a file and a line here."""

from __future__ import annotations

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.judging.harness import cpp, cpp_crowd, java, java_crowd, python, sql
from jupyter_codemm.judging.harness.crowd import Crowd, Gather
from jupyter_codemm.judging.harness.program import Build, Program, Refusal, Target

HARNESSES: dict[Language, Build] = {
    "python": python.build,
    "java": java.build,
    "cpp": cpp.build,
    "sql": sql.build,
}

GATHERERS: dict[Language, Gather] = {
    "python": python.gather,
    "java": java_crowd.gather,
    "cpp": cpp_crowd.gather,
}

__all__ = ["GATHERERS", "HARNESSES", "Build", "Crowd", "Gather", "Program", "Refusal", "Target"]
