"""Many C++ programs compiled in one step: in one unit as far as their texts allow, else one by one.

A hundred small texts in one unit cost little more than one, because the library is read once.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from jupyter_codemm.judging.harness import cpp_dispatch
from jupyter_codemm.judging.harness.cpp import (
    COMPILER_MB,
    GUARD,
    GXX,
    PROGRAM,
    STRICT,
    compiled_apart,
    object_of,
    precompiled,
    quick_opening,
)
from jupyter_codemm.judging.harness.cpp_bridge import Bridge
from jupyter_codemm.judging.harness.cpp_sharing import Shareable, shareable
from jupyter_codemm.judging.harness.crowd import PROGRAMS, Crowd, crowd_step, own_texts
from jupyter_codemm.judging.harness.interpreter import module_files, started
from jupyter_codemm.judging.harness.program import (
    COMPILE_CPU_MS,
    QUICK,
    Program,
    Target,
    sandbox_file,
)
from jupyter_codemm.ports import CompileStep

DRIVER, MADE = "codemm_compile", "programs"
AGAIN, AGAIN_PARTS = "codemm_again", ("codemm-wire.hpp", "codemm_json.cpp")
FIRST_ITEM = {"CODEMM_ITEM": "0"}
SHARED_UNIT, SHARED = "codemm_shared.cpp", "shared"
SHARED_CPU_S = 30
MOST_ERRORS = 200


def gather(target: Target, programs: Mapping[int, Program]) -> Crowd:
    """Return the programs as a crowd."""
    any_one = next(iter(programs.values()))
    before = any_one.compile[:-1]
    if object_of(GUARD) in any_one.compile[-1].argv:
        before = (*before, compiled_apart(AGAIN, *AGAIN_PARTS))
    read = {name for step in before for name in step.reads}
    objects = sorted(name for step in before for name in step.makes)
    ours = module_files([DRIVER])
    units = _units(target, programs)
    task = {
        "shared": objects,
        "again": QUICK,
        "cpu_s": COMPILE_CPU_MS // 1000,
        "nothing": [*GXX, "-x", "c++", "-"],
        "programs": {number: _alone(program, objects) for number, program in programs.items()},
        "units": [_one_unit(target, at, texts, objects) for at, texts in enumerate(units)],
    }
    driver = crowd_step(
        *started(DRIVER, PROGRAMS),
        memory_mb=COMPILER_MB,
        reads=(PROGRAMS, *sorted(ours), *objects),
        makes=(MADE,),
    )
    plan = Program(
        files={
            **{name: sandbox_file(name).encode() for name in read - any_one.files.keys()},
            **{name: any_one.files[name] for name in read & any_one.files.keys()},
            **ours,
            PROGRAMS: json.dumps(task).encode(),
        },
        compile=(*before, driver),
        needs=(MADE,),
        argv=(),
        task={},
    )
    return Crowd(plan, {n: _started(n, program, units) for n, program in programs.items()})


def _started(number: int, program: Program, units: Sequence[Mapping[int, Shareable]]) -> Program:
    """Return how a program is started and heard."""
    alone = replace(program, argv=(f"{{build}}/{MADE}/{number}",), batch_env=FIRST_ITEM)
    for at, texts in enumerate(units):
        if number in texts:
            space = f"{cpp_dispatch.SPACE}{number}".encode()
            return replace(
                alone,
                argv=(f"{{build}}/{MADE}/{SHARED}{at}",),
                env={**program.env, cpp_dispatch.ASKED: str(number)},
                marks=(space + b"::", space + b"/"),
            )
    return alone


def _units(target: Target, programs: Mapping[int, Program]) -> list[dict[int, Shareable]]:
    """Return the texts of each unit: they include the same, so none sees more than if alone."""
    found: dict[frozenset[str], dict[int, Shareable]] = {}
    for number, program in programs.items():
        texts = own_texts(program)
        one = shareable(texts[target.entry_file]) if set(texts) == {target.entry_file} else None
        if one is not None and (one.main is None) == (target.signature is not None):
            found.setdefault(one.includes, {})[number] = one
    return [texts for texts in found.values() if len(texts) > 1]


def _one_unit(
    target: Target, at: int, texts: Mapping[int, Shareable], objects: list[str]
) -> dict[str, object]:
    """Return what the driver makes a unit of, and the calls of which one compiles it."""
    headers = next(iter(texts.values())).includes
    files = {str(number): one.text for number, one in texts.items()}
    files["includes"] = "".join(f"#include <{name}>\n" for name in sorted(headers))
    bridge = Bridge(target.signature) if target.signature is not None else None
    if bridge is None:
        opening = precompiled(files)
    else:
        plain = [f"#include <{name}>" for name in bridge.headers]
        opening = quick_opening(files, plain, bridge)
    flags = [*GXX, f"-fmax-errors={MOST_ERRORS}", "-O2", *(STRICT if target.strict else ())]
    call = [*flags, SHARED_UNIT, *objects, "-o", PROGRAM]
    return {
        **asdict(cpp_dispatch.unit(opening, texts, bridge)),
        "space": cpp_dispatch.SPACE,
        "cpu_s": SHARED_CPU_S,
        "unit": SHARED_UNIT,
        "name": f"{SHARED}{at}",
        # One with its own main starts anew for each input: that takes a third without libraries.
        "calls": [call] if bridge else [[*call, "-static"], call],
    }


def _alone(program: Program, objects: list[str]) -> dict[str, object]:
    """Return what is compiled of a program for itself, and linked with what is there."""
    steps = [program.compile[-1], *program.otherwise[-1:]]
    names = {name for step in steps for name in step.reads if name in program.files}
    files = {name: b2a_base64(program.files[name], newline=False).decode() for name in names}
    return {"files": files, "calls": [_linking(step, objects) for step in steps]}


def _linking(step: CompileStep, objects: list[str]) -> list[str]:
    """Return the call of a step that links all objects, whether it named them or not."""
    return [*step.argv, *(name for name in objects if name not in step.argv)]
