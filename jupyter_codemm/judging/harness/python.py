"""Python: the harness imports the learner's module, calls it and canonicalises the result."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.crowd import PROGRAMS, Crowd, own_texts, packed
from jupyter_codemm.judging.harness.interpreter import ENV, module_files, preloaded, started
from jupyter_codemm.judging.harness.program import (
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
)

OURS = "codemm"
MODULES = ("codemm_wire", "codemm_failures", "codemm_harness", "codemm_check")
RUNS = "codemm_runs"
COMPILER_MB = 512
# What bytes that are no UTF-8 became when they were read. In comments, Python would let them pass.
NO_TEXT = re.compile(r"[\ud800-\udfff]")


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program; Python's compile step only checks the syntax of every file."""
    if target.entry_file not in files:
        return Refusal(f"There is no file {target.entry_file}.")
    taken = [name for name in files if name.lower().startswith(OURS)]
    if taken:
        return Refusal(f"{taken[0]}: file names that start with {OURS} belong to the judge.")
    if odd := _no_text(files):
        return Refusal(odd)
    task: dict[str, object] = {
        "kind": target.kind,
        "module": target.entry_file.removesuffix(".py"),
    }
    if target.signature is not None:
        task |= signature_task(target.signature)
    check = compile_step(*started("codemm_check", *sorted(files)), memory_mb=COMPILER_MB)
    return Program(
        files={**encoded(files), **module_files(MODULES)},
        compile=(check,),
        argv=started("codemm_harness"),
        task=task,
        env=ENV,
        preload=preloaded(MODULES),
    )


def gather(_: Target, programs: Mapping[int, Program]) -> Crowd:
    """Return the programs as a crowd: each finds its own files, and no others, in its task."""
    texts = {number: own_texts(program) for number, program in programs.items()}
    check = compile_step(*started("codemm_check", "many", PROGRAMS), memory_mb=COMPILER_MB)
    ours = module_files((*MODULES, RUNS))
    return Crowd(
        Program(
            files={**ours, PROGRAMS: packed(texts)},
            compile=(check,),
            needs=tuple(ours),
            argv=(),
            task={},
            preload=preloaded(MODULES),
        ),
        {
            number: replace(program, task={**program.task, "files": texts[number]})
            for number, program in programs.items()
        },
    )


def _no_text(files: Mapping[str, str]) -> str:
    """Return which line of which file is no UTF-8, in words, or nothing."""
    for name, text in files.items():
        if odd := NO_TEXT.search(text):
            line = text.count("\n", 0, odd.start()) + 1
            return f"{name}:{line}: SyntaxError: the line is not valid utf-8"
    return ""
