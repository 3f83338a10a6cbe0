"""A form → a problem draft, through the contracts. The reasons given hold no word of the reply."""

from __future__ import annotations

import json
from typing import Any

from jupyter_codemm.authoring.llm.choosing import HIDDEN, SAMPLES, chosen_tests
from jupyter_codemm.authoring.llm.claims import Claim, claims
from jupyter_codemm.authoring.llm.parts import AnyForm, ClassForm, FunctionForm
from jupyter_codemm.authoring.llm.privates import constraints_of, wrong_solutions_of
from jupyter_codemm.authoring.llm.wording import code_of, goals_of, hints_of, line_of, prose_of
from jupyter_codemm.contracts.base import ProblemStyle
from jupyter_codemm.contracts.constraints import InputConstraint
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.problem import Candidate, Problem, ProblemDraft, ProblemKind
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import DraftRequest

MAX_CANDIDATES = 64
MAX_MINUTES = 120

Shell = dict[str, Any]
"""A problem without its tests, as decoded JSON that is valid by construction."""


def drafted(request: DraftRequest, kind: ProblemKind, form: AnyForm) -> ProblemDraft:
    """Return the draft that a form describes, with 3 samples and 5 hidden tests.

    Raises InvalidInputError when the form does not fit together. Candidates whose input does not
    fit, or breaks the constraints that the form states, are left out; a claimed result that does
    not fit refuses the whole draft.
    """
    style: ProblemStyle = "stdout" if kind in ("program", "query") else request.slot.style
    shell = _shell(request, kind, style, form)
    reference = Source.single(code_of(form.reference))
    constraints = constraints_of(form.constraints)
    candidates = _candidates(shell, form, style, constraints)
    if len(candidates) < SAMPLES + HIDDEN:
        raise refused("candidates", f"only {len(candidates)} different ones fit, 8 are needed")
    tests = [test.to_json() for test in chosen_tests(candidates)]
    return ProblemDraft(
        problem=Problem.parse(shell | {"tests": tests}),
        reference=reference,
        candidates=candidates,
        constraints=constraints,
        wrong_solutions=wrong_solutions_of(form.wrong_solutions, reference.text),
        goals=goals_of(form.goals),
    )


def refused(where: str, reason: str) -> InvalidInputError:
    """Return the error for a reply that is no draft."""
    return InvalidInputError(f"The model's reply: {where}: {reason}.", where=where)


def _shell(request: DraftRequest, kind: ProblemKind, style: ProblemStyle, form: AnyForm) -> Shell:
    slot = request.slot
    signature = _signature(request, style, form)
    return {
        "id": request.problem_id,
        "title": line_of(form.title, 120) or "Exercise",
        "statement": prose_of(form.statement),
        "kind": kind,
        "language": slot.language,
        "difficulty": slot.difficulty,
        "topics": list(slot.topics),
        "style": style,
        "signature": signature.to_json() if signature else None,
        "starter": FACTS[slot.language].starter(signature),
        "hints": [{"level": n, "text": text} for n, text in enumerate(hints_of(form.hints), 1)],
        "estimated_minutes": min(max(round(form.estimated_minutes), 1), MAX_MINUTES),
        "learning_goal": slot.scaffold.learning_goal if slot.scaffold else None,
    }


def _signature(request: DraftRequest, style: ProblemStyle, form: AnyForm) -> Signature | None:
    if not isinstance(form, (FunctionForm, ClassForm)):
        return None
    kind = "function" if isinstance(form, FunctionForm) else "class"
    try:
        signature = Signature.parse(form.signature.model_dump(mode="json") | {"kind": kind})
    except InvalidInputError as error:
        where = ".".join(part for part in ("signature", error.where) if part)
        raise refused(where, "a name, a type or a number of parts is not allowed") from None
    reason = FACTS[request.slot.language].supports(signature)
    if reason:
        raise refused("signature", reason)
    if kind == "function" and style == "return" and signature.observed.name == "void":
        raise refused("signature", "nothing is returned and no argument is observed")
    return signature


def _candidates(
    shell: Shell, form: AnyForm, style: ProblemStyle, constraints: tuple[InputConstraint, ...]
) -> tuple[Candidate, ...]:
    signature = Signature.parse(shell["signature"]) if shell["signature"] else None
    found: dict[str, Candidate] = {}
    for index, claim in enumerate(claims(form, style)):
        if not _input_fits(shell, claim):
            continue
        category, given, expected = claim
        if not _fits(shell, given, expected):
            raise refused(f"candidates.{index}", "the claimed result is not of the declared type")
        candidate = Candidate.parse({"category": category, "input": given, "claimed": expected})
        if not all(item.is_kept(signature, candidate.input) for item in constraints):
            continue
        earlier = found.setdefault(json.dumps(given, sort_keys=True), candidate)
        if earlier.claimed != candidate.claimed:
            raise refused(
                f"candidates.{index}", "an earlier one claims another result of this input"
            )
    return tuple(found.values())[:MAX_CANDIDATES]


def _input_fits(shell: Shell, claim: Claim) -> bool:
    nothing: dict[str, Any] = {"rows": {}} if shell["kind"] == "query" else {"stdout": ""}
    return _fits(shell, claim[1], nothing)


def _fits(shell: Shell, given: dict[str, Any], expected: dict[str, Any]) -> bool:
    """Let the contract itself say whether a test belongs to the problem."""
    test = {"name": "candidate", "visibility": "hidden", "input": given, "expected": expected}
    try:
        Problem.parse(shell | {"tests": [test]})
    except InvalidInputError:
        return False
    return True
