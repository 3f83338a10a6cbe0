"""What fewer gates would have caught, told from audits in which all of them spoke."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from jupyter_codemm.evaluation.catching import CLEAN, GOOD_ENOUGH
from jupyter_codemm.evaluation.faults import FAULTS
from jupyter_codemm.evaluation.records import Record, Records
from jupyter_codemm.evaluation.statistics import Share

STRUCTURE = frozenset({"draft", "slot", "contract", "safety", "reference"})
EARLY = frozenset({"draft", "slot"})
MUTATION = frozenset({"mutation"})
CLAIMS = frozenset({"claims"})

Judge = Callable[[Record], bool]


def ablations(records: Records) -> dict[str, dict[str, Share]]:
    """Return, for each set of gates, the share that it catches of every class.

    For good exercises it is the share that is refused. Only audits count: a gate that never spoke
    can say nothing.
    """
    ways: Mapping[str, Judge] = {
        "contract, safety, reference": lambda r: _refused_by(r, STRUCTURE) or _strong(r, own=True),
        "all": lambda r: bool(r["caught"]),
        "all but mutation": lambda r: _refused_without(r, MUTATION) or _strong(r, own=True),
        "all but claims": lambda r: _refused_without(r, CLAIMS) or _mended(r),
    }
    names = [CLEAN, *(fault.name for fault in FAULTS)]
    return {
        way: {name: _share(records.of(name), judge) for name in names}
        for way, judge in ways.items()
    }


def _share(records: Sequence[Record], judge: Judge) -> Share:
    heard = [r for r in records if r.get("gates") or r.get("gate") in EARLY]
    return Share.counted(judge(record) for record in heard)


def _refused_by(record: Record, gates: frozenset[str]) -> bool:
    if record["gate"] in EARLY:
        return record["gate"] in gates
    return any(not ok and gate in gates for gate, ok in record["gates"].items())


def _refused_without(record: Record, gates: frozenset[str]) -> bool:
    if record["gate"] in EARLY:
        return True
    return any(not ok and gate not in gates for gate, ok in record["gates"].items())


def _strong(record: Record, *, own: bool) -> bool:
    """Return whether tests that nobody chose anew would have been good enough."""
    if "killable" not in record or record["run"] == CLEAN:
        return _mended(record)
    if not record["killable"]:
        return True
    killed = record["own_killed"] if own else record["killed"]
    return bool(killed / record["killable"] >= GOOD_ENOUGH)


def _mended(record: Record) -> bool:
    return bool(record["caught"]) and not record["gate"]
