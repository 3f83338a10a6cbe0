"""What a run told of references and hidden tests: in events, logs, records and notebooks."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.evaluation.triples import Reply, Triple
from jupyter_codemm.gates import leak_limit, longest_shared_run, public_code
from jupyter_codemm.ports import FinishedSlot

SHORTEST = 8


class Heard(logging.Handler):
    """The events and log lines of one slot."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []

    def event(self, text: str) -> None:
        """Remember an event as it was sent."""
        self.texts.append(("event", text))

    def emit(self, record: logging.LogRecord) -> None:
        """Remember a log line."""
        self.texts.append(("log", record.getMessage()))


def leaks(
    replies: Sequence[Reply], triple: Triple, finished: FinishedSlot | None, heard: Heard
) -> list[str]:
    """Return where a reference of a slot, or a hidden test, is told; nothing when all is well."""
    texts = list(heard.texts)
    if finished is not None:
        texts.append(("verification", finished.verification.model_dump_json()))
        texts += [("problem", text) for text in _told_to_learners(finished.problem)]
    codes = {str(reply.get("reference", "")) for reply in replies}
    # What follows from the signature alone is no secret, once there is a signature.
    public = public_code(finished.problem) if finished else ""
    found = [
        f"{where}: reference"
        for where, text in texts
        for code in codes
        if finished is not None
        and longest_shared_run(code, text, triple.language, public=public)
        >= leak_limit(code, triple.language, public=public)
    ]
    if finished is not None:
        found += [
            f"{where}: hidden test"
            for where, text in texts
            for hidden in _hidden(finished.problem)
            if hidden in text
        ]
    return sorted(set(found))


def _told_to_learners(problem: Problem) -> Iterator[str]:
    yield from (problem.title, problem.statement, problem.starter)
    yield from (hint.text for hint in problem.hints)


def _hidden(problem: Problem) -> Iterator[str]:
    """Yield hidden inputs as JSON that are long enough to be told from chance."""
    for test in problem.tests:
        if test.visibility == "hidden":
            text = json.dumps(test.input.to_json())
            if len(text) >= SHORTEST:
                yield text
