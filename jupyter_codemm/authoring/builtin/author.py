"""The author that needs no model: it picks a family by seed and lets it write the draft."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from jupyter_codemm.authoring.builtin.catalogue import families_for, partners_of, topics_for
from jupyter_codemm.authoring.builtin.family import Family, FamilyRequest
from jupyter_codemm.authoring.builtin.imperative.randomness import shuffled, stream
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.plan import Slot
from jupyter_codemm.contracts.problem import ProblemDraft
from jupyter_codemm.errors import UnsupportedTopicError
from jupyter_codemm.planning.topics import canonical
from jupyter_codemm.ports import DraftRequest

TITLE_ATTEMPTS = 40
SEED_RANGE = 2**31


class BuiltinAuthor:
    """Writes drafts from families: reproducible, and proven by an oracle before any gate runs."""

    @property
    def name(self) -> str:
        """The author's name, for events and records."""
        return "builtin"

    def fits(self, slot: Slot) -> bool:
        """Return whether some family exercises all topics of the slot at its difficulty."""
        known = topics_for(slot.language)
        topics = [canonical(topic, slot.language) for topic in slot.topics]
        if any(topic not in known for topic in topics):
            return False
        names = tuple(dict.fromkeys(topic for topic in topics if topic is not None))
        return bool(families_for(slot.language, names, slot.difficulty, slot.style))

    def check(self, slots: Sequence[Slot]) -> None:
        """Raise UnsupportedTopicError, naming what works, if some slot cannot be written."""
        for slot in slots:
            topics = _canonical_topics(slot.language, slot.topics)
            if not families_for(slot.language, topics, slot.difficulty, slot.style):
                raise _no_combination(slot, topics)

    async def draft(self, request: DraftRequest) -> ProblemDraft:
        """Return a draft for a slot; the same request gives the same draft, byte for byte.

        A family named in `request.avoid` is used again only when all that fit are named there,
        and a title named there never. Each piece of feedback moves on to the next family and
        seed. Raises UnsupportedTopicError when no family exercises all topics of the slot.
        """
        slot = request.slot
        topics = _canonical_topics(slot.language, slot.topics)
        family = self._family(request, topics)
        for attempt in range(TITLE_ATTEMPTS):
            draft = family.draft(self._family_request(request, topics, attempt))
            if draft.problem.title not in request.avoid:
                return _with_goal(draft, slot)
        draft = family.draft(self._family_request(request, topics, TITLE_ATTEMPTS))
        return _with_goal(_retitled(draft, request.avoid), slot)

    def _family(self, request: DraftRequest, topics: tuple[str, ...]) -> Family:
        slot = request.slot
        fitting = families_for(slot.language, topics, slot.difficulty, slot.style)
        if not fitting:
            raise _no_combination(slot, topics)
        order = shuffled(stream("family", request.seed, *topics), fitting)
        last_use = {name: index for index, name in enumerate(request.avoid)}
        order.sort(key=lambda family: last_use.get(family.name, -1))
        return order[len(request.feedback) % len(order)]

    def _family_request(
        self, request: DraftRequest, topics: tuple[str, ...], attempt: int
    ) -> FamilyRequest:
        slot = request.slot
        rng = stream("seed", request.seed, slot.index, len(request.feedback), attempt)
        return FamilyRequest(
            problem_id=request.problem_id,
            language=slot.language,
            difficulty=slot.difficulty,
            style=slot.style,
            topics=topics,
            seed=rng.randrange(SEED_RANGE),
        )


def _canonical_topics(language: Language, topics: Sequence[str]) -> tuple[str, ...]:
    known = topics_for(language)
    names = {topic: canonical(topic, language) for topic in topics}
    unknown = [topic for topic, name in names.items() if name not in known]
    if unknown:
        raise UnsupportedTopicError(
            f"The built-in author cannot write {_quoted(unknown)} in {FACTS[language].title}. "
            f"It can write: {', '.join(known) or 'nothing in this language'}.",
            where="topic_tags",
        )
    return tuple(dict.fromkeys(name for name in names.values() if name is not None))


def _no_combination(slot: Slot, topics: tuple[str, ...]) -> UnsupportedTopicError:
    partners = partners_of(topics[0], slot.language, slot.difficulty, slot.style)
    advice = (
        f"Together with {topics[0]} it can use: {', '.join(partners)}."
        if partners
        else f"It can write: {', '.join(topics_for(slot.language))}."
    )
    return UnsupportedTopicError(
        f"The built-in author has no {slot.difficulty} {FACTS[slot.language].title} problem on "
        f"{' and '.join(topics)} together. {advice}",
        where="topic_tags",
    )


def _quoted(topics: Sequence[str]) -> str:
    return " and ".join(f"“{topic}”" for topic in topics)


def _retitled(draft: ProblemDraft, taken: Sequence[str]) -> ProblemDraft:
    """Add a number to the title, for a family all of whose stories were told already."""
    title = draft.problem.title
    number = next(n for n in count(2) if f"{title} ({n})" not in taken)
    problem = draft.problem.updated(title=f"{title} ({number})")
    return draft.model_copy(update={"problem": problem})


def _with_goal(draft: ProblemDraft, slot: Slot) -> ProblemDraft:
    if slot.scaffold is None:
        return draft
    problem = draft.problem.updated(learning_goal=slot.scaffold.learning_goal)
    return draft.model_copy(update={"problem": problem})
