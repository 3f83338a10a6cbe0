"""A sandbox that was got ready for a problem has nothing left to do but the learner's part."""

import asyncio
import uuid
from dataclasses import replace

import pytest

from jupyter_codemm.contracts.base import LANGUAGES
from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.judging import judge, warm_up
from jupyter_codemm.ports import ExecutionPlan
from jupyter_codemm.sandbox.building import step_keys
from jupyter_codemm.sandbox.docker import DockerSandbox
from jupyter_codemm.sandbox.docker.daemon import connect
from jupyter_codemm.sandbox.docker.flags import BoxKind, kind_for
from jupyter_codemm.sandbox.docker.labels import Ownership
from tests.fakes.instant_sandbox import InstantSandbox
from tests.judging.judged import HERE
from tests.sandbox.boxes import opened


class Recording(InstantSandbox):
    """Remembers the plans."""

    def __init__(self) -> None:
        super().__init__()
        self.plans: list[ExecutionPlan] = []

    async def execute(self, plan, listen=None):
        self.plans.append(plan)
        return await super().execute(plan, listen)


def given(language: str) -> tuple[Problem, Source]:
    folder = HERE / "programs" / language
    problem = Problem.parse((folder / "problem.json").read_text())
    return problem, Source.single(next(folder.glob("accepted.*")).read_text())


def plans(language: str) -> tuple[ExecutionPlan, ExecutionPlan]:
    """Return the plan of a warm-up and that of a submission."""
    problem, source = given(language)
    sandbox = Recording()

    async def scenario() -> None:
        await warm_up(problem, sandbox)
        await judge(problem, source, sandbox)

    asyncio.run(scenario())
    return sandbox.warmed[0], sandbox.plans[0]


def kinds(plan: ExecutionPlan) -> set[BoxKind]:
    making = [step for step in plan.compile if step.makes]
    checks = tuple(step for step in plan.compile if not step.makes)
    apart = [replace(plan, compile=(step,), runs=()) for step in making]
    return {
        kind_for("image", replace(plan, compile=checks), 0, compiles=False),
        *(kind_for("image", one, 0, compiles=True) for one in apart),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_boxes_that_are_made_ready_are_those_that_a_submission_takes(language):
    warmed, submitted = plans(language)
    assert kinds(warmed) == kinds(submitted)
    assert warmed.preload == submitted.preload


@pytest.mark.parametrize(("language", "shared"), [("java", 1), ("cpp", 2)])
def test_all_is_compiled_but_what_reads_the_learners_files(language, shared):
    warmed, submitted = plans(language)
    keys = step_keys(submitted, "image")
    assert step_keys(warmed, "image") == keys[:shared]
    assert len(keys) == shared + 1
    assert all(keys)


def test_nothing_of_a_test_is_in_the_plan_of_a_warm_up():
    problem, _ = given("python")
    sandbox = Recording()
    for tests in (problem.tests[:1], problem.tests[-1:]):
        asyncio.run(warm_up(problem.model_copy(update={"tests": tests}), sandbox))
    assert sandbox.warmed[0] == sandbox.warmed[1]


@pytest.mark.docker
@pytest.mark.parametrize(
    ("language", "boxes"),
    [
        ("python", 1),
        pytest.param("java", 2, marks=pytest.mark.java),
        pytest.param("cpp", 2, marks=pytest.mark.cpp),
    ],
)
def test_after_a_warm_up_a_submission_takes_the_boxes_that_stand_ready(language, boxes):
    problem, source = given(language)
    owner = Ownership(f"test-{uuid.uuid4().hex}", "me")

    def there() -> set[str]:
        return {item["Id"] for item in client.api.containers(filters=owner.filters())}

    async def scenario() -> None:
        await (await opened("docker")).close()  # or the test is skipped
        sandbox = DockerSandbox(owner.installation, owner.holder)
        try:
            await warm_up(problem, sandbox)
            async with asyncio.timeout(30):
                while len(ready := await asyncio.to_thread(there)) < boxes:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
            assert (await judge(problem, source, sandbox)).verdict == "accepted"
            assert await asyncio.to_thread(there) == ready
            assert sandbox.launches == 1
        finally:
            await sandbox.close()

    try:
        client = connect()
    except UnavailableError as error:
        pytest.skip(f"docker: {error.message}")
    try:
        asyncio.run(scenario())
    finally:
        client.close()
