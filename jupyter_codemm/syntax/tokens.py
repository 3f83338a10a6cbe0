"""Normalised tokens: the unit in which shared text is measured.

Layout, comments, the spelling of literals and, in SQL, upper and lower case make no difference.
"""

from __future__ import annotations

import keyword
import re

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS

STRING = "\N{LEFT DOUBLE QUOTATION MARK}"
NAME = "\N{WHITE SQUARE}"
NUMBER = "\N{NUMERO SIGN}"
GRAM = 6

_STRINGS = r"\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'"
_LINE_COMMENT = {"python": r"#[^\n]*", "java": r"//[^\n]*", "cpp": r"//[^\n]*", "sql": r"--[^\n]*"}
_BLOCK_COMMENT = r"/\*.*?\*/"
_DOCSTRING = re.compile(r"^[ \t]*[rRuU]?(\"\"\"|''').*?\1[ \t]*$", re.DOTALL | re.MULTILINE)
_COMMENT_MARKS = {
    "python": re.compile(r"#"),
    "java": re.compile(r"//|/\*|\*/"),
    "cpp": re.compile(r"//|/\*|\*/"),
    "sql": re.compile(r"--|/\*|\*/"),
}
_NUMBER = r"\d[\w.]*"
_WORD = r"[^\W\d]\w*"
_SYMBOL = (
    r"<<=|>>=|\*\*=|//=|\.\.\.|->|\+\+|--|&&|\|\||<<|>>|\*\*|//|::|:="
    r"|[-+*/%&|^<>=!]=|[^\w\s]"
)
_TOKEN = re.compile(f"({_STRINGS})|({_NUMBER})|({_WORD})|({_SYMBOL})")
_LOOSE = re.compile(f"()({_NUMBER})|({_WORD})|({_SYMBOL})")
# Longer numbers stay as they are written: Python turns no number of thousands of digits into text.
_MOST_DIGITS = 1000
_QUOTES = "\"'`"
_SQL_KEYWORDS = frozenset(
    """select from where group by having order limit offset join left right inner outer cross on
    using as and or not in is null like between exists case when then else end union all except
    intersect distinct with recursive over partition rows range preceding following current row asc
    desc count sum avg min max values""".split()
)


def code_tokens(code: str, language: Language) -> tuple[str, ...]:
    """Return the tokens of code, without comments and doc strings; a string is one token."""
    return _scan(_TOKEN, without_comments(code, language), language)


def text_tokens(text: str, language: Language, *, strings: bool) -> tuple[str, ...]:
    """Return the tokens of any text, comments included, since a comment can hold code.

    With `strings`, quotes delimit strings as in code. Without, quotes are dropped: in prose an
    apostrophe would swallow what follows it.
    """
    bare = _COMMENT_MARKS[language].sub(" ", text)
    return _scan(_TOKEN if strings else _LOOSE, bare, language)


def nameless(tokens: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the tokens with every name that the language does not reserve made the same."""
    return tuple(NAME if _is_free_name(token, language) else token for token in tokens)


def shape(tokens: tuple[str, ...], language: Language) -> tuple[str, ...]:
    """Return the tokens with all free names, all numbers and all strings made the same."""
    return tuple(_kind(token) for token in nameless(tokens, language))


def token_grams(tokens: tuple[str, ...], size: int = GRAM) -> frozenset[str]:
    """Return the runs of `size` tokens, each as one text."""
    return frozenset(" ".join(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def without_comments(code: str, language: Language) -> str:
    """Return code whose comments, and in Python doc strings, are gone."""
    if language == "python":
        code = _DOCSTRING.sub("", code)
        pattern = f"({_STRINGS})|{_LINE_COMMENT[language]}"
    else:
        pattern = f"({_STRINGS})|{_LINE_COMMENT[language]}|{_BLOCK_COMMENT}"
    return re.sub(pattern, lambda m: m.group(1) or " ", code, flags=re.DOTALL)


def _scan(pattern: re.Pattern[str], text: str, language: Language) -> tuple[str, ...]:
    tokens = []
    for match in pattern.finditer(text):
        string, number, word, symbol = match.groups()
        if string:
            tokens.append(STRING + string[1:-1])
        elif number:
            tokens.append(_number(number))
        elif word:
            tokens.append(word.lower() if language == "sql" else word)
        elif symbol not in _QUOTES:
            tokens.append(symbol)
    return tuple(tokens)


def _number(text: str) -> str:
    plain = text.lower().replace("_", "")
    if len(plain) > _MOST_DIGITS:
        return plain
    hexadecimal = re.fullmatch(r"0x([0-9a-f]+)[lu]*", plain)
    if hexadecimal:
        return str(int(hexadecimal.group(1), 16))
    plain = plain.rstrip("luf")
    whole, dot, fraction = plain.partition(".")
    return whole + (dot + fraction if fraction.strip("0") else "")


def _kind(token: str) -> str:
    if token.startswith(STRING):
        return STRING
    return NUMBER if token[0].isdigit() else token


def _is_free_name(token: str, language: Language) -> bool:
    if not re.fullmatch(_WORD, token):
        return False
    if language == "python":
        return not keyword.iskeyword(token)
    return token not in (_SQL_KEYWORDS if language == "sql" else FACTS[language].reserved)
