"""The journey of thirteen things, played by a learner through the real server, seen everywhere.

open, ask, run with an exception, ask, hint, run, save, submit 6/8, hint, submit 8/8, reflection,
rate, close: what replay, history, statistics and exports say of it agrees with the fixture.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter

from jupyter_codemm.handlers.routes import PREFIX
from jupyter_codemm.ports import Learner
from tests.fakes.thirteen import thirteen
from tests.handlers.test_hint_routes import wrong_answer
from tests.handlers.test_solving_routes import a_problem
from tests.journey.progsnap_checker import problems, table

THIRTEEN = (
    "opened question run question hint run saved submitted hint submitted hint rated closed"
).split()
FINE = {"stdin": "3\n", "stdout": "6\n"}
SOMEBODY_ELSE, THEIR_WORDS = "somebody-else", "Why does valeus fail?"


def knowing(problem: dict, tests: list[dict]) -> str:
    """Return an answer that is right for these tests and gives None for all others."""
    known = [(test["input"]["args"], test["expected"]["value"]) for test in tests]
    names = ", ".join(param["name"] for param in problem["signature"]["params"])
    return (
        f"def {problem['signature']['name']}({names}):\n"
        f"    known = {known!r}\n"
        f"    return next((value for given, value in known if given == [{names}]), None)\n"
    )


class Player:
    """Does what a learner does in a page, and remembers what was answered."""

    def __init__(self, api, problem: dict) -> None:
        self.api = api
        self.problem = problem
        self.starter = problem["starter"]
        self.broken = wrong_answer(problem, "valeus")["code"]
        self.halfway = knowing(problem, problem["tests"][:6])
        self.right = knowing(problem, problem["tests"])

    async def ask(self, method: str, *path: str, code: str | None = None, **more):
        params = more.pop("params", {})
        body = {"problem_id": self.problem["id"]} | more
        if code is not None:
            body["source"] = {"code": code}
        return await self.api(method, *path, body=body, params=params)

    async def play(self) -> None:
        """Do the thirteen things."""
        await self.ask("POST", "notes", what="opened", code=self.starter)
        self.first = await self.ask("POST", "queries", text="What is a loop?", code=self.starter)
        self.failed = await self.ask("POST", "run", code=self.broken)
        second = "I got a NameError, what does it mean?"
        self.second = await self.ask("POST", "queries", text=second, code=self.broken)
        self.hint = await self.ask("POST", "hints", code=self.broken)
        await self.ask("POST", "notes", what="ran", code=self.halfway, run=FINE)
        await self.ask("POST", "notes", what="saved", code=self.halfway)
        self.six = await self.submit(self.halfway)
        self.second_hint = await self.ask("POST", "hints", submission_id=self.six["id"])
        self.eight = await self.submit(self.right)
        self.reflection = await self.ask("POST", "hints", submission_id=self.eight["id"])
        rating = {"rating": 4, "comment": "clear"}
        await self.api("PUT", "queries", self.second["id"], "rating", body=rating)
        await self.ask("POST", "notes", what="closed")

    async def submit(self, code: str) -> dict:
        return await self.ask("POST", "submit", code=code, params={"wait": "60"})


async def store_of(server):
    (app,) = server.extension_manager.extension_apps["jupyter_codemm"]
    return (await app.once.get()).ctx.store


async def keep_somebody_else(server) -> None:
    """Put the fixture's journey into the store as that of another learner."""
    store = await store_of(server)
    diary = thirteen()

    def work(tx):
        tx.journeys.learner(SOMEBODY_ELSE)
        tx.journeys.keep_code(SOMEBODY_ELSE, list(diary.codes.values()))
        tx.journeys.append(SOMEBODY_ELSE, diary.records)
        tx.journeys.save(Learner(SOMEBODY_ELSE, last_id=diary.records[-1].id))

    await store.transact(work)


async def test_the_thirteen_things_are_seen_alike_everywhere(api, jp_fetch, jp_serverapp):
    player = Player(api, await a_problem(api, jp_fetch))
    await keep_somebody_else(jp_serverapp)
    await player.play()
    name = player.problem["id"]
    assert [player.six["outcome"]["passed"], player.eight["outcome"]["passed"]] == [6, 8]
    hints = (player.hint, player.second_hint, player.reflection)
    assert [hint["ruling"] for hint in hints] == ["given"] * 3
    assert [hint["level"] for hint in hints] == [1, 2, 0]

    await check_replay(api, player)
    versions = (await api("GET", "problems", name, "solutions"))["versions"]
    assert [version["origin"] for version in versions] == ["manual", "submit", "submit"]
    interactions = (await api("GET", "journey", "interactions"))["rows"]
    assert [row["kind"] for row in interactions] == (
        "question run question run submission submission".split()
    )
    await check_statistics(api, player)
    await check_exports(api, jp_fetch, player)
    await check_erasure(api, jp_fetch)


