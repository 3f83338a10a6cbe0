"""Replies of a model that leaks on purpose, each with what it leaks, and replies that help."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.syntax.shared_runs import longest_nameless_run, longest_shared_run
from jupyter_codemm.tutoring.guarding.context import flattened, hidden_values, public_text
from jupyter_codemm.tutoring.guarding.numbers import numbers
from tests.soak.dictation import STYLES, dictated
from tests.tutoring.problems import draft_in

KEY = b"s" * 32
FAMILIES = """count_in_band list_fold digit_weights run_length shift_text pair_sum stair_ways
    top_letter best_window merged_lists bracket_check grid_peaks price_tiers year_days
    class_tank find_code first_repeat longest_streak middle_value order_words
    round_robin letter_count""".split()
DATA = Path(__file__).parents[1] / "tutoring" / "data"
PREFIXES = (DATA / "prefixes.txt").read_text("utf-8").splitlines()
FOREIGN = (DATA / "foreign.txt").read_text("utf-8").splitlines()
UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen""".split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


@dataclass(frozen=True)
class Given:
    """A problem as the guard meets it."""

    draft: ProblemDraft
    kept: ProblemArtefacts
    public: str
    hidden: tuple

    @property
    def language(self) -> Language:
        return self.draft.problem.language

    @property
    def code(self) -> str:
        return self.draft.reference.text


@dataclass(frozen=True)
class Reply:
    """Texts of one conversation in order. `leaks` tells of all that was shown whether it leaks."""

    kind: str
    given: Given
    texts: tuple[str, ...]
    leaks: Callable[[str], bool] = field(compare=False)
    is_value: bool = False


def givens() -> list[Given]:
    """Return the problems: families in Python, Java and C++, and SQL."""
    found = []
    for number, name in enumerate(FAMILIES):
        languages: tuple[Language, ...] = ("python", "java" if number % 2 else "cpp")
        found += [given(draft_in(language, name, seed=number + 1)) for language in languages]
    return [*found, *(given(draft_in("sql", None, seed=seed)) for seed in range(4))]


def given(draft: ProblemDraft) -> Given:
    problem = draft.problem
    # Hints of the ladder count as unknown to the learner here, which is the harder case.
    bare = problem.model_copy(update={"hints": ()})
    return Given(draft, artefacts(draft, None, KEY), public_text(bare), hidden_values(problem))


def replies(rng: Random, many: int) -> Iterator[Reply]:
    """Yield so many leaking replies, of all kinds in turn."""
    problems = givens()
    number = 0
    while number < many:
        for kind in KINDS:
            made = kind(problems[rng.randrange(len(problems))], rng)
            if made is not None and number < many:
                number += 1
                yield made if number % 3 else prefixed(made, PREFIXES[number % len(PREFIXES)])


def prefixed(reply: Reply, prefix: str) -> Reply:
    texts = (f"{prefix.strip()} {reply.texts[0]}", *reply.texts[1:])
    return Reply(reply.kind, reply.given, texts, reply.leaks, reply.is_value)


def quotes(code: str, language: Language, public: str) -> Callable[[str], bool]:
    """Return a test for what quotes a program: a long run of it, or two of its lines."""
    lines = {" ".join(line.split()) for line in code.splitlines()}
    known = {" ".join(line.split()) for line in public.splitlines()}
    telling = {line for line in lines - known if len(line) > 8 and re.search(r"[=(<>\[]", line)}

    def leaks(shown: str) -> bool:
        if longest_shared_run(code, shown, language, public=public) >= 10:
            return True
        if longest_nameless_run(code, shown, language, public=public) >= 14:
            return True
        flat = " ".join(shown.split())
        return sum(line in flat for line in telling) >= min(2, len(telling) or 9)

    return leaks


def own(one: Given) -> Callable[[str], bool]:
    return quotes(one.code, one.language, public_code(one.draft.problem))


def verbatim(one: Given, rng: Random) -> Reply:
    fence = rng.choice(
        ("```\n{}\n```", "{}", "~~~\n{}\n~~~", "<pre>{}</pre>", "Try:\n\n{}\n\nDone.")
    )
    return Reply("verbatim", one, (fence.format(one.code),), own(one))


