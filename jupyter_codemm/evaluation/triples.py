"""Known-good exercises: a slot, the whole reply that fills it well, and how it can be wrong."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Literal

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.authoring.llm.drafting import drafted
from jupyter_codemm.authoring.llm.parts import STAGES
from jupyter_codemm.authoring.llm.prompt import kind_of
from jupyter_codemm.authoring.llm.reading import form_of, read_reply
from jupyter_codemm.authoring.llm.returning import parts_of_draft
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft, ProblemKind
from jupyter_codemm.contracts.types import parse_type
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Completion, DraftRequest

Split = Literal["tune", "report", "handwritten"]
Reply = Mapping[str, Any]
"""What a model answers when it is asked for a whole exercise, as decoded JSON."""

_MAX_SEED = 2**31
_PORTABLE = frozenset({"int", "long", "float", "bool", "str", "list", "set", "map", "optional"})


@dataclass(frozen=True, slots=True)
class Triple:
    """A slot and a good reply to it: statement, tests with claims, and reference.

    `bugs` are whole references that are wrong in a way that is easily overlooked. `split` says what
    the exercise may be used for: gates are tuned on one half of the families and never on the rest.
    """

    name: str
    slot: Slot
    reply: Reply
    split: Split
    bugs: tuple[str, ...] = ()

    @property
    def kind(self) -> ProblemKind:
        """The kind of problem that it is."""
        return kind_of(self.slot)

    @property
    def language(self) -> Language:
        """Its language."""
        return self.slot.language


def draft_of(slot: Slot, reply: Reply, problem_id: str = "eval") -> ProblemDraft:
    """Return the draft that the model author makes of a whole reply.

    Raises InvalidInputError when it is no draft.
    """
    kind = kind_of(slot)
    # The author reads text: so the reply takes the same way as one that came over the wire.
    read = read_reply(Completion(text=json.dumps(reply), model=""), kind, STAGES)
    if read.fault is not None:
        raise read.fault
    request = DraftRequest(slot=slot, problem_id=problem_id, seed=0)
    return drafted(request, kind, form_of(kind, read.parts))


def split_of(family: str) -> Split:
    """Return the half that a family belongs to; it follows from its name alone."""
    return "tune" if sha256(family.encode()).digest()[0] % 2 else "report"


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a family can write: an exercise for one slot. Writing takes a moment, so it waits."""

    family: Family
    slot: Slot

    @property
    def split(self) -> Split:
        """Which half the family belongs to."""
        return split_of(self.family.name)

    def written(self, seed: int) -> Triple | None:
        """Return the exercise of a seed, or None when no reply can express it.

        That is so for functions that only print, and for results such as an exception.
        """
        slot = self.slot
        text = f"{self.family.name}|{slot.language}|{slot.difficulty}|{slot.style}|{seed}"
        request = FamilyRequest(
            problem_id="eval",
            language=slot.language,
            difficulty=slot.difficulty,
            style=slot.style,
            topics=slot.topics,
            seed=int.from_bytes(sha256(text.encode()).digest()[:4]) % _MAX_SEED,
        )
        draft = self.family.draft(request)
        if draft.problem.kind != kind_of(slot) or not _is_expressible(draft):
            return None
        reply: dict[str, Any] = {}
        for part in parts_of_draft(_with_tests(draft)).values():
            reply |= part.model_dump(mode="json")
        try:
            draft_of(slot, reply)
        except InvalidInputError:
            return None
        name = f"{self.family.name}-{slot.difficulty}-{slot.style}"
        return Triple(name, slot, reply, self.split)


def recipes(language: Language) -> list[Recipe]:
    """Return everything that the families write in a language and a model is asked for."""
    found = []
    for family in ALL_FAMILIES:
        if language not in family.languages:
            continue
        wants_class = "classes" in family.topics
        for difficulty in sorted(family.difficulties):
            for style in sorted(family.styles):
                topic = "classes" if wants_class else min(family.topics)
                data = {"index": 0, "language": language, "difficulty": difficulty}
                slot = Slot.parse(data | {"topics": [topic], "style": style})
                found.append(Recipe(family, slot))
    return found


def _with_tests(draft: ProblemDraft) -> ProblemDraft:
    """Count the tests of a draft among its candidates: a reply has candidates only."""
    tests = [
        {"category": t.category, "input": t.input.to_json(), "claimed": t.expected.to_json()}
        for t in draft.problem.tests
    ]
    known = [test["input"] for test in tests]
    more = [c.to_json() for c in draft.candidates if c.input.to_json() not in known]
    return ProblemDraft.parse(draft.to_json() | {"candidates": [*tests, *more][:64]})


def _is_expressible(draft: ProblemDraft) -> bool:
    signature = draft.problem.signature
    if signature is None:
        return True
    heads = [signature.returns, *(p.type for p in signature.params)]
    heads += [t for m in signature.methods for t in (m.returns, *(p.type for p in m.params))]
    names = {node.name for text in heads if text != "void" for node in parse_type(text).walk()}
    raises = any(t.expected.raises is not None for t in draft.problem.tests)
    return names <= _PORTABLE and not raises
