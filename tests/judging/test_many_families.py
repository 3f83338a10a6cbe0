"""Programs of the built-in author's families, observed together and one by one."""

import asyncio
import re

import pytest

from jupyter_codemm.authoring.builtin.catalogue import ALL_FAMILIES
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.judging import observe, observe_many, patience_ms
from tests.authoring_builtin.builtin_cases import request_for
from tests.judging.judged import MARKS
from tests.sandbox.boxes import opened

# How many families are left out after one that is taken: compiling all of them takes minutes.
STEPS = {"python": 4, "sql": 2, "java": 20, "cpp": 20}
SWAPS = ((r"\b1\b", "2"), (r"\b0\b", "1"), (r" < ", " <= "), (r" \+ ", " - "), (r"DESC", "ASC"))


def programs(draft) -> list[Source]:
    """Return the reference, the starter, and the reference with a small fault or two."""
    text = draft.reference.text
    wrong = [re.sub(pattern, to, text, count=1) for pattern, to in SWAPS]
    texts = dict.fromkeys([text, draft.problem.starter, *wrong])
    return [*map(Source.single, texts)]


def style(family) -> str:
    return "return" if "return" in family.styles else min(family.styles)


def seen(observations):
    return [
        observations.compiled,
        observations.compile_output,
        *((item.verdict, item.got, item.message) for item in observations.items),
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    "language", [pytest.param(name, marks=MARKS.get(name, [])) for name in STEPS]
)
def test_together_and_one_by_one_is_the_same(language):
    families = [f for f in ALL_FAMILIES if language in f.languages][:: STEPS[language]]

    async def work():
        sandbox = await opened("landlock")
        for family in families:
            draft = family.draft(request_for(family, 3, language=language, style=style(family)))
            inputs = [candidate.input for candidate in draft.candidates]
            reference = await observe(draft.problem, draft.reference, inputs, sandbox)
            sources, budget_ms = programs(draft), patience_ms(reference) * 4
            together = await observe_many(
                draft.problem, sources, inputs, sandbox, budget_ms=budget_ms
            )
            apart = [reference]
            for source in sources[1:]:
                one = await observe(draft.problem, source, inputs, sandbox, budget_ms=budget_ms)
                apart.append(one)
            assert [*map(seen, together)] == [*map(seen, apart)], family.name

    try:
        asyncio.run(work())
    except MissingToolError as error:
        pytest.skip(error.message)
