"""How alike two problems are: their statements word by word, their solutions by shape."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from jupyter_codemm.contracts.activity import GateOutcome
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.syntax.tokens import code_tokens, shape, token_grams

STATEMENT_LIMIT = 0.6
CODE_LIMIT = 0.8
# Shorter programs have the shape of many others: that says nothing.
FEWEST_GRAMS = 20
_WORD_GRAM = 3
_WORD = re.compile(r"[^\W\d_]+")
_GRAM_BYTES = 8


@dataclass(frozen=True, slots=True)
class Known:
    """What is remembered of an earlier problem, to tell whether another one repeats it.

    `sketch` holds fingerprints of the shape of its reference and lives no longer than the
    generation that it came from; problems of other activities have none.
    """

    title: str
    statement: str
    language: Language | None = None
    sketch: frozenset[str] = frozenset()
    family: str | None = None
    seed: int | None = None

    @classmethod
    def of(cls, draft: ProblemDraft) -> Known:
        """Return what is remembered of a draft."""
        problem, code = draft.problem, draft.reference.text
        return cls(
            title=problem.title,
            statement=problem.statement,
            language=problem.language,
            sketch=code_sketch(code, problem.language, public=public_code(problem)),
            family=draft.family,
            seed=draft.seed,
        )


def statement_likeness(a: str, b: str) -> float:
    """Return the share of runs of three words that two texts have in common, from 0 to 1.

    Upper and lower case, numbers, layout and punctuation make no difference.
    """
    ours, theirs = _word_grams(a), _word_grams(b)
    return len(ours & theirs) / (len(ours | theirs) or 1)


def code_grams(code: str, language: Language) -> frozenset[str]:
    """Return the runs of tokens of a program, with all names, numbers and strings made equal.

    Queries keep their names and constants: what they are about is all that tells them apart.
    """
    tokens = code_tokens(code, language)
    return token_grams(tokens if language == "sql" else shape(tokens, language))


def code_sketch(code: str, language: Language, *, public: str = "") -> frozenset[str]:
    """Return fingerprints of the runs of a program that are not those of `public`, its starter.

    No program can be written from them.
    """
    grams = code_grams(code, language) - code_grams(public, language)
    return frozenset(
        blake2b(gram.encode(errors="replace"), digest_size=_GRAM_BYTES).hexdigest()
        for gram in grams
    )


def code_likeness(sketch: frozenset[str], known: frozenset[str]) -> float:
    """Return how much of each sketch the other one holds, the smaller share of the two."""
    longest = max(len(sketch), len(known))
    return len(sketch & known) / longest if longest >= FEWEST_GRAMS else 0.0


def check_near_duplicate(draft: ProblemDraft, before: Sequence[Known] = ()) -> GateOutcome:
    """Refuse a draft that tells or solves what an earlier problem does, and name that problem.

    References of two built-in drafts are not compared: each family is known to be solved in its own
    way, and variants of one are solved alike on purpose and differ by what they tell.
    """
    this = Known.of(draft)
    nearest = 0.0
    for other in before:
        reason, likeness = repeats(this, other)
        nearest = max(nearest, likeness)
        if reason:
            evidence: dict[str, str | int | float | bool]
            evidence = {"where": reason, "title": other.title, "likeness": round(likeness, 2)}
            return GateOutcome(gate="duplicate", ok=False, evidence=evidence)
    return GateOutcome(
        gate="duplicate",
        ok=True,
        evidence={"compared": len(before), "likeness": round(nearest, 2)},
    )


def repeats(this: Known, other: Known) -> tuple[str, float]:
    """Return what of a problem repeats another, and how alike their statements are.

    That is its seed, its statement or its reference, or nothing, which is the empty word.
    """
    likeness = statement_likeness(this.statement, other.statement)
    same_family = this.family is not None and this.family == other.family
    if same_family and this.seed == other.seed and this.language == other.language:
        return "seed", likeness
    if likeness >= STATEMENT_LIMIT:
        return "statement", likeness
    are_families = this.family is not None and other.family is not None
    is_solved_alike = (
        this.language == other.language
        and not are_families
        and code_likeness(this.sketch, other.sketch) >= CODE_LIMIT
    )
    return ("reference" if is_solved_alike else ""), likeness


def _word_grams(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    if len(words) < _WORD_GRAM:
        return {tuple(words)} if words else set()
    return {tuple(words[i : i + _WORD_GRAM]) for i in range(len(words) - _WORD_GRAM + 1)}
