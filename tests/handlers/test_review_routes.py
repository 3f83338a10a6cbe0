"""A review through the real server: an answer with a score, and the module that it feeds."""

from __future__ import annotations

from tests.handlers.test_hint_routes import submitted, wrong_answer
from tests.handlers.test_solving_routes import a_problem

ASKED = "Review my code for style"


async def test_a_review_is_of_the_program_as_it_is_and_counts_when_it_is_submitted(api, jp_fetch):
    problem = await a_problem(api, jp_fetch)
    body = {"text": ASKED, "problem_id": problem["id"]}
    early = await api("POST", "queries", body=body)
    assert "Run your program" in early["answer"]["text"]

    await submitted(api, problem, wrong_answer(problem))
    (module,) = (await api("GET", "profile"))["modules"]
    before = await api("POST", "queries", body=body)
    assert f"{module['quality']:.0f} of 100 for how it reads" in before["answer"]["text"]
    assert "no grade" in before["answer"]["text"]

    worse = {"code": problem["starter"] + "\n\ndef helper():\n    q = 1\n    return q\n"}
    now = await api("POST", "queries", body=body | {"source": worse})
    assert "`q` in line" in now["answer"]["text"]
    (after,) = (await api("GET", "profile"))["modules"]
    assert after["quality"] == module["quality"]
