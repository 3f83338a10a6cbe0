"""C++: what never changes, what a problem needs and what the learner wrote are compiled apart.

The first two come first and depend on nothing of the learner's, so their objects can be used again.
The learner's unit is compiled the quick way: with the standard library precompiled where the image
has it, or with none of it where the text names nothing of it. Only when that fails the same text is
compiled plainly, and then that answer counts: precompiling never refuses a program.
"""

from __future__ import annotations

import json
import re
from binascii import b2a_base64
from collections.abc import Mapping
from dataclasses import replace

from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.cpp_bridge import Bridge, wire_headers
from jupyter_codemm.judging.harness.crowd import PROGRAMS, Crowd, crowd_step
from jupyter_codemm.judging.harness.interpreter import module_files, started
from jupyter_codemm.judging.harness.lexing import bare
from jupyter_codemm.judging.harness.program import (
    COMPILE_CPU_MS,
    QUICK,
    Program,
    Refusal,
    Target,
    compile_step,
    encoded,
    sandbox_file,
)
from jupyter_codemm.ports import CompileStep

COMPILER_MB = 1024
GXX = ("g++", "-std=c++20", "-pipe", "-fmax-errors=10", "-fdiagnostics-color=never", "-w")
# Undefined behaviour and misused containers end the program, without any runtime library.
STRICT = (
    "-fsanitize=undefined",
    "-fno-sanitize=vptr",
    "-fsanitize-undefined-trap-on-error",
    "-D_GLIBCXX_ASSERTIONS",
)
ALWAYS, PARTS = "codemm_harness", ("codemm-wire.hpp", "codemm_json.cpp", "codemm_serve.cpp")
UNIT, PLAIN_UNIT, MAIN, PROGRAM = (
    "codemm_solution.cpp",
    "codemm_plain.cpp",
    "codemm_main",
    "program",
)
GUARD = "codemm_guard"
DRIVER, MADE = "codemm_compile", "programs"
AGAIN, AGAIN_PARTS = "codemm_again", ("codemm-wire.hpp", "codemm_json.cpp")
FIRST_ITEM = {"CODEMM_ITEM": "0"}
# What the image has precompiled: everything, for texts that include everything; what is usual; and
# what loads fastest, for texts that include nothing else.
EVERYTHING, USUAL, CONTAINERS = (
    "codemm_everything.hpp",
    "codemm_usual.hpp",
    "codemm_containers.hpp",
)
IN_CONTAINERS = frozenset(
    "algorithm climits cstdint map optional set stdexcept string tuple type_traits unordered_map "
    "unordered_set utility vector".split()
)
_MARK = f'#pragma message "{QUICK}"'
_NAMES_THE_LIBRARY = re.compile(r"\bstd\b|#\s*include\s*<")
_INCLUDED = re.compile(r"#\s*include\s*<([\w/.+]{1,40})>")
_DEFINED = re.compile(r"#\s*define\b")


def build(target: Target, files: Mapping[str, str]) -> Program | Refusal:
    """Return the program: a unit for the learner's text, units for the harness, linked."""
    if target.entry_file not in files:
        return Refusal(f"There is no file {target.entry_file}.")
    for name, text in files.items():
        if "\0" in text:
            return Refusal(f"{name}: contains a NUL character.")
    if target.signature is None:
        return _with_own_main(target, files)
    bridge = Bridge(target.signature)
    wire = wire_headers(bridge.containers)
    before = (_compiled(ALWAYS, *PARTS), _compiled(MAIN, *wire))
    objects = [_object(MAIN), _object(ALWAYS)]
    plain = [f"#include <{name}>" for name in bridge.headers]
    extra = STRICT if target.strict else ()
    return Program(
        files={
            **encoded(files),
            **{name: sandbox_file(name).encode() for name in {*wire, *PARTS, _source(ALWAYS)}},
            _source(MAIN): bridge.main_unit().encode(),
            UNIT: bridge.solution_unit(_quick_opening(files, plain, bridge)).encode(),
            PLAIN_UNIT: bridge.solution_unit(plain).encode(),
        },
        compile=(*before, _linked(UNIT, files, objects, extra)),
        otherwise=(*before, _linked(PLAIN_UNIT, files, objects, extra)),
        needs=(PROGRAM,),
        argv=("{build}/" + PROGRAM,),
        task={"kind": target.kind, **signature_task(target.signature)},
        expects=bridge.expects(),
    )


