"""The report of an evaluation: one value for scripts, and Markdown made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from jupyter_codemm.evaluation.ablation import ablations
from jupyter_codemm.evaluation.catching import CLEAN
from jupyter_codemm.evaluation.faults import FAULTS
from jupyter_codemm.evaluation.faults.catalogue import named
from jupyter_codemm.evaluation.records import Record, Records
from jupyter_codemm.evaluation.statistics import Share, mean, quantile

STRONG = 0.95


def report(records: Records, settings: dict[str, Any], *, with_ablation: bool) -> dict[str, Any]:
    """Return everything that was measured, as decoded JSON."""
    classes = {f.name: _class(f.name, records.of(f.name)) for f in FAULTS if records.of(f.name)}
    mechanical = [classes[f.name] for f in FAULTS if f.name in classes and not f.semantic]
    clean = _present(records.of(CLEAN))
    slots = sorted({r["run"] for r in records if r["run"].startswith("slots ")})
    found: dict[str, Any] = {
        "settings": settings,
        "classes": classes,
        "macro": mean(c["share"] for c in mechanical if c["share"] is not None),
        "worst": min((c["share"] for c in mechanical if c["share"] is not None), default=None),
        "false_rejects": _shown(Share.counted(bool(r["gate"]) for r in clean)),
        "false_rejects_by_gate": dict(Counter(r["gate"] for r in clean if r["gate"])),
        "strength": _strength(clean),
        "weak_strength": _strength(_present(records.of("weak inputs"))),
        "cost": _cost([r for r in clean if not r["gate"]]),
        "slots": {run.removeprefix("slots "): _slots(records.of(run)) for run in slots},
    }
    found["leaks"] = {
        "cases": sum("leaks" in r for r in records),
        "texts": sum(r.get("texts_searched", 0) for r in records),
        "found": dict(Counter(leak for r in records for leak in r.get("leaks", ()))),
    }
    if with_ablation:
        found["ablation"] = {
            way: {name: _shown(share) for name, share in shares.items()}
            for way, shares in ablations(records).items()
        }
    return found


def _present(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if not record.get("skipped")]


def _shown(share: Share) -> dict[str, Any]:
    low, high = share.interval
    return {"hits": share.hits, "of": share.of, "share": share.value, "low": low, "high": high}


def _class(name: str, records: Sequence[Record]) -> dict[str, Any]:
    present = _present(records)
    missed = Counter((r["language"], r["label"]) for r in present if not r["caught"])
    return _shown(Share.counted(bool(r["caught"]) for r in present)) | {
        "semantic": named(name).semantic,
        "languages": dict(Counter(r["language"] for r in present)),
        "warned": sum("difficulty" in r.get("warned", ()) for r in present if not r["caught"]),
        "gates": dict(Counter(r["gate"] or "mended" for r in present if r["caught"])),
        "missed": {f"{language}: {label}": n for (language, label), n in missed.most_common()},
    }


def _strength(records: Sequence[Record]) -> dict[str, Any]:
    measured = [r for r in records if r.get("killable")]
    scores = [r["killed"] / r["killable"] for r in measured]
    own = [r["own_killed"] / r["killable"] for r in measured]
    queries = [r for r in measured if r["language"] == "sql"]
    survivors = sum(r["killable"] - r["killed"] for r in queries)
    return {
        "exercises": len(scores),
        "mean": mean(scores),
        "mean_as_drafted": mean(own),
        "strong": _shown(Share.counted(score >= STRONG for score in scores)),
        "sql_surviving": _shown(Share(survivors, sum(r["killable"] for r in queries))),
        "by_language": {
            language: mean(
                r["killed"] / r["killable"] for r in measured if r["language"] == language
            )
            for language in sorted({r["language"] for r in measured})
        },
    }


def _cost(records: Sequence[Record]) -> dict[str, Any]:
    return {
        "problems": len(records),
        "cpu_s": mean(r["cpu_ms"] / 1000 for r in records),
        "cpu_s_by_language": {
            language: mean(r["cpu_ms"] / 1000 for r in records if r["language"] == language)
            for language in sorted({r["language"] for r in records})
        },
        "p95_s": quantile((r["elapsed_ms"] / 1000 for r in records), 0.95),
        "tokens": mean(r["tokens"] for r in records),
    }


def _slots(records: Sequence[Record]) -> dict[str, Any]:
    by_model = [r for r in records if r["by_model"]]
    reached = [r for r in records if r["ceiling"]]
    ceiling_calls = sum(r["ceiling"] or 3 for r in records)
    return {
        "filled": _shown(Share.counted(bool(r["by_model"]) for r in records)),
        "ceiling": _shown(Share.counted(bool(r["ceiling"]) for r in records)),
        "with_fallback": _shown(Share.counted(bool(r["filled"]) for r in records)),
        "accepted_with_a_fault": dict(Counter(f for r in by_model for f in r["accepted_with"])),
        "calls": sum(r["calls"] for r in records) / len(by_model) if by_model else None,
        "ceiling_calls": ceiling_calls / len(reached) if reached else None,
        "tokens": sum(r["tokens"] for r in records) / len(by_model) if by_model else None,
        "cpu_s": sum(r["cpu_ms"] for r in records) / 1000 / len(by_model) if by_model else None,
        "leaks": dict(Counter(leak for r in records for leak in r["leaks"])),
        "unfilled": dict(Counter(r["why"] for r in records if not r["filled"])),
    }
