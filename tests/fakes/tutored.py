"""A real server with a tutor that has a model: one problem with its artefacts, and what is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from jupyter_codemm.contracts.activity import Activity
from jupyter_codemm.gates.artefacts import artefacts
from jupyter_codemm.handlers.routes import PREFIX
from jupyter_codemm.services.context import LOCAL_USER
from jupyter_codemm.tutoring.guarding import hidden_values
from jupyter_codemm.tutoring.guarding.context import public_text
from tests.fakes.model_endpoint import ModelEndpoint, Seen, Step, refusal
from tests.soak.replies import Given
from tests.tutoring.problems import draft_in

TUTOR = ("patient programming tutor", "sort the question")


@dataclass
class TutorSteps:
    """What the endpoint does, which may change: authors are refused, tutors get `step`."""

    step: Step = field(default_factory=lambda: refusal(500))

    def __call__(self, seen: Seen) -> Step:
        system = seen.body["messages"][0]["content"]
        return self.step if any(words in system for words in TUTOR) else refusal(401)


def endpoint_of(steps: TutorSteps) -> ModelEndpoint:
    return ModelEndpoint(steps)


async def add_problem(jp_serverapp, family: str = "count_in_band", seed: int = 1) -> Given:
    """Store an activity of one built-in problem, as generation would."""
    (extension,) = jp_serverapp.extension_manager.extension_apps["jupyter_codemm"]
    ctx = (await extension.once.get()).ctx
    draft = draft_in("python", family, seed=seed)
    kept = artefacts(draft, None, ctx.key)
    activity = Activity(
        id="activity-1",
        owner=LOCAL_USER,
        title="One",
        language="python",
        problems=(draft.problem,),
        created_at=ctx.clock.now(),
    )

    def work(tx) -> None:
        tx.activities.add(activity)
        tx.artefacts.keep(kept)

    await ctx.store.transact(work)
    return Given(draft, kept, public_text(draft.problem), hidden_values(draft.problem))


def wrong(given: Given, value: str = "None", comment: str = "") -> dict[str, str]:
    """Return a program that gives the same for everything."""
    signature = given.draft.problem.signature
    listed = ", ".join(param.name for param in signature.params)
    return {"code": f"def {signature.name}({listed}):\n    # {comment}\n    return {value}\n"}


async def followed(jp_fetch, key: str) -> tuple[list[str], str]:
    """Return the parts of a wording and its end."""
    answer = await jp_fetch(PREFIX, "wordings", key, "stream", request_timeout=60)
    assert answer.headers["Content-Type"] == "text/event-stream"
    blocks = [b for b in answer.body.decode().strip().split("\n\n") if not b.startswith(":")]
    told = [json.loads(block.split("data: ", 1)[1]) for block in blocks]
    assert [one["type"] for one in told] == ["part"] * (len(told) - 1) + ["end"]
    return [one["text"] for one in told[:-1]], told[-1]["text"]


async def hint_of_verdict(api, given: Given, source: dict[str, str]) -> dict[str, Any]:
    problem = given.draft.problem.id
    body = {"problem_id": problem, "source": source}
    submission = await api("POST", "submit", body=body, params={"wait": "30"})
    asked = {"problem_id": problem, "submission_id": submission["id"]}
    return await api("POST", "hints", body=asked)


async def talk_of(api, problem_id: str) -> str:
    """Return every text that is stored of what was said, without times and numbers of records."""
    chat = (await api("GET", "problems", problem_id, "journey"))["chat"]
    rows = (await api("GET", "journey", params={"problem_id": problem_id}))["rows"]
    queries = (await api("GET", "queries"))["queries"]
    answers = [query["answer"]["text"] for query in queries if query["answer"]]
    return "\n".join(
        (*(line["text"] for line in chat), *(row["sentence"] for row in rows), *answers)
    )