async def check_replay(api, player: Player) -> None:
    """The timeline has the thirteen things, and each shows the page as it stood."""
    about = {"problem_id": player.problem["id"]}
    timeline = await api("GET", "journey", params=about)
    assert [row["kind"] for row in timeline["rows"]] == THIRTEEN
    assert timeline["steps"] == timeline["rows"][-1]["step"]
    steps = [
        await api("GET", "journey", "steps", str(row["step"]), params=about)
        for row in timeline["rows"]
    ]
    starter, broken, halfway, right = (
        text.rstrip() for text in (player.starter, player.broken, player.halfway, player.right)
    )
    codes = [starter] * 2 + [broken] * 3 + [halfway] * 4 + [right] * 4
    assert [step["code"].rstrip() for step in steps] == codes
    assert (steps[2]["run"]["verdict"], steps[2]["run"]["error_type"]) == (
        "runtime_error",
        "NameError",
    )
    assert steps[5]["run"]["verdict"] == "accepted"
    assert FINE.items() <= steps[5]["run"].items()
    assert [step["tests_passed"] for step in steps] == [0] * 7 + [6, 6] + [8] * 4
    assert [step["hints_used"] for step in steps] == [0] * 4 + [1] * 4 + [2] * 5
    assert [len(step["chat"]) for step in steps] == [0, 2, 2, 4, 5, 5, 5, 5, 6, 6, 7, 7, 7]
    assert [step["solved"] for step in steps] == [False] * 9 + [True] * 4
    assert [step["session_open"] for step in steps] == [True] * 12 + [False]
    chat = steps[-1]["chat"]
    assert chat[1]["text"] == player.first["answer"]["text"]
    assert (chat[3]["rating"], steps[10]["chat"][3]["rating"]) == (4, None)


async def check_statistics(api, player: Player) -> None:
    """Solved once in two submissions with two hints, and no offer of help."""
    profile = await api("GET", "profile")
    counts = {"attempts": 2, "solved": 1, "hints_used": 2}
    assert counts.items() <= profile["totals"].items()
    assert [skill["tag"] for skill in profile["skills"]] == sorted(player.problem["topics"])
    assert all(counts.items() <= skill.items() for skill in profile["skills"])
    assert profile["alerts"] == []
    (worked,) = (await api("GET", "journey", "problems"))["problems"]
    assert counts.items() <= (worked | {"solved": int(worked["solved"])}).items()


async def check_exports(api, jp_fetch, player: Player) -> None:
    """Every form holds every record of the learner, and nothing of anybody else's."""
    whole = await api("GET", "me", "export")
    records = whole["records"]
    assert [record["id"] for record in records] == list(range(1, len(records) + 1))
    types = Counter(record["event"]["type"] for record in records)
    assert (types["run"], types["submitted"], types["hint_shown"], types["query_asked"]) == (
        *(2, 2),
        *(3, 2),
    )
    assert len(whole["code_states"]) == 4
    assert (len(whole["submissions"]), len(whole["questions"])) == (2, 2)
    assert THEIR_WORDS not in json.dumps(whole, ensure_ascii=False)

    text = (await jp_fetch(PREFIX, "me", "export", params={"format": "csv"})).body.decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(records)
    assert THEIR_WORDS not in text

    packed = (await jp_fetch(PREFIX, "me", "export", params={"format": "progsnap2"})).body
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        files = {one: archive.read(one).decode() for one in archive.namelist()}
    assert problems(files) == []
    events = Counter(row["EventType"] for row in table(files["MainTable.csv"]))
    assert (events["Submit"], events["Run.Program"]) == (2, 2)
    assert THEIR_WORDS not in "".join(files.values())


async def check_erasure(api, jp_fetch) -> None:
    """Nothing is left of the learner; the other one keeps everything."""
    sentence = {"confirm": "erase everything about me"}
    rows = (await api("POST", "me", "erase", body=sentence))["rows"]
    assert rows["journey"] > 13
    whole = await api("GET", "me", "export")
    for part in ("records", "code_states", "submissions", "questions", "conversations"):
        assert whole[part] == []
    assert (await api("GET", "journey"))["rows"] == []
    assert (await api("GET", "journey", "problems"))["problems"] == []


async def test_erasing_oneself_takes_nothing_from_others(api, jp_fetch, jp_serverapp):
    await a_problem(api, jp_fetch)
    await keep_somebody_else(jp_serverapp)
    await api("POST", "me", "erase", body={"confirm": "erase everything about me"})
    store = await store_of(jp_serverapp)
    left = await store.transact(lambda tx: tx.journeys.records(SOMEBODY_ELSE))
    assert len(left) == len(thirteen().records)
