"""C++: what never changes, what a problem needs and what the learner wrote are compiled apart.

The first two come first and depend on nothing of the learner's, so their objects can be used again.
The learner's unit is compiled the quick way: with the standard library precompiled where the image
has it, or with none of it where the text names nothing of it. Only when that fails the same text is
compiled plainly, and then that answer counts: precompiling never refuses a program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jupyter_codemm.judging.frames import signature_task
from jupyter_codemm.judging.harness.cpp_bridge import Bridge, wire_headers
from jupyter_codemm.judging.harness.lexing import bare
from jupyter_codemm.judging.harness.program import (
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
    before = (compiled_apart(ALWAYS, *PARTS), compiled_apart(MAIN, *wire))
    objects = [object_of(MAIN), object_of(ALWAYS)]
    plain = [f"#include <{name}>" for name in bridge.headers]
    extra = STRICT if target.strict else ()
    return Program(
        files={
            **encoded(files),
            **{name: sandbox_file(name).encode() for name in {*wire, *PARTS, _source(ALWAYS)}},
            _source(MAIN): bridge.main_unit().encode(),
            UNIT: bridge.solution_unit(quick_opening(files, plain, bridge)).encode(),
            PLAIN_UNIT: bridge.solution_unit(plain).encode(),
        },
        compile=(*before, _linked(UNIT, files, objects, extra)),
        otherwise=(*before, _linked(PLAIN_UNIT, files, objects, extra)),
        needs=(PROGRAM,),
        argv=("{build}/" + PROGRAM,),
        task={"kind": target.kind, **signature_task(target.signature)},
        expects=bridge.expects(),
    )


def _with_own_main(target: Target, files: Mapping[str, str]) -> Program:
    guard = compiled_apart(GUARD)
    extra = STRICT if target.strict else ()
    unit = "\n".join([*precompiled(files), '#include "solution.cpp"', ""])
    return Program(
        files={
            **encoded(files),
            _source(GUARD): sandbox_file(_source(GUARD)).encode(),
            UNIT: unit.encode(),
        },
        compile=(guard, _linked(UNIT, files, [object_of(GUARD)], extra)),
        otherwise=(guard, _linked(target.entry_file, files, [object_of(GUARD)], extra)),
        needs=(PROGRAM,),
        argv=("{build}/" + PROGRAM,),
        task={"kind": target.kind},
    )


def quick_opening(files: Mapping[str, str], plain: list[str], bridge: Bridge) -> list[str]:
    """Return what comes before the learner's text when it is compiled the quick way."""
    named = any(_NAMES_THE_LIBRARY.search(text) for text in files.values())
    if named or bridge.needs_library:
        return [*precompiled(files), *plain]
    return ["#include <type_traits>", _MARK]


def precompiled(files: Mapping[str, str]) -> list[str]:
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


def compiled_apart(name: str, *reads: str) -> CompileStep:
    """Return the step that compiles a source of ours, which depends on nothing of a learner's.

    What a signature makes of `MAIN` is the problem's.
    """
    source = _source(name)
    return compile_step(
        *(*GXX, "-O0", "-c", source),
        memory_mb=COMPILER_MB,
        reads=tuple(dict.fromkeys((source, *reads))),
        makes=(object_of(name),),
        ours=name != MAIN,
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


def object_of(name: str) -> str:
    """Return the name of what `compiled_apart` makes."""
    return f"{name}.o"
