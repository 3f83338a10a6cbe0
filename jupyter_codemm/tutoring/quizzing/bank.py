"""The bank of questions: one file for programs, one for queries. The right choice stands first."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.contracts.quiz import QUIZ_LENGTH, QuestionKind
from jupyter_codemm.planning.topics import canonical, topics_of
from jupyter_codemm.tutoring.quizzing.notation import in_plain_words
from jupyter_codemm.tutoring.quizzing.tables import drawn


@dataclass(frozen=True, slots=True)
class Entry:
    """A question of the bank.

    `program` is Python or SQL and can be run. Of a fault, `should` is what the program is meant to
    show and `better` is a program that shows it. `only` names the one language that it is about;
    `tables` are those that a query reads.
    """

    id: str
    kind: QuestionKind
    prompt: str
    choices: tuple[str, ...]
    why: str
    program: str = ""
    should: str = ""
    better: str = ""
    only: str = ""
    tables: tuple[str, ...] = ()

    def shown(self, language: Language) -> str:
        """Return the program as it is shown to learners of a language.

        Those of Java and C++ read it in plain words: the same steps, and so the same answer.
        Lines are numbered where the choices are lines.
        """
        if language == "sql":
            return "\n\n".join([*map(drawn, self.tables), self.program.strip("\n")]).strip("\n")
        if not self.program:
            return ""
        text = self.program.strip("\n") if language == "python" else in_plain_words(self.program)
        return _numbered(text) if self.choices[0].startswith("Line ") else text


@cache
def bank(language: Language) -> Mapping[str, tuple[Entry, ...]]:
    """Return the questions that learners of a language can be asked, by canonical topic."""
    file = "sql.toml" if language == "sql" else "imperative.toml"
    told = tomllib.loads(resources.files(__package__).joinpath(file).read_text("utf-8"))
    return {
        topic: tuple(
            entry
            for number, fields in enumerate(told[topic], 1)
            if (entry := _entry(topic, number, fields)).only in ("", language)
        )
        for topic in topics_of(language)
        if topic in told
    }


def bank_topic(topic: str, language: Language) -> str | None:
    """Return the topic of the bank that somebody means; None when there is no quiz on it."""
    name = canonical(topic[:80], language)
    return name if name in bank(language) else None


def questions_on(topic: str, language: Language) -> tuple[Entry, ...]:
    """Return the questions on a topic of the bank."""
    return bank(language)[topic]


def catalogue() -> Mapping[Language, tuple[str, ...]]:
    """Return the topics on which there are enough questions, by language."""
    return {
        language: tuple(name for name, held in bank(language).items() if len(held) >= QUIZ_LENGTH)
        for language in LANGUAGES
    }


def _numbered(text: str) -> str:
    lines = text.split("\n")
    width = len(str(len(lines)))
    return "\n".join(f"{number:>{width}}  {line}" for number, line in enumerate(lines, 1))


def _entry(topic: str, number: int, fields: Mapping[str, object]) -> Entry:
    lists = {name: tuple(v) for name, v in fields.items() if isinstance(v, list)}
    return Entry(id=f"{topic.replace(' ', '-')}-{number}", **{**fields, **lists})  # type: ignore[arg-type]  # our own data, whose fields a test checks
