"""SQL: a child process runs the query under SQLite's authorizer and sends typed rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jupyter_codemm.judging.harness.crowd import PROGRAMS, packed
from jupyter_codemm.judging.harness.interpreter import ENV, module_files, preloaded, started
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
)

MODULES = ("codemm_statements", "codemm_sql")
QUERIES = "codemm_queries"
SHARE_SPENT = "ShareSpent"
"""What `codemm_queries` says a query raises that answered more than its share."""
COMPILER_MB = 256


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program; its compile step parses the query on an empty database."""
    if target.entry_file not in files:
        return Refusal(f"There is no file {target.entry_file}.")
    check = ("check", "changes") if target.tables else ("check",)
    return Program(
        files={**encoded(files), **module_files(MODULES)},
        compile=(compile_step(*started("codemm_sql", *check), memory_mb=COMPILER_MB),),
        argv=started("codemm_sql"),
        task={
            "kind": target.kind,
            "memory_mb": target.memory_mb,
            "time_ms": target.time_ms,
            "tables": list(target.tables),
        },
        env=ENV,
        preload=preloaded(MODULES),
    )


def gather(
    target: Target, programs: Mapping[int, Program], *, share: int, budget_ms: int | None
) -> Program:
    """Return the one program that runs the queries of many.

    Each gets a `share` of the output in characters, and per database `budget_ms` of processor time
    where that is less than usual.
    """
    queries = {number: _text(target, program) for number, program in programs.items()}
    any_one = next(iter(programs.values()))
    check = started(QUERIES, "check", *(["changes"] if target.tables else []))
    ours = module_files((*MODULES, QUERIES))
    return replace(
        any_one,
        files={**ours, PROGRAMS: packed(queries)},
        compile=(compile_step(*check, memory_mb=COMPILER_MB),),
        needs=tuple(ours),
        argv=started(QUERIES),
        task={**any_one.task, "queries": queries, "share": share, "budget_ms": budget_ms},
    )


def _text(target: Target, program: Program) -> str:
    return (
        program.files[target.entry_file].decode("utf-8", "backslashreplace").removeprefix("\ufeff")
    )
