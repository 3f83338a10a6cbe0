"""Which programming language a message asks for."""

from __future__ import annotations

from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.spec.vocabulary import COUNTED_NOUNS, DIFFICULTY_WORDS
from jupyter_codemm.spec.words import SEPARATORS, Token, at, negated

_KNOWN: dict[str, Language] = {
    "python": "python",
    "py": "python",
    "pyhton": "python",
    "phyton": "python",
    "java": "java",
    "c++": "cpp",
    "cpp": "cpp",
    "cplusplus": "cpp",
    "sql": "sql",
    "sqlite": "sql",
    "mysql": "sql",
    "postgres": "sql",
    "postgresql": "sql",
}
_OTHERS = {
    "rust": "Rust",
    "golang": "Go",
    "javascript": "JavaScript",
    "js": "JavaScript",
    "typescript": "TypeScript",
    "ts": "TypeScript",
    "ruby": "Ruby",
    "kotlin": "Kotlin",
    "php": "PHP",
    "perl": "Perl",
    "haskell": "Haskell",
    "scala": "Scala",
    "matlab": "MATLAB",
    "fortran": "Fortran",
    "cobol": "COBOL",
    "pascal": "Pascal",
    "clojure": "Clojure",
    "elixir": "Elixir",
    "erlang": "Erlang",
    "lua": "Lua",
    "c#": "C#",
    "csharp": "C#",
    "f#": "F#",
    "bash": "Bash",
    "powershell": "PowerShell",
    "prolog": "Prolog",
}
# These are ordinary words too: they are languages only where a language is expected.
_ORDINARY = {"go": "Go", "c": "C", "r": "R", "d": "D", "swift": "Swift", "julia": "Julia"}
_ORDINARY |= {"dart": "Dart", "scratch": "Scratch"}
_BEFORE = frozenset("in into use using language en em auf".split())
_SWITCH = frozenset({("switch", "to"), ("change", "to"), ("move", "to"), ("it", "to")})
_AFTER = frozenset("language programming code".split())
_BACKGROUND = frozenset("know knows knew from than like unlike familiar background".split())
_TOPICAL = frozenset("on about regarding sobre uber sur".split())
_NOT_SQL = frozenset("injection injections".split())
VERSIONS: dict[Language, frozenset[int]] = {
    "python": frozenset({2, 3}),
    "java": frozenset(range(5, 31)),
    "cpp": frozenset({3, 11, 14, 17, 20, 23, 26, 98}),
    "sql": frozenset({92, 99}),
}


@dataclass(frozen=True, slots=True)
class LanguageHeard:
    """The language asked for; or several, among which nobody chose; or one that we do not have."""

    language: Language | None = None
    several: tuple[Language, ...] = ()
    unknown: str | None = None
    refused: tuple[Language, ...] = ()

    def __bool__(self) -> bool:
        return self != LanguageHeard()


@dataclass(frozen=True, slots=True)
class _Mention:
    index: int
    language: Language
    weight: int


def language_at(tokens: tuple[Token, ...], index: int) -> Language | None:
    """Return the language of ours that the token at an index names."""
    if not 0 <= index < len(tokens):
        return None
    word = tokens[index].text
    if word == "java" and at(tokens, index + 1) == "script":
        return None
    if word in ("sql", "mysql") and at(tokens, index + 1) in _NOT_SQL:
        return None
    if word == "plus" and [at(tokens, index - 1), at(tokens, index - 2)] == ["plus", "c"]:
        return "cpp"
    return _KNOWN.get(word)


def is_version(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a number belongs to the language's name: the 17 of "Java 17 easy problems".

    A number in 1..7 that stands before a difficulty or a problem is a count, as in "Python 3 easy".
    """
    language = language_at(tokens, index - 1)
    if language is None or tokens[index].kind != "number":
        return False
    value = tokens[index].value
    if value is None or tokens[index].glued:
        return True
    following = at(tokens, index + 1)
    counts = following in COUNTED_NOUNS or following in DIFFICULTY_WORDS
    if counts and 1 <= value <= 7:  # noqa: PLR2004 - MAX_PROBLEMS, read as a count
        return False
    return value in VERSIONS[language]


def hear_language(tokens: tuple[Token, ...], *, asked: bool) -> LanguageHeard:
    """Return what a message, or the part after a correction, says about the language.

    `asked` means that a bare "C" or "go" answers the question.
    """
    mentions, refused = [], []
    for index in range(len(tokens)):
        language = language_at(tokens, index)
        if language is None:
            continue
        if negated(tokens, index) or _replaced(tokens, index):
            refused.append(language)
        else:
            mentions.append(_Mention(index, language, _weight(tokens, index)))
    top = max((m.weight for m in mentions), default=0)
    best = [m for m in mentions if m.weight == top]
    wanted = tuple(dict.fromkeys(m.language for m in best))
    unknown = None if wanted else _unknown(tokens, asked=asked)
    return LanguageHeard(
        language=wanted[0] if len(wanted) == 1 else None,
        several=wanted if len(wanted) > 1 else (),
        unknown=unknown,
        refused=tuple(refused),
    )


def _weight(tokens: tuple[Token, ...], index: int) -> int:
    """Return what a mention is: 2 the language wanted, 1 perhaps a topic, 0 background."""
    before = {at(tokens, index - 1), at(tokens, index - 2)} - SEPARATORS
    if before & _BACKGROUND:
        return 0
    return 1 if before & _TOPICAL else 2


def _replaced(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether the mention is the X of "from X to Y" or "X -> Y"."""
    following = [at(tokens, index + step) for step in (1, 2, 3)]
    if following[:2] == ["-", ">"]:
        return language_at(tokens, index + 3) is not None
    return following[0] in ("to", "into", "→") and language_at(tokens, index + 2) is not None


def _unknown(tokens: tuple[Token, ...], *, asked: bool) -> str | None:
    for index, token in enumerate(tokens):
        if negated(tokens, index):
            continue
        if token.text in _OTHERS:
            return _OTHERS[token.text]
        if token.text == "java" and at(tokens, index + 1) == "script":
            return "JavaScript"
        if token.text in _ORDINARY and _expects_language(tokens, index, asked=asked):
            return _ORDINARY[token.text]
    return None


def _expects_language(tokens: tuple[Token, ...], index: int, *, asked: bool) -> bool:
    following = at(tokens, index + 1)
    if asked and len(tokens) == 1:
        return True
    if tokens[index].text == "c" and tokens[index].raw == "C" and following in COUNTED_NOUNS:
        return True
    if following in _AFTER:
        return True
    ends = (
        index == len(tokens) - 1
        or following in SEPARATORS
        or following in COUNTED_NOUNS | {"please"}
    )
    before = (at(tokens, index - 2), at(tokens, index - 1))
    return ends and (before[1] in _BEFORE or before in _SWITCH)
