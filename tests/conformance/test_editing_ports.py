"""The ports `Edits` and `Versions`, on every store there is."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.activity import Verification
from jupyter_codemm.contracts.editing import ProblemEdit
from jupyter_codemm.errors import NotFoundError, WrongStateError
from jupyter_codemm.ports import Proposal
from tests.store.records import NOON, activity, problem

PROPOSAL = Proposal(
    problem=problem("p1", title="Echo twice", version=2),
    verification=Verification(
        problem_id="p1",
        gates=(),
        attempts=1,
        author="hand",
        sandbox_launches=0,
        elapsed_ms=0,
        tier="rlimit",
    ),
)


@pytest.fixture
def run(run):
    """As everywhere, with an activity of two problems."""
    run(lambda tx: tx.activities.add(activity(problems=("p1", "p2")), "made"))
    return run


def edit(edit_id: str = "e1", **changes) -> ProblemEdit:
    return ProblemEdit(
        id=edit_id,
        owner="ada",
        activity_id="a1",
        problem_id="p1",
        kind="changes",
        version=1,
        created_at=NOON,
    ).updated(**changes)


def grown():
    """The activity with `p1` changed and `p2` gone."""
    changed = problem("p1", title="Echo twice", version=2)
    return activity(version=2).updated(problems=(changed,))


class TestEdits:
    def test_comes_back_as_stored_and_as_replaced_without_its_problem(self, run):
        run(lambda tx: tx.edits.add(edit()))
        assert run(lambda tx: tx.edits.get("e1", "ada")) == edit()
        assert run(lambda tx: tx.edits.proposal("e1", "ada")) is None
        proposed = edit(status="proposed", problem=PROPOSAL.problem)
        run(lambda tx: tx.edits.save(proposed, PROPOSAL))
        assert run(lambda tx: tx.edits.get("e1", "ada")) == edit(status="proposed")
        assert run(lambda tx: tx.edits.proposal("e1", "ada")) == PROPOSAL
        run(lambda tx: tx.edits.save(edit(status="accepted")))
        assert run(lambda tx: tx.edits.proposal("e1", "ada")) is None

    @pytest.mark.parametrize(("edit_id", "owner"), [("e1", "bob"), ("e2", "ada")])
    def test_unknown_and_not_yours_cannot_be_told_apart(self, run, edit_id, owner):
        run(lambda tx: tx.edits.add(edit()))
        for work in (
            lambda tx: tx.edits.get(edit_id, owner),
            lambda tx: tx.edits.proposal(edit_id, owner),
            lambda tx: tx.edits.save(edit(edit_id, owner=owner)),
        ):
            with pytest.raises(NotFoundError) as caught:
                run(work)
            assert caught.value.message == f"There is no edit {edit_id}."

    def test_the_same_id_is_not_added_twice(self, run):
        run(lambda tx: tx.edits.add(edit()))
        with pytest.raises(WrongStateError, match="stored already"):
            run(lambda tx: tx.edits.add(edit()))

    def test_lists_those_of_an_activity_newest_first(self, run):
        def fill(tx):
            tx.activities.add(activity("a2", problems=("p3",)))
            for name, of in (("e1", "a1"), ("e2", "a2"), ("e3", "a1")):
                tx.edits.add(edit(name, activity_id=of))

        listed = run(fill, lambda tx: tx.edits.list("a1", "ada"))
        assert [e.id for e in listed] == ["e3", "e1"]
        assert run(lambda tx: tx.edits.list("a1", "bob")) == ()

    def test_those_that_are_worked_on(self, run):
        def fill(tx):
            tx.edits.add(edit("e1", status="proposed"))
            tx.edits.add(edit("e2"))
            tx.edits.add(edit("e3", owner="bob"))

        assert [e.id for e in run(fill, lambda tx: tx.edits.working())] == ["e2", "e3"]


class TestVersions:
    def test_each_change_keeps_what_was(self, run):
        run(lambda tx: tx.activities.save(grown(), "changed"))
        lines = run(lambda tx: tx.versions.list("a1", "ada"))
        told = [(line.version, line.note, line.problem_count) for line in lines]
        assert told == [(2, "changed", 1), (1, "made", 2)]
        assert run(lambda tx: tx.versions.get("a1", 2, "ada")) == grown()
        first = run(lambda tx: tx.versions.get("a1", 1, "ada"))
        assert first == activity(problems=("p1", "p2"))

    def test_a_version_is_written_once(self, run):
        other = activity(problems=("p1", "p2")).updated(title="Rewritten")
        run(lambda tx: tx.activities.save(other, "again"))
        assert run(lambda tx: tx.versions.get("a1", 1, "ada")).title == "Activity a1"

    def test_problems_as_they_were_also_removed_ones(self, run):
        run(lambda tx: tx.activities.save(grown()))
        assert run(lambda tx: tx.versions.problem("p1", 1, "ada")) == problem("p1")
        assert run(lambda tx: tx.versions.problem("p2", 1, "ada")) == problem("p2")
        assert run(lambda tx: tx.versions.problem("p1", 2, "ada")).title == "Echo twice"
        ever = run(lambda tx: tx.versions.problems("a1"))
        assert [(p.id, p.version) for p in ever] == [("p1", 2), ("p2", 1)]

    @pytest.mark.parametrize(
        "work",
        [
            lambda tx: tx.versions.list("a1", "bob"),
            lambda tx: tx.versions.list("a9", "ada"),
            lambda tx: tx.versions.get("a1", 1, "bob"),
            lambda tx: tx.versions.get("a1", 9, "ada"),
            lambda tx: tx.versions.problem("p1", 1, "bob"),
            lambda tx: tx.versions.problem("p1", 9, "ada"),
        ],
    )
    def test_unknown_or_not_yours(self, run, work):
        with pytest.raises(NotFoundError):
            run(work)

    def test_a_deleted_activity_shows_nothing(self, run):
        run(lambda tx: tx.activities.delete("a1", "ada"))
        for work in (
            lambda tx: tx.versions.list("a1", "ada"),
            lambda tx: tx.versions.problem("p1", 1, "ada"),
        ):
            with pytest.raises(NotFoundError):
                run(work)
