"""What goes out of a class as files, and what comes in."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest

from jupyter_codemm.contracts.bundle import ChallengeBundle
from jupyter_codemm.contracts.classroom import Membership, NewChallenge
from jupyter_codemm.contracts.recording import ResearchChange, SettingsChange
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import ForbiddenError, InvalidInputError, NotFoundError
from jupyter_codemm.journey import timeline
from jupyter_codemm.services import challenges, classes
from jupyter_codemm.services.accesses import accesses_to
from jupyter_codemm.services.bundles import bundle, take_in
from jupyter_codemm.services.class_exports import class_journeys, submission_archive
from jupyter_codemm.services.entitlement import Caller
from jupyter_codemm.services.journeys import Journeys
from tests.fakes.drafts import REFERENCE, good_draft
from tests.services.schools import ADA, EVE, WRONG, School, run

ROOT = Caller("root", acts_as_staff=True)


def opened(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


async def told(one: School, user: str) -> list[tuple[str, str]]:
    log = await accesses_to(one.ctx, user)
    return [(line.actor, line.what) for line in log.accesses]


def test_a_challenge_taken_in_elsewhere_goes_out_with_the_same_bytes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    files = []

    async def out(one: School) -> None:
        await one.give(attempts=3, points=12.5)
        await one.change(title="Größer “als” \u2028 Ω")
        files.append((await bundle(one.ctx, EVE, one.challenge_id)).content)

    async def into(one: School) -> None:
        given = ChallengeBundle.parse(files[0])
        for _ in range(2):  # twice into the same hub: ids never meet
            made = await take_in(one.ctx, EVE, one.class_id, given)
            assert (made.state, made.owner, made.terms.attempts) == ("draft", "eve", 3)
            files.append((await bundle(one.ctx, EVE, made.id)).content)
        one.challenge_id = made.id
        await one.change(state="published")
        (view, *_) = (await challenges.of_class(one.ctx, ADA, one.class_id)).challenges
        assert [problem.title for problem in view.problems] == [good_draft().problem.title]

    run(tmp_path / "a", out)
    run(tmp_path / "b", into)
    assert files[0] == files[1] == files[2]
    text = files[0].decode()
    assert "Größer" in text
    for private in ("eve", "activity-1", "p-1", "challenge-"):
        assert f'"{private}' not in text


def test_a_bundle_is_for_those_who_may_see_references(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await classes.grant(one.ctx, EVE, one.class_id, "tom", "assistant")
        given = ChallengeBundle.parse((await bundle(one.ctx, EVE, one.challenge_id)).content)
        for caller, error in (
            (ADA, ForbiddenError),
            (Caller("eve"), ForbiddenError),
            (Caller("tom", acts_as_staff=True), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            with pytest.raises(error):
                await bundle(one.ctx, caller, one.challenge_id)
            with pytest.raises(error):
                await take_in(one.ctx, caller, one.class_id, given)

    run(tmp_path, scenario)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "other"}, "format"),
        ({"version": 2}, "version"),
        ({"owner": "eve"}, "owner"),
        ({"title": ""}, "title"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path, change, words):
    async def scenario(one: School) -> None:
        await one.give()
        data = json.loads((await bundle(one.ctx, EVE, one.challenge_id)).content)
        with pytest.raises(InvalidInputError, match=words):
            ChallengeBundle.parse(data | change)
        data["activity"]["problems"][0]["id"] = "other"
        with pytest.raises(InvalidInputError, match="problem-1"):
            ChallengeBundle.parse(data)

    run(tmp_path, scenario)


def test_programs_go_out_in_a_folder_for_each_learner(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(WRONG)
        one.pass_time(timedelta(minutes=1))
        newest = await one.submit(REFERENCE)
        for user in ("../../etc", "ADA"):
            await classes.grant(one.ctx, EVE, one.class_id, user, "learner")
            await one.submit(WRONG, user)
        made = await submission_archive(one.ctx, EVE, one.challenge_id)
        found = opened(made.content)
        programs = {name: text for name, text in found.items() if name.endswith(".py")}
        assert sorted(name.split("/")[1] for name in programs) == [
            "%2E.%2F..%2Fetc",
            "ADA",
            "ada~2",
        ]
        (mine,) = (text for name, text in programs.items() if "/ada~2/" in name)
        assert mine == newest.source.code
        assert all(len(name.split("/")) == 3 for name in programs)
        (readme,) = (text for name, text in found.items() if name.startswith("README"))
        assert "jplag -l python3" in readme
        assert made.content == (await submission_archive(one.ctx, EVE, one.challenge_id)).content
        assert await told(one, "ada") == [("eve", "export")]

    run(tmp_path, scenario)


async def allowed(one: School, user: str) -> None:
    await Journeys(one.ctx).change_settings(user, SettingsChange(research=True))


def test_journeys_go_out_of_who_allows_research_without_names(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        await one.submit(f"# by ada, ada@north.example\n{WRONG}")
        await one.submit(WRONG, "bob")
        await allowed(one, "ada")
        for form in ("json", "progsnap2"):
            made = await class_journeys(one.ctx, ROOT, one.class_id, form)
            whole = (
                json.dumps(opened(made.content)) if form == "progsnap2" else made.content.decode()
            )
            for name in ("ada", "bob", "north.example"):
                assert name not in whole.replace("metadata", "").replace("Metadata", ""), form
            assert "[e-mail]" in whole
        learners = json.loads((await class_journeys(one.ctx, ROOT, one.class_id, "json")).content)[
            "learners"
        ]
        assert [len(each["code_states"]) for each in learners] == [1]
        states = {state["id"] for state in learners[0]["code_states"]}
        known = await one.ctx.store.transact(lambda tx: tx.journeys.records("ada"))
        assert not states & {record.code_state_id for record in known}
        files = opened((await class_journeys(one.ctx, ROOT, one.class_id, "progsnap2")).content)
        rows = list(csv.DictReader(io.StringIO(files["MainTable.csv"])))
        assert {row["SubjectID"] for row in rows} == {learners[0]["subject"]}
        assert {row["CourseID"] for row in rows} == {one.class_id}
        assert await told(one, "ada") == [("root", "export")]
        assert await told(one, "bob") == []

    run(tmp_path, scenario)


def test_what_is_chosen_for_a_class_goes_before_what_is_said_of_all(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob"):
            await one.submit(WRONG, user)
        journeys = Journeys(one.ctx)

        async def choose(user: str, allows: bool | None, class_id: str = one.class_id):
            told = ResearchChange(class_id=class_id, allows=allows)
            return await journeys.change_settings(user, SettingsChange(research_in=told))

        async def goes_out() -> list[int]:
            made = await class_journeys(one.ctx, ROOT, one.class_id, "json")
            learners = json.loads(made.content)["learners"]
            return [len(each["records"]) > 0 for each in learners]

        await allowed(one, "bob")
        await choose("bob", allows=False)
        assert await goes_out() == []
        assert await told(one, "bob") == []
        settings = await choose("ada", allows=True)
        assert not settings.research
        assert [each.model_dump() for each in settings.research_in] == [
            {"class_id": one.class_id, "allows": True}
        ]
        assert await goes_out() == [True]
        assert await told(one, "ada") == [("root", "export")]
        await choose("ada", allows=None)
        assert await goes_out() == []
        trees = await classes.create_class(one.ctx, ROOT, "o1", "Trees")
        await classes.grant(one.ctx, ROOT, trees.id, "ada", "learner")
        await choose("ada", allows=True, class_id=trees.id)
        assert await goes_out() == []
        with pytest.raises(NotFoundError):
            await choose("bob", allows=True, class_id=trees.id)
        records = await one.ctx.store.transact(lambda tx: tx.journeys.records("ada"))
        said = [record.event for record in records if record.event.type == "consent_changed"]
        assert [(each.class_id, each.class_name, each.research) for each in said] == [
            (one.class_id, "Loops", True),
            (one.class_id, "Loops", False),
            (trees.id, "Trees", True),
        ]
        last = timeline(records)[-1].sentence
        assert last == "Research on the work in the class Trees is allowed."
        await classes.delete_class(one.ctx, ROOT, trees.id)
        await choose("ada", allows=False, class_id=trees.id)
        records = await one.ctx.store.transact(lambda tx: tx.journeys.records("ada"))
        last = timeline(records)[-1].sentence
        assert last == "Research on the work in one class is not allowed."

    run(tmp_path, scenario)


def test_work_that_another_class_gives_too_needs_its_consent_as_well(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        trees = await classes.create_class(one.ctx, ROOT, "o1", "Trees")
        await classes.grant(one.ctx, ROOT, trees.id, "eve", "instructor")
        await classes.grant(one.ctx, ROOT, trees.id, "ada", "learner")
        await one.submit(WRONG)
        await allowed(one, "ada")
        asked = NewChallenge(activity_id="activity-1")
        await challenges.create(one.ctx, EVE, trees.id, asked)

        async def goes_out(allows: bool | None) -> list[bool]:
            told = ResearchChange(class_id=trees.id, allows=allows)
            await Journeys(one.ctx).change_settings("ada", SettingsChange(research_in=told))
            made = await class_journeys(one.ctx, ROOT, one.class_id, "json")
            learners = json.loads(made.content)["learners"]
            return [any(row["problem_id"] for row in each["records"]) for each in learners]

        assert await goes_out(allows=None) == [True]
        assert await goes_out(allows=False) == [False]
        await classes.unenrol(one.ctx, ROOT, trees.id, "ada")
        assert await goes_out(allows=False) == [False]
        assert await goes_out(allows=True) == [True]

    run(tmp_path, scenario)


def test_journeys_are_for_who_manages_the_class(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for caller, error in (
            (EVE, ForbiddenError),
            (Caller("root"), ForbiddenError),
            (Caller("zoe", acts_as_staff=True), NotFoundError),
        ):
            with pytest.raises(error):
                await class_journeys(one.ctx, caller, one.class_id, "json")
        for caller, error in ((ADA, ForbiddenError), (Caller("zoe", True), NotFoundError)):
            with pytest.raises(error):
                await submission_archive(one.ctx, caller, one.challenge_id)

    run(tmp_path, scenario)


def test_a_program_of_several_files_keeps_their_names(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        done = await one.submit(REFERENCE)
        files = {"solution.py": REFERENCE, "other.py": "x = 1\n"}
        more = done.updated(id="u-files", source=Source(files=files).to_json())
        await one.ctx.store.transact(lambda tx: tx.submissions.add(more))
        await one.submit(WRONG, "bob")
        await one.ctx.store.transact(
            lambda tx: tx.attempts.save(
                tx.attempts.of_challenge(one.challenge_id, "ada")[0].updated(
                    submission_ids=["u-files"]
                )
            )
        )
        found = opened((await submission_archive(one.ctx, EVE, one.challenge_id)).content)
        names = [name.split("/")[-1] for name in found if "/ada/" in name]
        assert sorted(names) == ["other.py", "solution.py"]

    run(tmp_path, scenario)


def test_nobody_of_staff_is_in_any_file_of_the_class(tmp_path):
    async def scenario(one: School) -> None:
        await one.give()
        for user in ("ada", "bob", "dora"):
            await Journeys(one.ctx).change_settings(user, SettingsChange(research=True))
            if user == "dora":
                await classes.grant(one.ctx, EVE, one.class_id, user, "learner")
            await one.submit(f"# by bob and eve\n{WRONG}", user)
        await one.submit(REFERENCE, "eve")
        await classes.grant(one.ctx, EVE, one.class_id, "bob", "assistant")
        over_all = Membership(
            user="dora", organization_id="o1", role="coordinator", since=one.ctx.clock.now()
        )
        await one.ctx.store.transact(lambda tx: tx.memberships.begin(over_all))
        made = await submission_archive(one.ctx, EVE, one.challenge_id)
        programs = [name for name in opened(made.content) if name.endswith(".py")]
        assert [name.split("/")[1] for name in programs] == ["ada"]
        made = await class_journeys(one.ctx, ROOT, one.class_id, "json")
        assert len(json.loads(made.content)["learners"]) == 1
        assert "bob" not in made.content.decode()  # nor named in what a learner wrote
        assert (await told(one, "bob"), await told(one, "dora")) == ([], [])

    run(tmp_path, scenario)
