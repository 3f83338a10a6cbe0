"""SQL: a child process runs the query under SQLite's authorizer and sends typed rows."""

from __future__ import annotations

from collections.abc import Mapping

from jupyter_codemm.judging.harness.interpreter import ENV, module_files, preloaded, started
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
)

MODULES = ("codemm_statements", "codemm_sql")
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