def gather(programs: Mapping[int, Program]) -> Crowd:
    """Return the programs as a crowd: compiled one by one as ever, in one step."""
    any_one = next(iter(programs.values()))
    before = any_one.compile[:-1]
    if _object(GUARD) in any_one.compile[-1].argv:
        before = (*before, _compiled(AGAIN, *AGAIN_PARTS))
    shared = {name for step in before for name in step.reads}
    objects = sorted(name for step in before for name in step.makes)
    ours = module_files([DRIVER])
    task = {
        "shared": objects,
        "again": QUICK,
        "cpu_s": COMPILE_CPU_MS // 1000,
        "nothing": [*GXX, "-x", "c++", "-"],
        "programs": {number: _alone(program, objects) for number, program in programs.items()},
    }
    driver = crowd_step(
        *started(DRIVER, PROGRAMS),
        memory_mb=COMPILER_MB,
        reads=(PROGRAMS, *sorted(ours), *objects),
        makes=(MADE,),
    )
    return Crowd(
        Program(
            files={
                **{name: sandbox_file(name).encode() for name in shared - any_one.files.keys()},
                **{name: any_one.files[name] for name in shared & any_one.files.keys()},
                **ours,
                PROGRAMS: json.dumps(task).encode(),
            },
            compile=(*before, driver),
            needs=(MADE,),
            argv=(),
            task={},
        ),
        {
            number: replace(program, argv=(f"{{build}}/{MADE}/{number}",), batch_env=FIRST_ITEM)
            for number, program in programs.items()
        },
    )


def _alone(program: Program, objects: list[str]) -> dict[str, object]:
    """Return what is compiled of a program for itself, and linked with what is there."""
    steps = [program.compile[-1], *program.otherwise[-1:]]
    names = {name for step in steps for name in step.reads if name in program.files}
    files = {name: b2a_base64(program.files[name], newline=False).decode() for name in names}
    return {"files": files, "calls": [_linking(step, objects) for step in steps]}


def _linking(step: CompileStep, objects: list[str]) -> list[str]:
    """Return the call of a step that links all objects, whether it named them or not."""
    return [*step.argv, *(name for name in objects if name not in step.argv)]


def _with_own_main(target: Target, files: Mapping[str, str]) -> Program:
    guard = _compiled(GUARD)
    extra = STRICT if target.strict else ()
    unit = "\n".join([*_precompiled(files), '#include "solution.cpp"', ""])
    return Program(
        files={
            **encoded(files),
            _source(GUARD): sandbox_file(_source(GUARD)).encode(),
            UNIT: unit.encode(),
        },
        compile=(guard, _linked(UNIT, files, [_object(GUARD)], extra)),
        otherwise=(guard, _linked(target.entry_file, files, [_object(GUARD)], extra)),
        needs=(PROGRAM,),
        argv=("{build}/" + PROGRAM,),
        task={"kind": target.kind},
    )


def _quick_opening(files: Mapping[str, str], plain: list[str], bridge: Bridge) -> list[str]:
    """Return what comes before the learner's text when it is compiled the quick way."""
    named = any(_NAMES_THE_LIBRARY.search(text) for text in files.values())
    if named or bridge.needs_library:
        return [*_precompiled(files), *plain]
    return ["#include <type_traits>", _MARK]


def _precompiled(files: Mapping[str, str]) -> list[str]:
    """Return the lines that take the precompiled headers of an image that has them.

    A text that defines macros for the headers after it gets its own headers.
    """
    codes = [bare(text) for text in files.values()]
    if any(_defines_for_headers(code) for code in codes):
        return []
    included = {name for code in codes for name in _INCLUDED.findall(code)}
    few = CONTAINERS if included <= IN_CONTAINERS else USUAL
    name = EVERYTHING if "bits/stdc++.h" in included else few
    return [f"#if __has_include(<{name}>)", f"#include <{name}>", _MARK, "#endif"]


def _defines_for_headers(code: str) -> bool:
    defined = _DEFINED.search(code)
    return defined is not None and _INCLUDED.search(code, defined.end()) is not None


def _compiled(name: str, *reads: str) -> CompileStep:
    source = _source(name)
    return compile_step(
        *(*GXX, "-O0", "-c", source),
        memory_mb=COMPILER_MB,
        reads=tuple(dict.fromkeys((source, *reads))),
        makes=(_object(name),),
    )


def _linked(
    unit: str, files: Mapping[str, str], objects: list[str], extra: tuple[str, ...]
) -> CompileStep:
    """Compile the learner's unit and link; its own templates come before the harness's."""
    return compile_step(
        *(*GXX, "-O2", *extra, unit, *objects, "-o", PROGRAM),
        memory_mb=COMPILER_MB,
        reads=tuple(dict.fromkeys((unit, *sorted(files), *objects))),
        makes=(PROGRAM,),
    )


def _source(name: str) -> str:
    return f"{name}.cpp"


def _object(name: str) -> str:
    return f"{name}.o"
