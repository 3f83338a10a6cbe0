"""What every store does with documents and their pieces."""

from __future__ import annotations

import pytest

from jupyter_codemm.contracts.knowledge import Chunk, Document, Scope
from jupyter_codemm.errors import NotFoundError, StoreError, WrongStateError
from jupyter_codemm.knowledge import packed, sketch
from jupyter_codemm.ports import Embedded
from jupyter_codemm.store.word_search import MOST_PIECES
from tests.store.records import activity, at, session

OWN = Scope(level="activity", id="a1")
CLASS_1, CLASS_2 = Scope(level="class", id="c1"), Scope(level="class", id="c2")
HERE = Scope(level="organization", id="o1")

ODD_TERMS = [
    *"\" - ^ \\ ' & | ! ( ) * : <-> NOT AND NEAR(a_b) a_OR_b text:loop loop* ';-- \\'".split(),
    "",
    " ",
    "\N{SUPERSCRIPT TWO}",
    "\N{SNOWMAN}",
    "x" * 10_001,
]


@pytest.fixture
def run(run):
    """As everywhere, with an activity."""
    run(lambda tx: tx.activities.add(activity("a1")))
    return run


def document(name="d1", scope=OWN, minutes=0, **changes):
    return Document(
        id=name,
        scope=scope,
        uploaded_by="ada",
        title=f"Notes {name}",
        media="markdown",
        size=9,
        sha256="0" * 64,
        state="ready",
        uploaded_at=at(minutes),
    ).updated(**changes)


def piece(text, index=0, name="d1"):
    return Chunk(
        id=f"{name}.{index}", index=index, start=index, end=index + 1, place="Loops", text=text
    )


def keep(tx, *texts, name="d1", scope=OWN, **changes):
    tx.knowledge.add(document(name, scope, **changes))
    tx.knowledge.cut(name, [piece(text, index, name) for index, text in enumerate(texts)])


def found(run, terms, scopes=(OWN,), limit=10):
    return list(run(lambda tx: tx.knowledge.search(scopes, terms, limit)))


class TestDocuments:
    def test_come_back_as_stored_oldest_first_and_of_the_scopes_asked(self, run):
        here = document("d2", HERE, 1)
        run(lambda tx: tx.knowledge.add(document("d3", minutes=2)), keep)
        run(lambda tx: tx.knowledge.add(here))
        assert run(lambda tx: tx.knowledge.get("d2")) == here
        listed = run(lambda tx: tx.knowledge.list([HERE, OWN]))
        assert [one.id for one in listed] == ["d1", "d2", "d3"]
        assert run(lambda tx: tx.knowledge.list([CLASS_1])) == ()
        assert run(lambda tx: tx.knowledge.list([])) == ()

    def test_an_id_is_taken_once(self, run):
        with pytest.raises(WrongStateError, match="stored already"):
            run(keep, keep)

    def test_a_change_replaces(self, run):
        failed = document(state="failed", error_stage="reading", failure="Damaged.")
        run(keep, lambda tx: tx.knowledge.save(failed))
        assert run(lambda tx: tx.knowledge.get("d1")) == failed

    @pytest.mark.parametrize(
        "work",
        [
            lambda tx: tx.knowledge.get("d9"),
            lambda tx: tx.knowledge.save(document("d9")),
            lambda tx: tx.knowledge.delete("d9"),
            lambda tx: tx.knowledge.cut("d9", [piece("x")]),
        ],
    )
    def test_an_unknown_one_is_not_found(self, run, work):
        with pytest.raises(NotFoundError, match="no document d9"):
            run(work)

    def test_deleting_takes_the_pieces_along_and_leaves_others(self, run):
        run(lambda tx: keep(tx, "loops"), lambda tx: keep(tx, "loops", name="d2"))
        run(lambda tx: tx.knowledge.delete("d1"))
        assert run(lambda tx: tx.knowledge.chunks("d1")) == ()
        assert found(run, ["loops"]) == ["d2.0"]
        assert list(run(lambda tx: tx.knowledge.passages(["d1.0", "d2.0"]))) == ["d2.0"]

    def test_a_transaction_that_fails_keeps_nothing(self, run):
        def work(tx):
            keep(tx, "loops")
            raise ValueError("too late")

        with pytest.raises(ValueError, match="too late"):
            run(work)
        assert run(lambda tx: tx.knowledge.list([OWN])) == ()
        assert found(run, ["loops"]) == []

    def test_a_person_is_erased_with_their_documents(self, run):
        run(lambda tx: keep(tx, "loops"), lambda tx: keep(tx, "loops", name="d2", scope=HERE))
        run(lambda tx: tx.sessions.add(session("s1", owner="bob")))
        other = document("d3", HERE, uploaded_by="bob")
        run(lambda tx: tx.knowledge.add(other))
        assert run(lambda tx: tx.people.erase("ada", actor="ada"))["kb_doc"] == 2
        assert run(lambda tx: tx.knowledge.list([OWN, HERE])) == (other,)
        assert run(lambda tx: tx.people.counts("ada"))["kb_doc"] == 0


