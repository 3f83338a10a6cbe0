"""`python -m tests.soak.triage`: how well questions find their specialist without a model.

Prints, for every part of the labelled questions, accuracy, macro-F1, and the share that is decided
without a model; then what was routed wrong. Words were chosen by the fixture and "dev", later by
"second" as well, which as the first held-out part had an accuracy of 0.859; never by "held_out".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jupyter_codemm.contracts.inquiry import QUERY_TYPES
from jupyter_codemm.tutoring.triage import route
from tests.tutoring.queries import Labelled, labelled


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean of the F1 of all types, from pairs of label and answer."""
    scores = []
    for kind in QUERY_TYPES:
        hits = sum(label == kind == answer for label, answer in pairs)
        wanted = sum(label == kind for label, _ in pairs)
        given = sum(answer == kind for _, answer in pairs)
        scores.append(2 * hits / (wanted + given) if wanted + given else 1.0)
    return sum(scores) / len(scores)


def measured(questions: Sequence[Labelled]) -> dict[str, float]:
    """Return the figures of some questions."""
    routed = [route(one.text, one.situation) for one in questions]
    pairs = [(one.type, told.type) for one, told in zip(questions, routed, strict=True)]
    return {
        "n": len(questions),
        "accuracy": sum(a == b for a, b in pairs) / len(pairs),
        "macro_f1": macro_f1(pairs),
        "without_a_model": sum(not told.undecided for told in routed) / len(routed),
        "sub_intents": sum(
            one.sub_intent in (None, told.sub_intent)
            for one, told in zip(questions, routed, strict=True)
        )
        / len(routed),
        "refusals": sum(
            one.refuses == told.refuses for one, told in zip(questions, routed, strict=True)
        )
        / len(routed),
    }


def main() -> None:
    """Print everything."""
    questions = labelled()
    print(Counter(one.part for one in questions))
    for part in ("fixture", "dev", "second", "held_out", "all"):
        chosen = [one for one in questions if part in ("all", one.part)]
        figures = measured(chosen)
        print(f"{part:9}", "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    for one in questions:
        told = route(one.text, one.situation)
        if told.type != one.type or told.refuses != one.refuses or told.undecided:
            mark = "unsure" if told.type == one.type and told.refuses == one.refuses else "WRONG "
            print(f"  {mark} {one.part} {one.type} → {told.type}: {one.text!r} ({told.reason})")


if __name__ == "__main__":
    main()
