"""Many Java programs, compiled by one call of javac.

One call for all takes an eighth of one call each: what javac has to read of the platform's classes
is the most of it. The programs are of the default package and have the same names, so each is
compiled in a package of its own, by a word before its first line, and its classes are taken out of
that package again: what is started is what would have been compiled alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from jupyter_codemm.judging.harness.crowd import PROGRAMS, Crowd, crowd_step, packed
from jupyter_codemm.judging.harness.interpreter import module_files, started
from jupyter_codemm.judging.harness.java import CLASS_PATH, CLASSES, HARNESS
from jupyter_codemm.judging.harness.program import Program, Target
from jupyter_codemm.judging.messages import decoded
from jupyter_codemm.ports import CompileStep, ExecutionReport

WORD = "codemm"
PACKAGES, SOURCES, COMPILED = "codemm_packages", "sources", "compiled"
CROWD = "codemm.CodemmCrowd"
MAX_ERRORS, MOST_ERRORS = "-Xmaxerrs", "2000"
# What javac says of a file; a learner's line that looks like this has its program compiled alone.
_BLAMED = re.compile(rf"^{SOURCES}/{WORD}(\d+)/[^:\n]+:\d+: error: ", re.MULTILINE)
# Streams that no run of a JVM can be given for its own.
_OWN_STREAMS = re.compile(r"\bFileDescriptor\b|\binheritedChannel\b|/dev/|/proc/")


def gather(_: Target, programs: Mapping[int, Program]) -> Crowd:
    """Return the programs as a crowd; each has its classes in a folder of its own."""
    any_one = next(iter(programs.values()))
    library, alone = any_one.compile
    texts = {number: _own(program) for number, program in programs.items()}
    ours = module_files([PACKAGES])
    steps = (
        library,
        _moved("into", PROGRAMS, SOURCES, like=alone),
        _javac(alone, library, texts),
        _moved("out_of", COMPILED, CLASSES, like=alone),
    )
    plan = Program(
        files={
            **{name: any_one.files[name] for name in library.reads},
            **ours,
            PROGRAMS: packed(texts),
        },
        compile=steps,
        needs=(*library.makes, CLASSES),
        argv=(),
        task={},
    )
    members = {
        number: _member(program, f"{CLASS_PATH}/{number}") for number, program in programs.items()
    }
    return Crowd(plan, members, blamed, partial(_shared, programs))


def blamed(report: ExecutionReport) -> set[int]:
    """Return the programs that javac refuses, so that it compiled none of them."""
    return {
        int(number) for step in report.compile for number in _BLAMED.findall(decoded(step.stderr))
    }


def _shared(programs: Mapping[int, Program], numbers: Sequence[int]) -> Program:
    """Return the program that runs some of the programs in one JVM.

    It cannot see classes of theirs by itself: each has a loader that looks into its own folder.
    """
    one = programs[numbers[0]]
    library = f"{{build}}/{HARNESS}"
    argv = (library if part == CLASS_PATH else part for part in one.argv[:-1])
    return replace(
        one,
        argv=(*argv, CROWD, f"{{build}}/{CLASSES}"),
        task={
            **one.task,
            "members": [[number, programs[number].task["main"]] for number in numbers],
        },
    )


def _own(program: Program) -> dict[str, str]:
    """Return the sources that are compiled for one program."""
    return {
        name: program.files[name].decode("utf-8", "surrogatepass")
        for name in program.compile[-1].reads
        if name in program.files
    }


def _moved(way: str, source: str, target: str, *, like: CompileStep) -> CompileStep:
    """Return the step that moves programs into packages or out of them.

    It asks for what a compiler gets, so that the same box does both.
    """
    return crowd_step(
        *started(PACKAGES, way, WORD, source, target),
        memory_mb=like.limits.memory_mb,
        processes=like.limits.processes,
        reads=(*sorted(module_files([PACKAGES])), source),
        makes=(target,),
    )


def _javac(
    alone: CompileStep, library: CompileStep, texts: Mapping[int, Mapping[str, str]]
) -> CompileStep:
    """Return the call that compiles all programs, from the one that compiles one."""
    argv = [word for word in alone.argv if not word.endswith(".java")]
    argv[argv.index(MAX_ERRORS) + 1] = MOST_ERRORS
    argv[argv.index("-d") + 1] = COMPILED
    return crowd_step(
        *argv,
        *(f"{SOURCES}/{WORD}{number}/{name}" for number, own in texts.items() for name in own),
        memory_mb=alone.limits.memory_mb,
        processes=alone.limits.processes,
        reads=(SOURCES, *library.makes),
        makes=(COMPILED,),
    )


def _member(program: Program, own: str) -> Program:
    """Return a program that finds its classes among those of others."""
    return replace(
        program,
        argv=tuple(own if part == CLASS_PATH else part for part in program.argv),
        batches=not any(map(_OWN_STREAMS.search, _own(program).values())),
        batch_env={"CODEMM_RUNS": "1"},
    )
