"""What is compiled once for everybody holds nothing of a learner's, whatever their files are."""

import pytest

from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.judging.execution import built
from jupyter_codemm.judging.harness import Program, Target
from jupyter_codemm.ports import ExecutionPlan
from jupyter_codemm.sandbox.building import step_keys
from tests.judging.judged import HERE, problem_beside, source_of

ATTACKS = sorted(p for p in (HERE / "forgeries").glob("*/*") if p.suffix != ".json")
LANGUAGES = ("python", "java", "cpp", "sql")


def program_of(path):
    return built(Target.of(problem_beside(path)), source_of(path))


def honest(language):
    (path,) = (HERE / "forgeries" / language).glob("00_honest.*")
    return path


def keys(program, language):
    plan = ExecutionPlan(language=language, files=program.files, runs=(), compile=program.compile)
    return step_keys(plan, "toolchain")


@pytest.mark.parametrize("path", ATTACKS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_no_attack_changes_what_everybody_shares(path):
    language = path.parent.name
    ours, program = program_of(honest(language)), program_of(path)
    if not isinstance(program, Program):
        return
    shared = keys(ours, language)[:-1]
    assert keys(program, language)[:-1] == shared
    assert all(shared)
    for step in program.compile[:-1]:
        made = {name for earlier in program.compile for name in earlier.makes}
        assert all(program.files[n] == ours.files[n] for n in step.reads if n not in made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_file_of_a_learners_takes_the_place_of_one_of_ours(language):
    path = honest(language)
    ours = program_of(path)
    entry = problem_beside(path).entry_file
    target = Target.of(problem_beside(path))
    made = [name for step in ours.compile for name in step.makes]
    for name in {*ours.files, *made} - {entry}:
        files = {entry: path.read_text(), name: "int evil;"}
        try:
            program = built(target, Source(files=files))
        except InvalidInputError:
            continue
        if isinstance(program, Program):
            assert program.files[name] == ours.files[name]
