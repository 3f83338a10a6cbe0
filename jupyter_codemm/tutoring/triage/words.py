"""The words of the tables, compiled once, and a question as they are matched against it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jupyter_codemm.contracts.inquiry import QueryType, SubIntent
from jupyter_codemm.planning.topics import IMPERATIVE_TOPICS, SQL_TOPICS

MOST = 10_000
_QUOTED = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`|\"[^\"\n]*\"", re.DOTALL)
_APOSTROPHES = str.maketrans({"\N{RIGHT SINGLE QUOTATION MARK}": "'", "\N{ACUTE ACCENT}": "'"})
_FURTHER_TOPICS = """
    variable dictionary dictionaries dict list array string loop function class object inheritance
    recursion sort search stack queue set map tuple pointer reference index slice scope parameter
    argument type integer float boolean modulo join subquery complexity hash null exception
    interface constructor generator lambda comprehension iterator exceptions recursividade recursao
    recursividad laco lacos bucle bucles funcao funcoes funcion funciones lista listas variavel
    variaveis variables excecao excecoes excepcion excepciones""".split()
_PHRASE_TOPICS = (
    "error handling",
    "group by",
    "prefix sum",
    "base case",
    "tratamento de erros",
    "manejo de errores",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Patterns that speak for one type with one weight."""

    type: QueryType
    weight: int
    sub_intent: SubIntent | None
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All groups, the words that ask for the solution, and those that try to change the rules."""

    groups: tuple[Group, ...]
    reveal: tuple[re.Pattern[str], ...]
    injection: tuple[re.Pattern[str], ...]
    topics: re.Pattern[str]


@cache
def table() -> Table:
    """Return the table."""
    text = resources.files(__package__).joinpath("terms.toml").read_text("utf-8")
    told = tomllib.loads(text)
    groups = tuple(
        Group(one["type"], one["weight"], one.get("sub_intent"), _compiled(one["patterns"]))
        for one in told["group"]
    )
    reveal = told["reveal"]
    names = {*IMPERATIVE_TOPICS, *SQL_TOPICS, *_FURTHER_TOPICS, *_PHRASE_TOPICS}
    topics = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return Table(
        groups,
        _compiled(reveal["patterns"]),
        _compiled(reveal["injection"]),
        re.compile(rf"(?<!\w)(?:{topics})(?!\w)"),
    )


def folded(text: str) -> str:
    """Return a question in small letters, without accents, punctuation at its end and quotations.

    What stands in quotes or in code is not what the learner says.
    """
    own = _QUOTED.sub(" code ", text[:MOST].translate(_APOSTROPHES))
    return plain(own if own.strip(" ?!.,\n") else text[:MOST].translate(_APOSTROPHES))


def plain(text: str) -> str:
    """Return a text in small letters without accents and with single blanks."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[?!.,;:…¿¡()]+(?=\s|$)|[¿¡(]", " ", bare).split())


def _compiled(patterns: list[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"(?<!\w)(?:{one})(?!\w)") for one in patterns)
