"""What the user's own words do to the draft. A model has no part in this."""

from __future__ import annotations

from dataclasses import dataclass, field

from jupyter_codemm.contracts.session import PatchOperation, SpecField
from jupyter_codemm.contracts.spec import DraftSpec
from jupyter_codemm.spec.balance import Standing, balance
from jupyter_codemm.spec.extract import Reading
from jupyter_codemm.spec.patch import clearing, field_of, setting
from jupyter_codemm.spec.vocabulary import LANGUAGE_TITLES
from jupyter_codemm.spec.wording import FOUR_LANGUAGES, SQL_HAS_NO_STYLE, listed

MAX_TOPICS = 12


@dataclass(slots=True)
class Decision:
    """Operations to apply, operations that wait for a yes, and sentences for the user.

    `understood` are the fields that the user spoke of, whether or not that led to a change.
    """

    operations: list[PatchOperation] = field(default_factory=list)
    confirm: tuple[PatchOperation, ...] = ()
    notices: list[str] = field(default_factory=list)
    understood: set[SpecField] = field(default_factory=set)


def decide(draft: DraftSpec, reading: Reading, locked: frozenset[SpecField]) -> Decision:
    """Return what a reading does to the draft."""
    decision = Decision()
    _language(draft, reading, decision)
    _numbers(draft, reading, locked, decision)
    _topics(draft, reading, locked, decision)
    _style(draft, reading, decision)
    decision.understood |= {f for op in decision.operations if (f := field_of(op))}
    return decision


def _language(draft: DraftSpec, reading: Reading, decision: Decision) -> None:
    heard = reading.language
    if heard.language:
        decision.operations.append(setting("language", heard.language))
        _warn_of_topics(draft, reading, decision)
    elif heard.several:
        titles = listed((LANGUAGE_TITLES[name] for name in heard.several), "or")
        decision.notices.append(f"One activity has one language: {titles}?")
        decision.understood.add("language")
    elif heard.unknown:
        decision.notices.append(f"I cannot do {heard.unknown}. {FOUR_LANGUAGES}.")
        decision.understood.add("language")
    elif draft.language in heard.refused:
        decision.operations.append(clearing("language"))
    elif heard.refused:
        decision.understood.add("language")


def _warn_of_topics(draft: DraftSpec, reading: Reading, decision: Decision) -> None:
    """Say that topics were chosen for another kind of language; they stay the user's."""
    before, after = draft.language, reading.language.language
    crosses = before is not None and before != after and "sql" in (before, after)
    if before and crosses and draft.topic_tags and not reading.topics:
        decision.notices.append(f"Your topics were for {LANGUAGE_TITLES[before]}: check them.")


def _numbers(
    draft: DraftSpec, reading: Reading, locked: frozenset[SpecField], decision: Decision
) -> None:
    standing = Standing(draft, "problem_count" in locked, "difficulty_plan" in locked)
    result = balance(standing, reading.count, reading.mix)
    decision.operations += result.operations
    decision.confirm = result.confirm
    decision.notices += result.notices
    if reading.count:
        decision.understood.add("problem_count")
    if reading.mix:
        decision.understood |= {"problem_count", "difficulty_plan"}


def _topics(
    draft: DraftSpec, reading: Reading, locked: frozenset[SpecField], decision: Decision
) -> None:
    heard, before = reading.topics, draft.topic_tags or ()
    if heard.too_long:
        decision.notices.append("A topic has at most 40 characters; I left a longer one out.")
    kept = () if heard.how == "replace" and heard.wanted else before
    if heard.how == "bare":
        kept = before if "topic_tags" in locked or not heard.wanted else ()
    wanted = () if heard.how == "bare" and kept else heard.wanted
    tags = tuple(t for t in dict.fromkeys((*kept, *wanted)) if t not in heard.unwanted)
    if heard.wanted or set(before) & set(heard.unwanted):
        decision.understood.add("topic_tags")
    if tags == before or not heard:
        return
    if len(tags) > MAX_TOPICS:
        tags = tags[:MAX_TOPICS]
        decision.notices.append(f"An activity has at most {MAX_TOPICS} topics; I took the first.")
    if tags:
        decision.operations.append(setting("topic_tags", list(tags)))
    elif before:
        decision.operations.append(clearing("topic_tags"))
        decision.notices.append(f"I dropped {listed(heard.unwanted)}; no topic is left.")


def _style(draft: DraftSpec, reading: Reading, decision: Decision) -> None:
    if reading.style is None:
        return
    decision.understood.add("problem_style")
    if (reading.language.language or draft.language) != "sql":
        decision.operations.append(setting("problem_style", reading.style))
    elif reading.style != "stdout":
        decision.notices.append(SQL_HAS_NO_STYLE)
