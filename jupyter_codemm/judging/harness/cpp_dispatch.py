"""One C++ unit for many programs: each in a namespace, and what starts the one that is asked for.

A program is asked for by its number in the environment. The unit is put together inside the sandbox
(see `files/codemm_compile.py`), which leaves out what the compiler refuses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jupyter_codemm.judging.harness.cpp_bridge import FITS, Bridge
from jupyter_codemm.judging.harness.cpp_sharing import Shareable

ASKED = "CODEMM_PROGRAM"
SPACE, SECTION = "codemm_p", "codemm_many"
_GLOBAL, _STD = "codemm_global", "codemm_std"
_MAIN = "int (*run)(int, char**);"
_CHOOSING = f"""#include <cstdlib>
extern "C" {{
extern const {SECTION}::Entry* const __start_{SECTION}[];
extern const {SECTION}::Entry* const __stop_{SECTION}[];
}}
namespace {SECTION} {{
static const Entry& chosen() {{
    static const Entry* found = nullptr;
    if (found) return *found;
    const char* const asked = std::getenv("{ASKED}");
    const int number = asked ? std::atoi(asked) : -1;
    for (auto at = __start_{SECTION}; at != __stop_{SECTION}; ++at) {{
        if ((*at)->number == number) found = *at;
    }}
    if (!found) std::_Exit(0);
    return *found;
}}
}}"""
_OWN_MAIN = f"int main(int count, char** words) {{ return {SECTION}::chosen().run(count, words); }}"


@dataclass(frozen=True, slots=True)
class Unit:
    """What the unit begins and ends with, what each program adds, and what is asked of names.

    `checks` are lines that do not compile where the library has a name as well. In a namespace that
    name would be hidden: then the line of `takes_in` with the same label belongs to every program
    that declares it.
    """

    head: str
    tail: str
    parts: Mapping[int, str]
    checks: Mapping[str, str]
    takes_in: Mapping[int, Mapping[str, str]]


def unit(opening: Sequence[str], texts: Mapping[int, Shareable], bridge: Bridge | None) -> Unit:
    """Return the unit of these programs; `bridge` is None for those that have their own main."""
    includes = sorted(next(iter(texts.values())).includes)
    fields = [_MAIN] if bridge is None else bridge.pointers()
    head = [
        *opening,
        *(f"#if __has_include(<{name}>)\n#include <{name}>\n#endif" for name in includes),
        *([] if bridge is None else [f"#include <type_traits>\n{FITS}{bridge.aliases()}}}"]),
        f"namespace {SECTION} {{ struct Entry {{ int number; {' '.join(fields)} }}; }}",
    ]
    calls = [_OWN_MAIN] if bridge is None else bridge.passed_on(f"{SECTION}::chosen()")
    takes_in = {number: _takes_in(one) for number, one in texts.items()}
    labels = sorted(set[str]().union(*takes_in.values()))
    return Unit(
        "\n".join([*head, ""]),
        "\n".join(['#line 1 "codemm_many"', _CHOOSING, *calls, ""]),
        {number: _part(number, one, bridge) for number, one in texts.items()},
        {label: _check(label) for label in labels},
        takes_in,
    )


def _part(number: int, one: Shareable, bridge: Bridge | None) -> str:
    space = f"{SPACE}{number}"
    missing = (f"#if !__has_include(<{n}>)\n#error no {n}\n#endif" for n in sorted(one.includes))
    if bridge is None:
        given = "c, v" if one.main else ""
        end = [f"static int codemm_run(int c, char** v) {{ return main({given}); }}"]
        entry = ["&codemm_run"]
    else:
        end, entry = bridge.definitions(space), bridge.addresses()
    return "\n".join(
        [
            f'#line 1 "{space}/solution.cpp"',
            *missing,
            f'#line 1 "{space}/solution.cpp"',
            one.text,
            f'#line 1 "{space}/bridge"',
            *end,
            f"static const {SECTION}::Entry codemm_entry = {{{', '.join([str(number), *entry])}}};",
            f'__attribute__((section("{SECTION}"), used))',
            f"static const {SECTION}::Entry* const codemm_at = &codemm_entry;",
            "}",
            "",
        ]
    )


def _takes_in(one: Shareable) -> dict[str, str]:
    """Return by label what makes a name of the library stand beside the program's own."""
    names = one.declares - {"main"}
    found = {f"{_GLOBAL}/{name}": f"using ::{name};" for name in names}
    if one.uses:
        found |= {f"{_STD}/{name}": f"using std::{name};" for name in names}
    return found


def _check(label: str) -> str:
    """Return what is ambiguous where the library has a name too."""
    scope, _, name = label.partition("/")
    using = "using namespace std;" if scope == _STD else ""
    return "\n".join(
        [
            f"namespace std {{}} namespace codemm_own {{ extern int {name}; }}",
            f"namespace {scope} {{ using namespace codemm_own; {using}",
            f'#line 1 "{label}"',
            f"static_assert(sizeof({name}) > 0); }}",
            "",
        ]
    )