class TestPieces:
    def test_come_back_in_order_and_as_passages(self, run):
        run(lambda tx: keep(tx, "one", "two \N{GRINNING FACE}"))
        first, second = run(lambda tx: tx.knowledge.chunks("d1"))
        assert (first, second) == (piece("one"), piece("two \N{GRINNING FACE}", 1))
        (passage,) = run(lambda tx: tx.knowledge.passages(["d1.1", "d9.0"])).values()
        assert (passage.chunk_id, passage.document_id, passage.scope) == ("d1.1", "d1", OWN)
        assert (passage.title, passage.place, passage.text) == ("Notes d1", "Loops", second.text)

    def test_a_piece_is_found_by_any_of_the_words_in_any_form(self, run):
        run(lambda tx: keep(tx, "A loop repeats.", "Lists grow.", "Nothing of it."))
        assert found(run, ["loops"]) == ["d1.0"]
        assert set(found(run, ["LOOP", "list"])) == {"d1.0", "d1.1"}
        assert found(run, ["graph"]) == []
        assert found(run, []) == []

    def test_more_of_the_words_is_better(self, run):
        run(lambda tx: keep(tx, "A loop here.", "A loop with yield.", *["Other words."] * 8))
        scores = run(lambda tx: tx.knowledge.search([OWN], ["loop", "yield"], 10))
        assert list(scores) == ["d1.1", "d1.0"]
        assert scores["d1.1"] > scores["d1.0"] > 0
        assert found(run, ["loop", "yield"], limit=1) == ["d1.1"]

    def test_the_same_text_has_the_same_score_in_every_scope(self, run):
        for name, scope in (("d1", HERE), ("d2", CLASS_1), ("d3", OWN)):
            run(lambda tx, n=name, s=scope: keep(tx, "The deadline is Friday.", name=n, scope=s))
        scores = run(lambda tx: tx.knowledge.search([OWN, CLASS_1, HERE], ["deadline"], 10))
        assert len(scores) == 3
        assert len(set(scores.values())) == 1

    def test_how_frequent_a_word_is_elsewhere_decides_nothing(self, run):
        common = ["queue"] * MOST_PIECES
        run(lambda tx: keep(tx, "A rare word.", *common, name="d2", scope=CLASS_1))
        run(lambda tx: keep(tx, "A queue here."))
        assert found(run, ["rare", "queue"]) == ["d1.0"]

    def test_other_scopes_are_never_looked_at(self, run):
        run(lambda tx: keep(tx, "secret deadline", scope=CLASS_2))
        run(lambda tx: keep(tx, "secret deadline", name="d2", scope=Scope(level="class", id="a1")))
        assert found(run, ["secret"], [CLASS_1, HERE, OWN]) == []
        assert found(run, ["secret"], []) == []
        assert found(run, ["secret"], [CLASS_2]) == ["d1.0"]

    @pytest.mark.parametrize("state", ["pending", "failed"])
    def test_what_is_not_ready_is_not_found(self, run, state):
        run(lambda tx: keep(tx, "loops", state=state))
        assert found(run, ["loops"]) == []

    def test_no_word_is_an_order(self, run):
        run(lambda tx: keep(tx, "a loop or b"))
        for term in ODD_TERMS:
            assert set(found(run, [term])) <= {"d1.0"}
            assert found(run, [term, "loop"]) == ["d1.0"]


class TestVectors:
    def vector(self, *numbers):
        blob = packed(numbers)
        return Embedded(blob, sketch(blob))

    def test_are_kept_by_piece_model_and_scope(self, run):
        run(lambda tx: keep(tx, "one", "two"))
        first, second = self.vector(1.0, -1.0), self.vector(-1.0, 1.0)
        run(lambda tx: tx.knowledge.embed("m", {"d1.0": first, "d1.1": second, "d9.0": first}))
        sketches = run(lambda tx: tx.knowledge.sketches([OWN], "m"))
        assert sorted(sketches) == [("d1.0", first.sketch), ("d1.1", second.sketch)]
        assert run(lambda tx: tx.knowledge.vectors(["d1.1", "d9.0"])) == {"d1.1": second.vector}
        assert run(lambda tx: tx.knowledge.sketches([OWN], "other")) == []
        assert run(lambda tx: tx.knowledge.sketches([HERE], "m")) == []

    def test_a_later_one_replaces_an_earlier_one(self, run):
        run(lambda tx: keep(tx, "one"))
        for model, numbers in (("m", (1.0, 0.0)), ("n", (0.0, 1.0, 0.0))):
            one = {"d1.0": self.vector(*numbers)}
            run(lambda tx, m=model, one=one: tx.knowledge.embed(m, one))
        assert run(lambda tx: tx.knowledge.sketches([OWN], "m")) == []
        assert len(run(lambda tx: tx.knowledge.vectors(["d1.0"]))["d1.0"]) == 12
        assert found(run, ["one"]) == ["d1.0"]

    def test_many_are_read_at_once(self, run):
        run(lambda tx: keep(tx, *["x"] * 1200))
        one = self.vector(1.0)
        run(lambda tx: tx.knowledge.embed("m", {f"d1.{n}": one for n in range(1200)}))
        assert len(run(lambda tx: tx.knowledge.vectors([f"d1.{n}" for n in range(1200)]))) == 1200


@pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE kb_chunk SET text = ''",
        "UPDATE kb_doc SET class_id = 'c1'",
        "UPDATE kb_doc SET activity_id = NULL",
        "UPDATE kb_doc SET state = 'odd'",
    ],
)
def test_a_database_keeps_its_rules(run, sql):
    run(lambda tx: keep(tx, "loops"))
    with pytest.raises(StoreError):
        run(lambda tx: tx.knowledge.connection.exec_driver_sql(sql))
