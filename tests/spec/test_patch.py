"""Patches on the draft: RFC 6902, top-level fields, always to a valid draft."""

from __future__ import annotations

from jupyter_codemm.contracts.session import PatchOperation
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.patch import apply_patch, clearing, setting

PLAN = [{"difficulty": "hard", "count": 1}, {"difficulty": "easy", "count": 2}]


def test_fields_that_belong_together_are_applied_together():
    draft = DraftSpec.parse({"problem_count": 5})
    patched = apply_patch(draft, (setting("difficulty_plan", PLAN), setting("problem_count", 3)))
    assert patched.draft.problem_count == 3
    assert [i.difficulty for i in patched.draft.difficulty_plan] == ["easy", "hard"]
    assert not patched.dropped


def test_as_much_as_possible_is_applied():
    operations = (
        setting("language", "python"),
        setting("problem_count", 9),
        setting("topic_tags", ["Loops", "loops"]),
    )
    patched = apply_patch(DraftSpec(), operations)
    assert (patched.draft.language, patched.draft.topic_tags) == ("python", ("loops",))
    (dropped,) = patched.dropped
    assert dropped.operation == operations[1]
    assert "problem_count" in dropped.reason


def test_replace_of_an_open_field_sets_it_and_remove_of_one_is_dropped():
    replaced = PatchOperation(op="replace", path="/language", value="java")
    assert apply_patch(DraftSpec(), (replaced,)).draft.language == "java"
    removed = apply_patch(DraftSpec(), (clearing("language"),))
    assert removed.dropped
    assert removed.draft == DraftSpec()


def test_only_the_users_fields_can_be_patched():
    paths = ("/constraints", "/test_case_count", "/version", "/difficulty_plan/0/count", "", "/")
    operations = tuple(PatchOperation(op="add", path=path, value=1) for path in paths)
    patched = apply_patch(DraftSpec(), operations)
    assert patched.draft == DraftSpec()
    assert len(patched.dropped) == len(paths)


def test_the_last_operation_on_a_field_counts():
    operations = (setting("language", "java"), setting("language", "cpp"))
    assert apply_patch(DraftSpec(), operations).draft.language == "cpp"


def test_the_input_is_not_changed():
    draft = DraftSpec.parse({"language": "sql", "problem_style": "stdout"})
    before = draft.to_json()
    assert apply_patch(draft, (setting("language", "python"),)).draft.problem_style is None
    assert draft.to_json() == before