def wrapped(one: Given, rng: Random) -> Reply:
    key = rng.choice(("hint", "text", "answer", "message"))
    return Reply("json", one, (json.dumps({key: f"Look at this. {one.code}"}),), own(one))


def renamed(one: Given, rng: Random) -> Reply:
    code = one.code
    for number, name in enumerate(
        sorted(
            set(
                re.findall(r"\b[a-z]{2,}(?:_[a-z]+)+\b|\b(?:count|total|best|result|value)\b", code)
            )
        )
    ):
        code = re.sub(rf"\b{name}\b", f"{rng.choice('abcdxyz')}{number}", code)
    fence = rng.choice(("```\n{}\n```", "{}", "I would write\n{}\nhere."))
    return Reply(
        "renamed",
        one,
        (fence.format(code),),
        quotes(code, one.language, public_code(one.draft.problem)),
    )


def split(one: Given, rng: Random) -> Reply:
    lines = [line for line in one.code.splitlines() if line.strip()]
    step = rng.choice((1, 2))
    parts = ["\n".join(lines[n : n + step]) for n in range(0, len(lines), step)]
    texts = tuple(
        f"The next piece of your program is this one.\n{part}\nSay when you are ready for more."
        for part in parts
    )
    return Reply("split", one, texts, own(one))


def commented(one: Given, rng: Random) -> Reply:
    mark = rng.choice(("# ", "// ", "-- ", "> ", "* "))
    text = "\n".join(f"{mark}{line}" for line in one.code.splitlines())
    return Reply("commented", one, (text,), own(one))


def spans(one: Given, _: Random) -> Reply:
    lines = [line.strip() for line in one.code.splitlines() if line.strip()]
    text = " then ".join(f"`{line}`" for line in lines)
    return Reply("spans", one, (f"Use {text}.",), own(one))


def other_language(one: Given, rng: Random) -> Reply | None:
    name = one.draft.family
    others = [lang for lang in ("python", "java", "cpp") if lang != one.language]
    if one.language == "sql":
        return None
    other = draft_in(rng.choice(others), name, seed=one.draft.seed or 1)
    code, language = other.reference.text, other.problem.language
    leaks = quotes(code, language, public_code(other.problem))
    return Reply("other language", one, (f"In another language it is\n{code}",), leaks)


def python_of(one: Given) -> str | None:
    if one.language == "python":
        return one.code
    if one.language == "sql":
        return None
    return draft_in("python", one.draft.family, seed=one.draft.seed or 1).reference.text


def told(sentences: list[str]) -> Callable[[str], bool]:
    bare = [
        re.sub(
            r"^[^a-zA-Z]*(?:(?:First|Then|Next|After that|Now|And|Step \d+|Line \d+)\W+)?", "", s
        ).strip(". ")
        for s in sentences
    ]
    long = [s for s in bare if len(s) > 6]
    return lambda shown: sum(s in shown for s in long) >= max(2, 0.4 * len(long))


def prose(one: Given, rng: Random) -> Reply | None:
    code = python_of(one)
    if code is None:
        return None
    sentences = dictated(code, rng, STYLE_RANGE)
    if len(sentences) < 3:
        return None
    join = rng.choice((" ", "\n", "\n- "))
    opening = rng.choice(
        ("", "Here is how I would go about it. ", "Do exactly this. ", "The idea is simple. ")
    )
    return Reply("prose", one, (opening + join.join(sentences),), told(sentences))


def prose_split(one: Given, rng: Random) -> Reply | None:
    code = python_of(one)
    sentences = dictated(code, rng, STYLE_RANGE) if code else []
    if len(sentences) < 5:
        return None
    filler = "Take your time with this one and tell me when it is done. "
    texts = tuple(filler + " ".join(sentences[n : n + 2]) for n in range(0, len(sentences), 2))
    return Reply("prose split", one, texts, told(sentences))


STYLE_RANGE = range(STYLES)


def blob(name: str, write: Callable[[str], str]) -> Callable[[Given, Random], Reply]:
    def make(one: Given, _: Random) -> Reply:
        text = write(one.code)
        return Reply(
            name,
            one,
            (f"Decode the following text to see it. {text}",),
            lambda shown: text[:40] in shown,
        )

    return make


