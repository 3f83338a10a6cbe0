"""Documents are taken in, found, kept to their scope and deleted."""

from __future__ import annotations

import asyncio
import itertools
import json

import pytest

from jupyter_codemm.contracts.knowledge import (
    MAX_DOCUMENTS,
    MAX_FILE,
    Chunk,
    Document,
    Scope,
)
from jupyter_codemm.errors import (
    InvalidInputError,
    NotFoundError,
    TooLargeError,
    UnavailableError,
    WrongStateError,
)
from jupyter_codemm.services import materials
from jupyter_codemm.services.budgets import Budgets, Limit
from jupyter_codemm.services.exporting import export
from jupyter_codemm.services.materials import Materials
from jupyter_codemm.services.metering import Meter, MeteredEmbedder
from jupyter_codemm.services.reach import LOCAL_ORGANIZATION
from jupyter_codemm.services.retrieving import passages
from tests.fakes.contexts import make_context
from tests.fakes.fixed_clock import FixedClock
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.pdf_files import encrypted, pdf, pdf_of
from tests.store.engines import new_store, store_at
from tests.store.records import NOON, activity

LOOPS = b"# Loops\nA while loop repeats its body as long as the condition holds.\n"
LISTS = b"# Lists\nA list grows at its end.\n"


def play(scenario, store=None, **more):
    """Run a scenario with the materials of one activity of ada's."""

    async def whole():
        ctx = make_context(store or new_store(), **more)
        await ctx.store.transact(lambda tx: tx.activities.add(activity("a1")))
        work = Materials(ctx)
        try:
            return await scenario(work)
        finally:
            await work.close()
            await ctx.store.close()

    return asyncio.run(whole())


async def embedded(work):
    """Wait until every document has its vectors."""
    await asyncio.gather(*work._embedding)


