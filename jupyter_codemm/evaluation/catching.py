"""Each fault class alone: good exercises get one fault, and the gates are asked."""

from __future__ import annotations

import json
import time
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.model_call import ModelCall
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import InvalidInputError, UnavailableError
from jupyter_codemm.evaluation.bench import Bench
from jupyter_codemm.evaluation.faults import FAULTS, Fault, Spoilt
from jupyter_codemm.evaluation.faults.wrapping import Wrapped, plain
from jupyter_codemm.evaluation.leaks import Remembering, leaks, listening
from jupyter_codemm.evaluation.measuring import MeteredSandbox, strength
from jupyter_codemm.evaluation.records import Record
from jupyter_codemm.evaluation.remains import Text
from jupyter_codemm.evaluation.sampling import in_turn, rng_of
from jupyter_codemm.evaluation.simulated import Script
from jupyter_codemm.evaluation.simulated.model import Labelled
from jupyter_codemm.evaluation.triples import Triple, draft_of
from jupyter_codemm.evaluation.wrong_references import (
    WrongReference,
    consistent,
    following,
    told,
)
from jupyter_codemm.gates import Verified, check_slot, verify
from jupyter_codemm.gates.likeness import Known
from jupyter_codemm.ports import DraftRequest

CLEAN = "clean"
GOOD_ENOUGH = 0.95
_QUOTES = str.maketrans("", "", "\"'\\\u201c\u201d")


@dataclass(frozen=True, slots=True)
class Case:
    """One exercise with one fault, or with none."""

    triple: Triple
    fault: Fault | None
    spoilt: Spoilt
    wrong: WrongReference | None = None


@dataclass(frozen=True, slots=True)
class _Watch:
    """What is counted and remembered of one case."""

    sandbox: MeteredSandbox
    author: Remembering
    calls: list[ModelCall] = field(default_factory=list)
    errors: list[Text] = field(default_factory=list)


async def catch_all(
    bench: Bench, count: int, *, audit: bool, classes: Collection[str] = ()
) -> None:
    """Try `count` cases of every fault class, and as many good exercises.

    Where `classes` names some, only those.
    """
    for fault in (None, *FAULTS):
        if not classes or (fault.name if fault else CLEAN) in classes:
            await _catch(bench, fault, count, audit=audit)


async def _catch(bench: Bench, fault: Fault | None, count: int, *, audit: bool) -> None:
    run = fault.name if fault else CLEAN
    works = [(str(n), partial(_worked, bench, fault, n, audit=audit)) for n in range(count)]
    await bench.work_off(run, works)


async def _worked(bench: Bench, fault: Fault | None, number: int, *, audit: bool) -> Record:
    case = await drawn(bench, fault, number)
    if case is None:
        return {"skipped": True}
    watch = _Watch(MeteredSandbox(bench.sandbox), Remembering(bench.author()))
    started = time.monotonic()
    with listening() as heard:
        result = await _judged(bench, case, f"{run_name(fault)}-{number}", watch, audit=audit)
    spent = {
        "cpu_ms": watch.sandbox.cpu_ms,
        "elapsed_ms": round((time.monotonic() - started) * 1000),
        "calls": len(watch.calls),
        "tokens": sum(call.tokens_in + call.tokens_out for call in watch.calls),
        "leaks": leaks(watch.author.drafts, None, [*heard.texts, *watch.errors]),
        "texts_searched": len(heard.texts) + len(watch.errors),
    }
    verified = result.pop("verified")
    if isinstance(verified, Verified) and verified.accepted:
        result |= await _strengths(bench, case, verified, number)
    return _described(case) | result | spent | {"caught": _caught(case, verified, result)}


def run_name(fault: Fault | None) -> str:
    """Return the name of a class in labels of cases."""
    return (fault.name if fault else CLEAN).replace(" ", "_").replace(",", "")


async def drawn(bench: Bench, fault: Fault | None, number: int) -> Case | None:
    """Return the case of that number: the first exercise drawn that can have the fault."""
    rng = rng_of(bench.seed, fault.name if fault else CLEAN, number)
    for triple in in_turn(bench.stock, rng, number, bench.mix):
        if fault is None or fault.wrap is not None:
            return Case(triple, fault, Spoilt(triple.slot, triple.reply, run_name(fault)))
        if fault.wrong_reference:
            found = await bench.wrong.of(triple)
            if found:
                wrong = rng.choice(found)
                make = told if fault.wrong_reference == "told" else consistent
                return Case(triple, fault, make(triple, wrong), wrong)
        elif fault.spoil is not None:
            made = fault.spoil(triple, bench.stock, rng)
            if made is not None:
                return Case(triple, fault, made)
    return None


