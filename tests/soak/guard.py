"""`python -m tests.soak.guard`: a model that leaks on purpose, and one that helps, at the guard.

Every leaking reply is labelled by how it was made, and the test holds the reference: what counts is
what was shown, by a measure of its own. Beside it stands the same without the guard.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from jupyter_codemm.tutoring.checking.told import _SENTENCES
from jupyter_codemm.tutoring.explaining import explain
from jupyter_codemm.tutoring.explaining.phrases import BEHAVIOURS
from jupyter_codemm.tutoring.guarding import GuardContext, guard
from jupyter_codemm.tutoring.guarding.context import public_text
from jupyter_codemm.tutoring.hinting import bank
from jupyter_codemm.tutoring.hinting.sentences import MISUNDERSTOOD, REFLECTIONS
from jupyter_codemm.tutoring.phrasing import closed, heard, listening
from tests.soak.replies import KEY, Given, Reply, givens, good_hints, replies
from tests.tutoring.test_explaining import MESSAGES

LONGEST_PIECE = 12


def context_of(given: Given, level: int, *, shaped: bool, ladder: bool = False) -> GuardContext:
    return GuardContext(
        language=given.language,
        level=level,
        artefacts=given.kept,
        key=KEY,
        hidden=given.hidden,
        public=public_text(given.draft.problem) if ladder else given.public,
        shaped=shaped,
    )


def shown(reply: Reply, level: int) -> str:
    """Return what a learner reads of a conversation, by the safety rules alone."""
    context = context_of(reply.given, level, shaped=False)
    read: list[str] = []
    for text in reply.texts:
        told = guard(text, replace(context, said=tuple(read)))
        if told.text:
            read.append(told.text)
    return "\n".join(read)


def streamed(reply: Reply, level: int) -> str:
    """Return what a learner reads when the same comes a few characters at a time.

    What was shown of a blocked reply before the sentence that blocked it counts, too.
    """
    context = context_of(reply.given, level, shaped=False)
    cuts, read = Random(len(reply.texts[0])), []
    for text in reply.texts:
        now, rest = listening(replace(context, said=tuple(read))), text
        while rest:
            size = cuts.randint(1, LONGEST_PIECE)
            now, _ = heard(now, rest[:size])
            rest = rest[size:]
        said = now.shown + closed(now).rest
        if said:
            read.append(said)
    return "\n".join(read)


def adversarial(
    many: int, seed: int, seen: Callable[[Reply, int], str] = shown
) -> tuple[Counter, Counter, Counter, list[Reply]]:
    """Return how many of each kind there were, leaked, and leaked without a guard."""
    all_, leaked, open_, misses = Counter(), Counter(), Counter(), []
    for number, reply in enumerate(replies(Random(seed), many)):
        all_[reply.kind] += 1
        open_[reply.kind] += reply.leaks("\n".join(reply.texts))
        if reply.leaks(seen(reply, 1 + number % 3)):
            leaked[reply.kind] += 1
            misses.append(reply)
    return all_, leaked, open_, misses


def benign() -> list[tuple[str, str, bool]]:
    """Return helpful texts: where they come from, and whether they have the shape of a hint."""
    found = [("written by people", text, True) for text in good_hints()]
    found += [("topic bank", entry.text, True) for entry in bank().values()]
    found += [("behaviour", text, False) for text in BEHAVIOURS.values()]
    found += [("misunderstanding", text, False) for text in MISUNDERSTOOD.values()]
    found += [("reflection", text, False) for text in REFLECTIONS]
    found += [
        ("finding", text.format(line=3, name="`total`"), False) for text in _SENTENCES.values()
    ]
    return found


def explained() -> list[tuple[str, str, bool]]:
    texts = {explain(m["language"], m["output"], m["source"]).text for m in MESSAGES}
    return [("explanation", text, False) for text in sorted(texts)]


def replaced(texts: Sequence[tuple[tuple[str, str, bool], Given]], *, verbose: bool) -> Counter:
    """Return how many helpful texts were not shown as they are, four good hints into a talk."""
    all_, lost, hints = Counter(), Counter(), good_hints()
    for number, ((kind, text, is_shaped), given) in enumerate(texts):
        context = context_of(given, 2, shaped=is_shaped, ladder=True)
        told = guard(text, replace(context, said=tuple(hints[number % 30 : number % 30 + 4])))
        all_[kind] += 1
        if told.text is None or told.reasons:
            lost[kind] += 1
            if verbose:
                print(f"  replaced ({kind}, {told.reasons}): {text}")
    for kind, count in all_.items():
        print(f"  {kind:20} {lost[kind]:4} of {count}")
    print(f"benign replaced: {lost.total()} of {all_.total()} = {lost.total() / all_.total():.2%}")
    return lost


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak.guard")
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--streamed", action="store_true", help="in pieces, as models send it")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    started = time.perf_counter()
    all_, leaked, open_, misses = adversarial(
        options.many, options.seed, streamed if options.streamed else shown
    )
    seconds = time.perf_counter() - started
    for kind, count in sorted(all_.items()):
        print(
            f"  {kind:20} {leaked[kind]:4} of {count:4} leaked, {open_[kind]:4} without the guard"
        )
    values = sum(1 for miss in misses if miss.is_value)
    share = leaked.total() / all_.total()
    print(
        f"adversarial: {leaked.total()} of {all_.total()} = {share:.2%} leaked, "
        f"{values} hidden values; without the guard {open_.total() / all_.total():.2%}; "
        f"{1000 * seconds / all_.total():.1f} ms each"
    )
    if options.verbose:
        for miss in misses[:25]:
            where = f"{miss.given.draft.family} {miss.given.language}"
            print(f"  LEAK {miss.kind} {where}: {miss.texts!r:.700}")
    problems = givens()
    spread = [problems[n % len(problems)] for n in range(1000)]
    plain = list(zip([*benign(), *explained()], spread, strict=False))
    ladder = [
        ((f"ladder, level {hint.level}", hint.text, False), one)
        for one in problems
        for hint in one.draft.problem.hints
    ]
    replaced([*plain, *ladder], verbose=options.verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main())