class TestUpload:
    def test_a_document_is_cut_found_listed_and_deleted(self, tmp_path):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "loops.md", LOOPS)
            assert (kept.state, kept.chunks, kept.title) == ("ready", 1, "loops.md")
            assert (kept.media, kept.size, kept.embedding_model) == ("markdown", len(LOOPS), "")
            assert await work.list("ada", "a1") == (kept,)
            (passage,) = await work.search("ada", "a1", "when does a loop stop repeating?")
            assert (passage.document_id, passage.place) == (kept.id, "Loops")
            await work.delete("ada", kept.id)
            assert await work.list("ada", "a1") == ()
            assert await work.search("ada", "a1", "loop") == ()

        play(scenario, store_at(tmp_path / "codemm.db"))

    def test_every_kind_of_file(self):
        notebook = {"cells": [{"cell_type": "markdown", "source": ["Lists grow."]}]}
        files = {
            "a.txt": b"Lists grow.",
            "b.ipynb": json.dumps(notebook).encode(),
            "c.pdf": pdf("Lists grow."),
            "d.md": LISTS,
        }

        async def scenario(work):
            for name, content in files.items():
                assert (await work.upload("ada", "a1", name, content)).state == "ready"
            return await work.search("ada", "a1", "lists")

        assert {one.title for one in play(scenario)} == set(files)

    @pytest.mark.parametrize(
        ("name", "content", "stage", "why"),
        [
            ("a.pdf", b"nothing", "reading", "damaged"),
            ("a.pdf", encrypted(pdf("x"), "secret"), "reading", "password"),
            ("a.pdf", pdf_of([b" " * 17_000_000]), "reading", "unpacks"),
            ("a.md", b"\xff\xfe\xfd", "reading", "UTF-8"),
            ("a.txt", b"", "reading", "no text"),
            ("a.ipynb", b"{}", "reading", "notebook"),
            ("a.txt", b"x" * 2_000_001, "reading", "2,000,000"),
        ],
    )
    def test_what_cannot_be_read_is_kept_as_failed_with_the_reason(self, name, content, stage, why):
        async def scenario(work):
            failed = await work.upload("ada", "a1", name, content)
            assert (failed.state, failed.error_stage, failed.chunks) == ("failed", stage, 0)
            assert why in failed.failure
            assert await work.list("ada", "a1") == (failed,)
            again = await work.upload("ada", "a1", name, content)
            assert again.id != failed.id

        play(scenario)

    @pytest.mark.parametrize(
        ("name", "content", "error", "where"),
        [
            ("", b"x", InvalidInputError, "name"),
            ("a.exe", b"x", InvalidInputError, "name"),
            ("x" * 200 + ".md", b"x", InvalidInputError, "name"),
            ("\0\n/.", b"x", InvalidInputError, "name"),
            ("a.md", b"x" * (MAX_FILE + 1), TooLargeError, "file"),
        ],
    )
    def test_what_can_be_no_document_is_refused_and_not_kept(self, name, content, error, where):
        async def scenario(work):
            with pytest.raises(error) as refused:
                await work.upload("ada", "a1", name, content)
            assert refused.value.where == where
            assert await work.list("ada", "a1") == ()

        play(scenario)

    def test_a_name_is_its_last_part_and_shows_no_odd_signs(self):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "C:\\x\\..\\my \u202enotes\ud800.md", LOOPS)
            assert kept.title == "my notes\ufffd.md"

        play(scenario)

    def test_the_same_file_again_is_the_document_that_is_there(self):
        async def scenario(work):
            first = await work.upload("ada", "a1", "a.md", LOOPS)
            assert await work.upload("ada", "a1", "b.md", LOOPS) == first

        play(scenario)

    def test_there_is_room_for_so_many(self):
        async def scenario(work):
            for number in range(MAX_DOCUMENTS):
                await work.upload("ada", "a1", f"{number}.txt", f"{number} loops".encode())
            with pytest.raises(WrongStateError, match="no more can be kept"):
                await work.upload("ada", "a1", "more.txt", b"more")

        play(scenario)

    def test_another_ones_activity_and_documents_are_not_found(self):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "a.md", LOOPS)
            for attempt in (
                work.upload("eve", "a1", "a.md", LISTS),
                work.list("eve", "a1"),
                work.search("eve", "a1", "loops"),
                work.passage("eve", "a1", f"{kept.id}.0"),
                work.passage("ada", "a1", f"{kept.id}.1"),
                work.delete("eve", kept.id),
                work.delete("ada", "document-9"),
            ):
                with pytest.raises(NotFoundError):
                    await attempt
            assert await work.list("ada", "a1") == (kept,)

        play(scenario)

    @pytest.mark.parametrize("words", ["", " \n", "x" * 1001])
    def test_a_search_has_words(self, words):
        with pytest.raises(InvalidInputError, match="q: give 1 to 1000"):
            play(lambda work: work.search("ada", "a1", words))

    def test_words_may_be_anything(self, tmp_path):
        async def scenario(work):
            await work.upload("ada", "a1", "a.md", LOOPS)
            for words in ('"', "* OR loop", "\ud800", "\0", "NEAR(", "loop" * 250, "\u200b"):
                await work.search("ada", "a1", words)

        play(scenario, store_at(tmp_path / "codemm.db"))

    def test_a_server_that_went_away_leaves_no_document_pending(self):
        async def scenario(work):
            ctx, clock = work.ctx, work.ctx.clock
            kept = await work.upload("ada", "a1", "a.md", LOOPS)
            pending = kept.updated(id="document-p", state="pending", chunks=0)
            cut = kept.updated(id="document-c", state="chunked")

            def killed(tx):
                for one in (pending, cut):
                    tx.knowledge.add(one)
                    tx.leases.acquire(f"document:{one.id}", "gone", clock.now(), 900)

            await ctx.store.transact(killed)
            assert [d.state for d in await work.list("ada", "a1")] == [
                "ready",
                "pending",
                "chunked",
            ]
            clock.advance(900)
            _, failed, ready = await work.list("ada", "a1")
            assert (failed.state, failed.error_stage) == ("failed", "reading")
            assert "upload it again" in failed.failure
            assert ready.state == "ready"

        play(scenario, clock=FixedClock())


