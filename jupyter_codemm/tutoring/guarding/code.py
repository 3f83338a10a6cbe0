"""Code in a reply: taken out below the level of worked examples, in whatever form it comes."""

from __future__ import annotations

import re

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS

_FENCED = re.compile(
    r"^[ \t]*(```|~~~)[^\n]*\n.*?(?:^[ \t]*\1[ \t]*$|\Z)", re.DOTALL | re.MULTILINE
)
_TRIPLE = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
_TAGGED = re.compile(r"<(code|pre|script)\b[^>]*>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE)
_SPAN = re.compile(r"`([^`\n]*)`")
_NAME = re.compile(r"[^\W\d][\w.]{0,60}(?:\(\s*\))?|-?\d{1,6}|[<>=!+\-*/%&|]{1,3}")
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]*[ \t]*\n?")
_VALUE = (
    r"(?:-?\d|[\"'\[{(]|[^\W\d]\w*(?:[.(\[;]|\s*(?:[+\-*/%<>]|$))|true\b|false\b|none\b|null\b"
    r"|new\b|not\b|len\b)"
)
_CODE = re.compile(
    rf"(?:\b[^\W\d]\w*(?:\[[^\]\n]*\]|\.\w+)?\s*(?:[+\-*/%]|//|\*\*)?=(?![=>])\s*{_VALUE})"
    r"|(?:\b\w+\s*(?:==|!=|<=|>=|&&|\|\||\+\+|--(?=\W|$)|=>|->|<<|>>|::|//)\s*[\w\"'(\[]?)"
    r"|(?:\b[^\W\d]\w*\s*[<>]\s*[\w(-])|(?:\b[^\W\d]\w*\[[^\]\n]{1,60}\])"
    r"|(?:\b[^\W\d]\w*\.[^\W\d]\w*\()"
    r"|(?:^\s*(?:for|foreach)\b[^.!?\n]{0,80}\bin\b[^.!?\n]{0,60}:\s*$)"
    r"|(?:^\s*(?:for|while|if|elif|switch)\s*\([^\n]*\)\s*\{?\s*$)"
    r"|(?:^\s*(?:def|class|import|from|#include|using|public|private|static|void|func|fn|let"
    r"|var|const"
    r"|function|int|bool|boolean|string|float|double|long|auto|vector"
    r"|list)\s+[\w<>\[\]:]+\s*(?:[(=;{:]|$))"
    r"|(?:^\s*(?:else|try|do|finally)\s*[:{]\s*$)"
    r"|(?:^\s*return\b(?:\s+[\w\"'(\[\]).+\-*/%]+){0,4}\s*;?\s*$)"
    r"|(?:[;{]\s*$)|(?:\{[^}\n]*\})|(?:^\s*(?:public|private|protected)\s*:)"
    r"|(?-i:^\s*return\b(?:[^.!?\n]*$|\s*[\[\"'({\d-]))"
    r"|(?-i:^\s*(?:if|elif|else|while|for|with|try|except|def|class|switch"
    r"|case)\b[^!?\n]*:\s*$)|(?:^\s*[{}]\s*$)|(?:\b(?:print|println|printf|console|cout"
    r"|System)\b(?:\s*[(<]|\.\w))"
    r"|(?:\breturn\s+[^\W\d]\w*\s*[+\-*/%\[(])|(?:\b\w+\s*[+*/%]\s*\w+\s*[+\-*/%)]\s*\w)",
    re.IGNORECASE | re.MULTILINE,
)
_QUERY = re.compile(
    r"\bselect\s+(?:distinct\s+)?[\w.*,()\s\"'+\-/]{1,300}?\s+from\s+\w+"
    r"(?=\s*(?:;|$|\n|\s(?:as|where|join|left|inner|group|order|having|limit|on|\w{1,3}\b)))"
    r"|\bwhere\s+[\w.]+\s*(?:[<>=]|\bis\s+(?:not\s+)?null\b|\bin\s*\(|\blike\b\s*')"
    r"|\bgroup\s+by\s+\w+[.,]\w"
    r"|\bon\s+\w+\.\w+\s*=|\border\s+by\s+[\w.]+\s+(?:asc|desc)\b|\b(?:sum|avg|min|max"
    r"|count)\s*\([^)]{1,60}\)"
    r"|\bpartition\s+by\s+\w+|\bover\s*\(",
    re.IGNORECASE,
)
_CALL = re.compile(r"\b[^\W\d]\w*\([^()\n]+\)")


def without_code(text: str, language: Language, public: str = "") -> tuple[str, bool]:
    """Return a text without code, and whether there was any.

    Blocks go as a whole, of prose the sentences that hold a statement or an expression. A single
    name in backticks may stay, and so may what the learner can read anyway.
    """
    bare = _TAGGED.sub("\n", _TRIPLE.sub("\n", _FENCED.sub("\n", text)))
    kept, dropped = [], bare != text
    for sentence in _SENTENCE.findall(bare):
        if is_code(sentence, language, public):
            dropped = True
            kept.append("\n" if sentence.endswith("\n") else "")
        else:
            kept.append(sentence)
    return re.sub(r"\n{3,}", "\n\n", "".join(kept)).strip(), dropped


def is_code(sentence: str, language: Language, public: str = "") -> bool:
    """Return whether a sentence holds a statement or an expression of any language."""
    spans = _SPAN.findall(sentence)
    if any(not _may_stay(span, public) for span in spans):
        return True
    outside = _SPAN.sub(lambda m: " it " if _is_sign(m[1]) else f" {m[1]} ", sentence)
    outside = _without_public(outside, public).replace("C++", "Cpp")
    # Spans one after another are code that was cut into pieces.
    if len(spans) > 3 and _SPAN.sub("", sentence).count(" ") < 2 * len(spans):  # noqa: PLR2004
        return True
    if _CODE.search(outside) or _QUERY.search(outside) or _starts_comment(outside, language):
        return True
    return any("," in call or re.search(r"[+\-*/%\[\"']", call) for call in _CALL.findall(outside))


def _may_stay(span: str, public: str) -> bool:
    inner = span.strip()
    return not inner or bool(_NAME.fullmatch(inner)) or _is_public(inner, public)


def _is_public(inner: str, public: str) -> bool:
    return len(inner) <= 60 and "\n" not in inner and inner in public and "=" not in inner  # noqa: PLR2004


def _is_sign(span: str) -> bool:
    return not re.search(r"\w", span)


def _without_public(text: str, public: str) -> str:
    """Drop calls as the statement writes them, and quoted samples."""
    return _CALL.sub(lambda m: " it " if _is_public(m[0], public) else m[0], text)


def _starts_comment(text: str, language: Language) -> bool:
    mark = re.escape(FACTS[language].comment)
    return re.search(rf"^\s*{mark}\s*\S", text, re.MULTILINE) is not None