async def _judged(
    bench: Bench,
    case: Case,
    name: str,
    watch: _Watch,
    *,
    audit: bool,
) -> dict[str, Any]:
    bench.model.learn(name, _script(bench, case, name))
    request = DraftRequest(
        slot=case.spoilt.slot, problem_id="eval", seed=bench.seed, note=watch.calls.append
    )
    try:
        draft = await Labelled(watch.author, name).draft(request)
    except (InvalidInputError, UnavailableError) as error:
        watch.errors.append(("error", error.message))
        return {"gate": "draft", "why": type(error).__name__, "verified": None}
    finally:
        bench.model.forget(name)
    if _is_mended(case, draft):
        # It is a good exercise again, and those are measured apart.
        return {"gate": "", "why": "", "mended": ["draft"], "verified": None}
    draft = _from_elsewhere(case, draft)
    fits = check_slot(draft.problem, case.spoilt.slot)
    if not fits.ok:
        return {"gate": "slot", "why": "", "verified": None}
    verified = await verify(
        draft, watch.sandbox, seed=bench.seed, audit=audit, before=_before(case, draft)
    )
    refused = verified.rejection
    gates = {g.gate: g.ok for g in verified.gates} if audit else {}
    return {
        "gate": refused.gate if refused else "",
        "why": _why(refused) if refused and case.fault is None else "",
        "gates": gates,
        "mended": [g.gate for g in verified.gates if g.action == "fixed"],
        "warned": [g.gate for g in verified.gates if g.action == "warned"],
        "verified": verified,
    }


def _why(refused: GateOutcome) -> str:
    """Return the evidence without what quotes the reference."""
    return json.dumps({key: told for key, told in refused.evidence.items() if key != "edit"})


def _script(bench: Bench, case: Case, name: str) -> Script:
    def wrap(_attempt: int, before: int, reply: dict[str, Any]) -> Wrapped:
        rng = rng_of(bench.seed, name, before)
        spoils = case.fault.wrap if case.fault and before == 0 else None
        return (spoils or plain)(reply, rng)

    return Script(lambda _attempt: case.spoilt.reply, wrap)


def _from_elsewhere(case: Case, draft: ProblemDraft) -> ProblemDraft:
    """Give a draft what no reply of a model can: starter code, and tests made by its reference."""
    if case.spoilt.starter is not None:
        problem = draft.problem.updated(starter=case.spoilt.starter)
        return draft.model_copy(update={"problem": problem})
    if case.wrong is not None and case.fault and case.fault.wrong_reference == "told":
        return following(case.triple, draft, case.wrong)
    return draft


def _before(case: Case, draft: ProblemDraft) -> tuple[Known, ...]:
    if case.spoilt.before is None:
        return ()
    earlier = replace(case.triple, reply=case.spoilt.before)
    return (Known.of(draft_of(earlier.slot, earlier.reply, f"{draft.problem.id}-0")),)


async def _strengths(bench: Bench, case: Case, verified: Verified, number: int) -> dict[str, Any]:
    """Measure the tests of what was accepted, where that is the question."""
    if case.fault is not None and case.fault.name != "weak inputs":
        return {}
    good = draft_of(case.triple.slot, case.triple.reply)
    found = await strength(verified.draft, good, bench.sandbox, seed=bench.seed + number)
    own = await strength(
        draft_of(case.spoilt.slot, case.spoilt.reply), good, bench.sandbox, seed=bench.seed + number
    )
    chosen = verified.evidence
    return {
        "killed": found.killed,
        "killable": found.killable,
        "own_killed": own.killed,
        "score": chosen.score if chosen else None,
        "mutants": chosen.killable if chosen else 0,
    }


def _caught(case: Case, verified: Verified | None, result: dict[str, Any]) -> bool:
    """Return whether no learner meets the fault: it was refused, or mended."""
    if verified is None or not verified.accepted:
        return True
    if case.fault is None:
        return False
    if case.fault.name == "weak inputs":
        return strong_enough(result, result["killed"])
    if case.fault.wrap is not None:
        # Of a reply that was cut fewer inputs may be left, and parts were written anew: what
        # learners read and what is right have to be those of the good exercise.
        return _core(verified.draft) == _core(draft_of(case.triple.slot, case.triple.reply))
    return bool(case.spoilt.trace) and case.spoilt.trace not in _words(verified.draft)


def strong_enough(record: Record, killed: int) -> bool:
    """Return whether tests refuse enough of all wrong programs, those that chose them included."""
    chosen, everything = record["mutants"], record["mutants"] + record["killable"]
    return not everything or (record["score"] * chosen + killed) / everything >= GOOD_ENOUGH


def _is_mended(case: Case, draft: ProblemDraft) -> bool:
    """Return whether nothing is left of what happened to a reply on its way."""
    good = draft_of(case.triple.slot, case.triple.reply)
    return case.fault is not None and case.fault.wrap is not None and _text(draft) == _text(good)


def _text(draft: ProblemDraft) -> str:
    """Return what a draft is, but for the kind of its quotes, which a mended reply may change."""
    problem = draft.problem.updated(title="-")
    return f"{problem.model_dump_json()} {draft.reference.text}".translate(_QUOTES)


def _core(draft: ProblemDraft) -> str:
    return f"{draft.problem.statement} {draft.reference.text}".translate(_QUOTES)


def _words(draft: ProblemDraft) -> str:
    problem = draft.problem
    texts = (problem.statement, *(hint.text for hint in problem.hints))
    return problem.starter + " ".join(" ".join(texts).split())


def _described(case: Case) -> dict[str, Any]:
    triple = case.triple
    return {
        "label": case.spoilt.label,
        "language": triple.language,
        "kind": triple.kind,
        "difficulty": triple.slot.difficulty,
        "split": triple.split,
        "exercise": triple.name,
    }