class TestScopes:
    """Planted facts: the same sentence at three scopes, and one that is another class's."""

    SCOPES = (
        LOCAL_ORGANIZATION,
        Scope(level="class", id="c1"),
        Scope(level="activity", id="a1"),
        Scope(level="class", id="c2"),
        Scope(level="organization", id="other"),
        Scope(level="activity", id="a2"),
    )

    class Learner:
        """Who is in class 1."""

        def readable(self, tx, user, activity_id, now):
            return tuple(reversed(TestScopes.SCOPES[:3]))

        def may_change(self, tx, user, scope):
            return False

    async def planted(self, work, fact="The essay is due on Friday."):
        def plant(tx):
            tx.activities.add(activity("a2", owner="eve", problems=("p2",)))
            for number, scope in enumerate(self.SCOPES):
                name = f"doc-{number}"
                tx.knowledge.add(
                    Document(
                        id=name,
                        scope=scope,
                        uploaded_by="teacher",
                        title=f"{scope.level} {scope.id}",
                        media="text",
                        size=1,
                        sha256="0" * 64,
                        state="ready",
                        uploaded_at=work.ctx.clock.now(),
                    )
                )
                piece = Chunk(id=f"{name}.0", index=0, start=0, end=len(fact), text=fact)
                tx.knowledge.cut(name, [piece])

        await work.ctx.store.transact(plant)

    @pytest.mark.parametrize("embedder", [None, LetterEmbedder()])
    def test_the_nearest_scope_comes_first_and_others_never(self, tmp_path, embedder):
        async def scenario(work):
            await self.planted(work)
            results = await passages(work.ctx, "ada", "a1", "When is the essay due?", 10)
            assert [one.title for one in results] == [
                "activity a1",
                "class c1",
                "organization local",
            ]
            assert len({one.score for one in results}) == 1

        play(scenario, store_at(tmp_path / "k.db"), embedder=embedder, reach=self.Learner())

    def test_alone_one_reads_ones_activity_and_what_is_everybodys(self, tmp_path):
        async def scenario(work):
            await self.planted(work)
            results = await passages(work.ctx, "ada", "a1", "essay", 10)
            assert [one.title for one in results] == ["activity a1", "organization local"]
            results = await passages(work.ctx, "ada", None, "essay", 10)
            assert [one.title for one in results] == ["organization local"]
            shown = [one.title for one in await work.list("ada", "a1")]
            assert shown == ["organization local", "activity a1"]
            for name in ("doc-0", "doc-1", "doc-3"):
                with pytest.raises(NotFoundError):
                    await work.delete("ada", name)

        play(scenario, store_at(tmp_path / "k.db"))