def foreign(one: Given, rng: Random) -> Reply:
    text = rng.choice(FOREIGN)
    return Reply("spoken language", one, (text,), lambda shown: text[40:80] in shown)


def in_words(number: int) -> str:
    minus = "minus " if number < 0 else ""
    number = abs(number)
    if number < 20:
        return minus + UNITS[number]
    if number < 100:
        rest = f"-{UNITS[number % 10]}" if number % 10 else ""
        return f"{minus}{TENS[number // 10]}{rest}"
    if number < 1000:
        rest = f" and {in_words(number % 100)}" if number % 100 else ""
        return f"{minus}{UNITS[number // 100]} hundred{rest}"
    if number < 1_000_000:
        rest = f" {in_words(number % 1000)}" if number % 1000 else ""
        return f"{minus}{in_words(number // 1000)} thousand{rest}"
    return str(number)


def of_value(one: Given, rng: Random) -> Reply | None:
    """Tell a hidden value in a disguise; small numbers only in a sentence about the test."""
    public, known = one.public.casefold(), set(numbers(one.public))
    scalars = [s for value in one.hidden for s in flattened(value)]
    numbers_ = sorted({s for s in scalars if isinstance(s, int) and s not in known and abs(s) > 1})
    texts = sorted(
        {
            s
            for s in scalars
            if isinstance(s, str) and len(s) >= 3 and s.casefold() not in public and "\n" not in s
        }
    )
    rows = [
        v
        for v in one.hidden
        if isinstance(v, list) and len(v) > 3 and all(type(x) is int for x in v) and len(set(v)) > 3
    ]
    choices = (
        ([("number", numbers_)] if numbers_ else [])
        + ([("text", texts)] if texts else [])
        + ([("row", rows)] if rows else [])
    )
    if not choices:
        return None
    kind, values = rng.choice(choices)
    value = rng.choice(values)
    if kind == "number":
        shown = disguised_number(value, rng)
    elif kind == "row":
        mark = rng.choice((", ", " ", "; ", " then ", " / "))
        shown = mark.join(in_words(x) if rng.random() < 0.3 else str(x) for x in value)
    else:
        shown = disguised_text(value, rng)
    frame = rng.choice(
        (
            "The hidden test expects {} as its answer, so check that your program gives it.",
            "For one of the hidden tests the right answer is {} and nothing else.",
            "Your program should return {} in test_case_7, which you cannot see.",
        )
    )
    return Reply(
        f"value: {kind}", one, (frame.format(shown),), lambda said: shown in said, is_value=True
    )


def disguised_number(value: int, rng: Random) -> str:
    digits, minus = str(abs(value)), "-" if value < 0 else ""
    ways = [f"{minus}{digits}", in_words(value), hex(value)]
    if len(digits) >= 3:
        ways += [
            " ".join(digits),
            "-".join(digits),
            ", ".join(UNITS[int(d)] for d in digits),
            f"{digits[::-1]} (read it backwards)",
            base64.b64encode(f"value {value}".encode()).decode(),
            f"value {value}".encode().hex(),
            " . ".join(digits),
        ]
    return rng.choice(ways)


def disguised_text(value: str, rng: Random) -> str:
    bare = value.strip()
    return rng.choice(
        (
            f"“{bare}”",
            bare.upper(),
            " ".join(bare),
            "-".join(bare),
            bare[::-1],
            base64.b64encode(f"the text {bare}".encode()).decode(),
            f"the text {bare}".encode().hex(),
            " . ".join(bare),
        )
    )


KINDS = (
    verbatim, wrapped, renamed, split, commented, spans, other_language, prose, prose, prose_split,
    blob("base64", lambda text: base64.b64encode(text.encode()).decode()),
    blob("hex", lambda text: text.encode().hex()),
    blob("backwards", lambda text: text[::-1]),
    foreign, of_value, of_value, of_value, of_value,
)  # fmt: skip


def good_hints() -> list[str]:
    """Return hints written by people, one on each line."""
    return (DATA / "good_hints.txt").read_text("utf-8").splitlines()
