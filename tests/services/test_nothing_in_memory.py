"""After a generation no live object holds a reference, as far as Python can show it.

Every reference carries a mark that stands nowhere else, in a comment and as a name that compilers
keep; the mark itself is kept reversed.
"""

from __future__ import annotations

import asyncio
import gc
import secrets
import weakref
from dataclasses import dataclass
from pathlib import Path

import pytest

from jupyter_codemm.authoring.builtin.author import BuiltinAuthor
from jupyter_codemm.authoring.builtin.catalogue import topics_for
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.store import open_store
from tests.fakes.contexts import generated, make_context, ready_session
from tests.fakes.drafts import good_draft, with_reference
from tests.fakes.memory_search import holders
from tests.sandbox.boxes import local_sandbox

pytestmark = pytest.mark.one_engine  # it is about this process
LANGUAGES = ("python", "java", "cpp", "sql")


class MarkingAuthor(BuiltinAuthor):
    """The built-in author with a mark in every reference, of which nothing is kept but this.

    The first draft of a slot is refused, the second reply is an error that quotes it.
    """

    def __init__(self):
        self.reversed_mark = secrets.token_hex(16)
        self.drafts = []
        self._asked = {}

    async def draft(self, request):
        draft = await super().draft(request)
        mark = self.reversed_mark[::-1]
        source = Source.single(marked_code(draft, mark))
        marked = draft.model_copy(update={"reference": source})
        self.drafts.append(weakref.ref(marked))
        asked = self._asked[request.slot.index] = self._asked.get(request.slot.index, 0) + 1
        if asked == 1:
            quoting = [{"level": 1, "text": draft.reference.text[:1100]}]
            return marked.model_copy(update={"problem": draft.problem.updated(hints=quoting)})
        if asked == 2:
            raise InvalidInputError(f"got {source.code}", where="reference")
        return marked


def marked_code(draft, mark):
    """Return the reference with a mark in a comment and, where names are compiled, in a name."""
    language, code = draft.problem.language, draft.reference.text
    match language:
        case "python":
            code = f"{code}\nm{mark} = 1\n"
        case "java":
            end = code.rindex("}")
            code = f"{code[:end]}    static int m{mark} = 1;\n}}\n"
        case "cpp":
            code = f'{code}\nextern "C" {{ __attribute__((used)) int m{mark} = 1; }}\n'
    return f"{code}\n{FACTS[language].comment} {mark}\n"


def children():
    """Return the processes that this one has started and that are still there, zombies too."""
    listed = Path("/proc/self/task").glob("*/children")
    return {number for tasks in listed for number in tasks.read_text().split()}


@pytest.mark.parametrize(
    "keep",
    [
        lambda text: [text],
        lambda text: [text.encode()],
        lambda text: [{"document": text}],
        lambda text: [("a", ("b", text))],
        lambda text: [Source.single(text)],
        lambda text: [with_reference(good_draft(), text)],
        lambda text: [Kept(text)],
    ],
)
def test_the_search_finds_what_it_looks_for(keep):
    mark = secrets.token_hex(16)
    kept = keep(f"before {mark} after")
    assert holders(mark)
    kept.clear()
    assert holders(mark) == []


@dataclass(frozen=True, slots=True)
class Kept:
    text: str


@pytest.mark.slow
@pytest.mark.timeout(900)  # the wrong programs of compiled languages take a busy machine long
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_live_object_holds_a_reference_after_generation(tmp_path, language):
    before = children()

    async def run():
        author = MarkingAuthor()
        sandbox = await local_sandbox(language)
        store = open_store(tmp_path / "codemm.sqlite")
        ctx = make_context(store, author=author, sandbox=sandbox)
        generations = Generations(ctx)
        style = "stdout" if language == "sql" else "return"
        topics = list(topics_for(language)[:2])
        session = await ready_session(
            ctx, 1, language=language, topic_tags=topics, problem_style=style
        )
        events = await generated(generations, ctx, session.id, seed=5)
        last = events[-1].event
        # Only the last of three attempts is not spoilt: whatever it comes to, nothing may stay.
        assert last.type in ("generation_completed", "generation_failed"), events
        # The server is still there: only the work is over.
        gc.collect()
        alive = [draft() for draft in author.drafts if draft() is not None]
        assert alive == []
        assert len(author.drafts) >= 3
        assert holders(author.reversed_mark[::-1]) == []
        assert children() == before
        await generations.close()
        await store.close()
        await sandbox.close()

    asyncio.run(run())