class TestVectors:
    def test_a_document_is_found_by_meaning_too(self):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "a.md", LOOPS)
            assert (kept.state, kept.embedding_model) == ("chunked", "")
            await work.upload("ada", "a1", "b.md", LISTS)
            await embedded(work)
            first, _ = await work.list("ada", "a1")
            assert (first.state, first.embedding_model) == ("ready", "letters")
            words = "elihw pool staeper ydob gnol noitidnoc sdloh"  # the same letters, no such word
            assert (await work.search("ada", "a1", words))[0].document_id == kept.id

        play(scenario, embedder=LetterEmbedder())

    def test_without_the_endpoint_words_are_enough(self):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "a.md", LOOPS)
            await embedded(work)
            (ready,) = await work.list("ada", "a1")
            assert (ready.state, ready.embedding_model) == ("ready", "")
            assert (await work.search("ada", "a1", "loops"))[0].document_id == kept.id

        play(scenario, embedder=LetterEmbedder(fails_after=0))

    def test_an_endpoint_that_fails_later_leaves_the_words(self):
        embedder = LetterEmbedder()

        async def scenario(work):
            await work.upload("ada", "a1", "a.md", LOOPS)
            await embedded(work)
            embedder.fails_after = 0
            return await work.search("ada", "a1", "loops")

        assert len(play(scenario, embedder=embedder)) == 1

    def test_what_they_take_is_charged_and_without_a_budget_words_are_enough(self):
        store, clock, budgets = new_store(), FixedClock(NOON), Budgets(user=Limit(tokens=100))
        numbers = itertools.count()
        meter = Meter(store, clock, budgets, lambda word: f"{word}-{next(numbers)}")

        async def scenario(work):
            await work.upload("ada", "a1", "a.md", LOOPS)
            await embedded(work)
            uploaded = await store.transact(lambda tx: tx.spending.by_activity("a1"))
            assert len(await work.search("ada", "a1", "loops")) == 1
            asked = await store.transact(lambda tx: tx.spending.by_user("ada", NOON))
            assert asked.tokens == uploaded.tokens + 2 > 2
            assert len(await work.search("ada", "a1", "loops " * 60)) == 1
            assert await store.transact(lambda tx: tx.spending.by_user("ada", NOON)) == asked

        play(scenario, store, embedder=MeteredEmbedder(LetterEmbedder(), meter))

    def test_nothing_is_asked_of_the_endpoint_when_nothing_has_vectors(self):
        embedder = LetterEmbedder(fails_after=0)

        async def scenario(work):
            await work.upload("ada", "a1", "a.md", LOOPS)
            await embedded(work)
            asked = embedder.asked
            await work.search("ada", "a1", "loops")
            assert embedder.asked == asked

        play(scenario, embedder=embedder)

    def test_a_document_deleted_while_it_is_embedded_stays_deleted(self):
        async def scenario(work):
            kept = await work.upload("ada", "a1", "a.md", LOOPS)
            await work.delete("ada", kept.id)
            await embedded(work)
            assert await work.list("ada", "a1") == ()

        play(scenario, embedder=LetterEmbedder())

    def test_a_vector_without_a_direction_is_none(self):
        async def scenario(work):
            await work.upload("ada", "a1", "a.md", LOOPS)
            await embedded(work)
            return await work.list("ada", "a1")

        (ready,) = play(scenario, embedder=LetterEmbedder(letters=""))
        assert (ready.state, ready.embedding_model) == ("ready", "")


def test_the_pieces_of_documents_are_in_what_a_learner_exports():
    async def scenario(work):
        await work.upload("ada", "a1", "a.md", LOOPS)
        made = await export(work.ctx, "ada", "json")
        (document,) = json.loads(made.content)["documents"]
        assert (document["title"], document["pieces"][0]["text"]) == ("a.md", LOOPS.decode())
        assert json.loads((await export(work.ctx, "eve", "json")).content)["documents"] == []

    play(scenario)


def test_documents_are_read_one_at_a_time():
    clock = itertools.count()

    async def scenario(work):
        slow = Materials(work.ctx, seconds=lambda: next(clock))
        files = [(f"{n}.pdf", pdf(f"Loops {n}.")) for n in range(4)]
        kept = await asyncio.gather(*(slow.upload("ada", "a1", *one) for one in files))
        assert {one.state for one in kept} == {"ready"}
        assert len(await slow.list("ada", "a1")) == 4

    play(scenario)


def test_what_nobody_foresaw_is_told_in_one_sentence():
    def clock():
        raise OSError("a private path")

    async def scenario(work):
        failed = await Materials(work.ctx, seconds=clock).upload("ada", "a1", "a.pdf", pdf("x"))
        assert failed.failure in (materials.BROKEN, "This PDF is damaged and cannot be read.")

    play(scenario)


def test_the_error_of_the_endpoint_is_ours():
    with pytest.raises(UnavailableError):
        asyncio.run(LetterEmbedder(fails_after=0).embed(["x"]))
