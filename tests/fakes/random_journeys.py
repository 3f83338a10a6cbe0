"""Random journeys: many records of every kind, in any order, with clocks that go astray."""

from __future__ import annotations

import random

from jupyter_codemm.contracts.inquiry import QUERY_TYPES
from jupyter_codemm.contracts.journey_talk import (
    AnswerRated,
    ConsentChanged,
    HintRequested,
    QueryAnswered,
    QueryFailed,
    QueryRouted,
    RecordingPaused,
    RecordingResumed,
    StruggleResolved,
    TeacherViewed,
)
from jupyter_codemm.contracts.journey_work import (
    ActivityOpened,
    CodeReset,
    EpisodeClosed,
    WorkSessionClosed,
    WorkSessionOpened,
)
from tests.fakes.diary import STARTER, Diary
from tests.fakes.thirteen import call

TOPICS = ("loops", "strings", "lists", "maps", "recursion", "sorting")
ERRORS = ("NameError", "TypeError", "IndexError", None)
GAPS = (0, 1, 5, 20, 45, 90, 240, 301, 1900, 90_000, 200_000, -3, -4000)
WORDS = ("I'm stuck", "How do loops work?", "\ud83d what\0", "não entendo", "x" * 10_000, "é")


def random_journey(count: int, seed: int = 1, *, problems: int = 60) -> Diary:
    """Return a diary of exactly `count` records; the same seed gives the same ones."""
    rng = random.Random(seed)
    diary = Diary()
    told = {
        f"p{n}": {
            "topics": tuple(rng.sample(TOPICS, rng.choice((1, 1, 2, 3)))),
            "difficulty": rng.choice(("easy", "medium", "hard")),
            "language": rng.choice(("python", "java", "sql")),
            "scaffold": rng.choice((0.0, 0.3, 0.8)),
            "family": rng.choice((None, "tally_top", "rotate")),
            "median_seconds": rng.choice((None, 300)),
        }
        for n in range(problems)
    }
    while len(diary.records) < count:
        diary.session = f"s{rng.randrange(1, 4)}"
        after = rng.choice(GAPS) if rng.random() < 0.2 else rng.randrange(2, 60)
        if not diary.records or rng.random() < 0.08:
            problem = rng.choice(sorted(told))
            diary.open(problem, after=after, **told[problem])
        else:
            _line(rng, diary, after, f"def total(v):\n    return {rng.randrange(12)}\n")
    return diary


def _line(rng: random.Random, diary: Diary, after: int, code: str) -> None:
    kind = rng.choice(("run", "run", "run", "submit", "submit", "save", "hint", "talk", "rare"))
    error = rng.choice(ERRORS)
    match kind:
        case "run":
            diary.run(error, ok=error is None and rng.random() < 0.7, after=after, code=code)
        case "submit":
            passed = rng.choice((0, 2, 5, 6, 8, 8))
            diary.submit(passed, after=after, error=None if passed == 8 else error, code=code)
        case "save":
            diary.save(code, origin=rng.choice(("manual", "autosave")), after=after)
        case "hint":
            diary.hint(rng.randrange(6), counted=rng.random() < 0.8, after=after)
        case "talk":
            _talk(rng, diary, after)
        case _:
            _rare(rng, diary, after)


def _talk(rng: random.Random, diary: Diary, after: int) -> None:
    asked = diary.ask(rng.choice(WORDS), after=after)
    query_id = asked.event.query_id
    target = rng.choice(("concept", "debug", "exercise"))
    known = {"query_type": rng.choice(QUERY_TYPES), "reason": "why", "method": "rule"}
    later = (
        QueryRouted(query_id=query_id, origin="triage", target=target, **known),
        rng.choice(
            (
                QueryFailed(query_id=query_id, reason="The model is away."),
                QueryAnswered(query_id=query_id, service=target, format="text", text="So."),
                QueryAnswered(
                    query_id=query_id,
                    service=target,
                    format="code",
                    text="Like this.",
                    provider="local",
                    call=call(rng.randrange(900), rng.randrange(300)),
                ),
            )
        ),
        AnswerRated(query_id=query_id, rating=rng.randrange(1, 6)),
    )
    for event in later[: rng.randrange(4)]:
        diary.add(event, after=rng.randrange(3))


def _rare(rng: random.Random, diary: Diary, after: int) -> None:
    if rng.random() < 0.3:
        diary.quiz(rng.randrange(6), topic=rng.choice(TOPICS), after=after)
        return
    trigger = rng.choice(("same_error", "failed_runs", "says_stuck", "long_without_pass"))
    events = (
        WorkSessionOpened(),
        WorkSessionClosed(reason=rng.choice(("submitted", "closed", "idle", "reset"))),
        ActivityOpened(title="Loops"),
        CodeReset(),
        HintRequested(level=rng.randrange(1, 5)),
        EpisodeClosed(by=rng.choice(("learner", "idle"))),
        ConsentChanged(recording=True, research=rng.random() < 0.5),
        RecordingPaused(),
        RecordingResumed(),
        StruggleResolved(trigger=trigger, topic=rng.choice(TOPICS), by="learner"),
        TeacherViewed(viewer="teacher"),
    )
    event = rng.choice(events)
    diary.add(event, after=after, code=STARTER if event.type == "code_reset" else None)
