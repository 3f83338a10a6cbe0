"""What every store does with what is kept of references."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jupyter_codemm.contracts.artefacts import ProblemArtefacts
from jupyter_codemm.gates.artefacts import artefacts
from tests.fakes.drafts import changed, good_draft
from tests.store.records import finished, session


def kept(problem_id: str = "p1", version: int = 1, goal: str = "count") -> ProblemArtefacts:
    draft = changed(good_draft(problem_id), version=version)
    return artefacts(draft.model_copy(update={"goals": (goal,)}), None, b"k" * 32)


def keep(*items: ProblemArtefacts):
    def work(tx):
        for item in items:
            tx.artefacts.keep(item)

    return work


def test_what_was_never_kept_is_none(run):
    assert run(lambda tx: tx.artefacts.get("p1", 1)) is None


def test_what_is_kept_comes_back(run):
    assert run(keep(kept()), lambda tx: tx.artefacts.get("p1", 1)) == kept()


def test_keeping_again_replaces(run):
    last = kept(goal="sum")
    assert run(keep(kept(), last), lambda tx: tx.artefacts.get("p1", 1)) == last


@pytest.mark.parametrize(("asked", "version"), [(1, 1), (2, 1), (3, 3), (9, 3)])
def test_a_version_without_its_own_has_those_of_the_last_before(run, asked, version):
    items = [kept(version=3), kept(version=1)]
    found = run(keep(*items), lambda tx: tx.artefacts.get("p1", asked))
    assert found == kept(version=version)


def test_a_version_before_the_first_has_none(run):
    assert run(keep(kept(version=2)), lambda tx: tx.artefacts.get("p1", 1)) is None


def test_forgetting_erases_all_versions_and_no_other_problem(run):
    items = [kept(), kept(version=2), kept("p2")]
    run(keep(*items), lambda tx: tx.artefacts.forget(["p1", "never"]))
    assert run(lambda tx: tx.artefacts.get("p1", 2)) is None
    assert run(lambda tx: tx.artefacts.get("p2", 1)) == kept("p2")


def test_forgetting_nothing_is_nothing(run):
    run(keep(kept()), lambda tx: tx.artefacts.forget([]))
    assert run(lambda tx: tx.artefacts.get("p1", 1)) == kept()


def test_a_new_id_takes_all_versions(run):
    run(keep(kept(), kept(version=2)), lambda tx: tx.artefacts.rename("p1", "p9"))
    assert run(lambda tx: tx.artefacts.get("p1", 2)) is None
    assert run(lambda tx: tx.artefacts.get("p9", 1)) == kept("p9")
    assert run(lambda tx: tx.artefacts.get("p9", 2)) == kept("p9", 2)


def test_a_transaction_that_fails_keeps_nothing(run):
    def work(tx):
        tx.artefacts.keep(kept())
        raise ValueError("too late")

    with pytest.raises(ValueError, match="too late"):
        run(work)
    assert run(lambda tx: tx.artefacts.get("p1", 1)) is None


def test_a_finished_slot_comes_back_without_them(run):
    slot = finished(0, "p1")
    run(
        lambda tx: tx.sessions.add(session("s1")),
        lambda tx: tx.sessions.add_finished_slot("s1", replace(slot, artefacts=kept())),
    )
    assert run(lambda tx: tx.sessions.finished_slots("s1")) == (slot,)
