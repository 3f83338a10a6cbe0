"""Quizzes through the real server: a reload keeps one, its answers count once."""

from __future__ import annotations

from tests.handlers.test_query_routes import refusal

BODY = {"language": "python", "topic": "loops"}


async def test_a_quiz_from_the_question_to_the_profile(api):
    offer = await api("GET", "quizzes")
    assert "joins" in next(o["topics"] for o in offer["languages"] if o["language"] == "sql")
    query = await api("POST", "queries", body={"text": "quiz me on loops"})
    assert "Choose loops in the Progress tab" in query["answer"]["text"]

    quiz = await api("POST", "quizzes", body=BODY)
    assert await api("POST", "quizzes", body=BODY) == quiz
    assert await api("GET", "quizzes", quiz["id"]) == quiz
    assert quiz["report"] is None
    assert {frozenset(q) for q in quiz["questions"]} == {
        frozenset(("id", "kind", "prompt", "program", "choices"))
    }

    answers = {"choices": [0, 0, 0, 0, 0]}
    done = await api("POST", "quizzes", quiz["id"], "answers", body=answers)
    report = done["report"]
    assert report["correct"] == sum(mark["right"] == 0 for mark in report["marks"])
    assert all(mark["explanation"] for mark in report["marks"])
    assert await api("GET", "quizzes", quiz["id"]) == done
    again = await refusal(api, "POST", "quizzes", quiz["id"], "answers", body=answers)
    assert again == (409, "")
    (module,) = (await api("GET", "profile"))["modules"]
    assert module["quizzes"] == report["score"]
    rows = (await api("GET", "journey"))["rows"]
    assert [row["sentence"] for row in rows if row["kind"] == "quiz"] == [
        f"Quiz on loops: {report['correct']} of 5."
    ]


async def test_what_is_no_quiz_or_no_answer_is_refused(api):
    assert await refusal(api, "POST", "quizzes", body={}) == (422, "language")
    unknown = {"language": "python", "topic": "x" * 41}
    assert await refusal(api, "POST", "quizzes", body=unknown) == (422, "topic")
    assert await refusal(api, "POST", "quizzes", body=BODY | {"topic": "rust"}) == (404, "topic")
    assert await refusal(api, "GET", "quizzes", "nobody-s") == (404, "")
    quiz = await api("POST", "quizzes", body=BODY)
    for choices in ([], [0], [4, 0, 0, 0, 0], ["a"] * 5, [0] * 10_001):
        code, _ = await refusal(
            api, "POST", "quizzes", quiz["id"], "answers", body={"choices": choices}
        )
        assert code == 422
