"""The report in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def markdown(found: dict[str, Any]) -> str:
    """Return the report for people."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    settings = ", ".join(f"{key} {value}" for key, value in found["settings"].items())
    yield from ("# Evaluation of the gates", "", settings, "")
    yield from _classes(found)
    yield from _goods(found)
    yield from _slots(found)
    yield from _leaks(found)
    if "ablation" in found:
        yield from _ablation(found["ablation"])
    yield from (
        "",
        (
            "Faults are simulated at rates that are assumed, so they are told one by one. "
            "Nothing here says how well a real model writes, or how well anybody learns."
        ),
    )


def _classes(found: dict[str, Any]) -> Iterator[str]:
    if not found["classes"]:
        return
    yield from ("| fault | caught | of languages | by | missed |", "|---|---|---|---|---|")
    for name, told in sorted(found["classes"].items(), key=lambda item: item[1]["semantic"]):
        mark = " (semantic)" if told["semantic"] else ""
        languages = ", ".join(f"{language} {n}" for language, n in told["languages"].items())
        gates = ", ".join(f"{gate} {n}" for gate, n in told["gates"].items())
        missed = ", ".join(f"{label} {n}" for label, n in list(told["missed"].items())[:4])
        if told["warned"]:
            missed += f"; warned of difficulty {told['warned']}"
        yield f"| {name}{mark} | {_share(told)} | {languages} | {gates} | {missed} |"
    yield ""
    yield (
        f"Mechanical classes: {_percent(found['macro'])} on average, "
        f"{_percent(found['worst'])} in the worst. What is semantic only those can tell who "
        "understand the statement: it counts apart."
    )


def _leaks(found: dict[str, Any]) -> Iterator[str]:
    told = found["leaks"]
    if told["cases"]:
        places = ", ".join(f"{where} {n}" for where, n in told["found"].items()) or "none"
        yield ""
        yield (
            f"Leaks of references and hidden tests, looked for in {told['texts']} texts of "
            f"{told['cases']} cases (database and its files, notebook, events, log, errors): "
            f"{places}."
        )


def _goods(found: dict[str, Any]) -> Iterator[str]:
    refused = found["false_rejects"]
    gates = ", ".join(f"{gate} {n}" for gate, n in found["false_rejects_by_gate"].items())
    yield from ("", f"Good exercises refused: {_share(refused)} {gates}".rstrip(), "")
    for name, strength in (("Good", found["strength"]), ("Weakly tested", found["weak_strength"])):
        if strength["exercises"]:
            yield (
                f"{name} exercises: the chosen tests refuse {_percent(strength['mean'])} of faults "
                f"of families that never chose a test (as drafted "
                f"{_percent(strength['mean_as_drafted'])}; at least 95 % in "
                f"{_share(strength['strong'])}; SQL faults that survive: "
                f"{_share(strength['sql_surviving'])})."
            )
    cost = found["cost"]
    if cost["problems"]:
        by_language = ", ".join(f"{k} {v:.1f} s" for k, v in cost["cpu_s_by_language"].items())
        yield (
            f"A good exercise takes {cost['cpu_s']:.1f} s of processor time ({by_language}), "
            f"p95 {cost['p95_s']:.1f} s of waiting here, {cost['tokens']:.0f} tokens."
        )


def _slots(found: dict[str, Any]) -> Iterator[str]:
    if not found["slots"]:
        return
    yield from (
        "",
        (
            "| profile, repair rate | filled | ceiling | with fallback | calls a problem "
            "| ceiling | CPU s | accepted with a fault | leaks |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    )
    for run, told in found["slots"].items():
        faults = ", ".join(f"{name} {n}" for name, n in told["accepted_with_a_fault"].items())
        leaks = ", ".join(f"{name} {n}" for name, n in told["leaks"].items()) or "none"
        yield (
            f"| {run} | {_share(told['filled'])} | {_share(told['ceiling'])} | "
            f"{_share(told['with_fallback'])} | {_number(told['calls'])} | "
            f"{_number(told['ceiling_calls'])} | {_number(told['cpu_s'])} | {faults} | {leaks} |"
        )


def _ablation(ways: dict[str, Any]) -> Iterator[str]:
    yield from ("", f"| caught by | {' | '.join(ways)} |", "|---" * (len(ways) + 1) + "|")
    for name in next(iter(ways.values())):
        cells = [_percent(told[name]["share"]) for told in ways.values()]
        yield f"| {'good exercises refused' if name == 'clean' else name} | {' | '.join(cells)} |"


def _share(told: dict[str, Any]) -> str:
    if told["share"] is None:
        return "-"
    bounds = f"{told['low']:.1%} to {told['high']:.1%}"
    return f"{told['share']:.1%} ({told['hits']}/{told['of']}; {bounds})"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.1%}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
