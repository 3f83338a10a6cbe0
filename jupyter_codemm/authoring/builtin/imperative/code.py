"""Reference solutions as source text, put together from a family's function bodies.

A family gives, for each language, the body of its function; lines above a line `---` are helper
functions. Heads come from the signature, so that names and types are written once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent, indent

from jupyter_codemm.authoring.builtin.imperative.naming import filled
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.contracts.languages.java import DEFAULT_CONTAINER
from jupyter_codemm.contracts.signature import Signature

STEP = "    "
_HEADERS = {
    "algorithm": r"std::(sort|max|min|reverse|find|count|swap|stable_sort)\b",
    "cctype": r"std::(isdigit|isalpha|islower|isupper)\b",
    "deque": r"std::deque\b",
    "iostream": r"std::(cin|cout)\b",
    "map": r"std::map\b",
    "queue": r"std::queue\b",
    "set": r"std::set\b",
    "sstream": r"std::istringstream\b",
    "stack": r"std::stack\b",
    "string": r"std::(string|to_string|stoi|getline)\b",
    "unordered_map": r"std::unordered_map\b",
    "unordered_set": r"std::unordered_set\b",
    "utility": r"std::pair\b",
    "vector": r"std::vector\b",
}
_IMPORTS = {"import sys": r"\bsys\.stdin\b", "from collections import deque": r"\bdeque\("}


def function_parts(
    signature: Signature, language: Language, body: str, words: Mapping[str, object]
) -> str:
    """Return the helpers and the function of a signature, without imports or an enclosing class."""
    helpers, _, main = body.rpartition("---\n") if "---\n" in body else ("", "", body)
    texts = [_tidy(filled(dedent(helpers), words))] if helpers.strip() else []
    text = _tidy(filled(dedent(main), words))
    texts.append(_function(signature, language, text))
    return _between(language).join(texts)


def assembled(language: Language, parts: list[str], *, beside: str = "") -> str:
    """Return a source file that holds the parts, with what it has to import.

    `beside` is a type that the parts use; in Java it stands beside the class that holds the parts.
    """
    if language == "java":
        inner = indent(_between(language).join(parts), STEP)
        solution = f"public class {DEFAULT_CONTAINER} {{\n{inner}\n}}"
        return "\n\n".join(["import java.util.*;", *([beside] if beside else []), solution]) + "\n"
    text = _between(language).join([beside, *parts] if beside else parts)
    return with_imports(text) if language == "python" else with_headers(text)


def with_imports(text: str) -> str:
    """Return Python text with the standard imports that it mentions."""
    lines = [line for line, use in _IMPORTS.items() if re.search(use, text)]
    return "\n".join(lines) + f"\n\n\n{text}\n" if lines else f"{text}\n"


def with_headers(text: str) -> str:
    """Return C++ text with the standard headers that it mentions."""
    names = sorted(name for name, use in _HEADERS.items() if re.search(use, text))
    includes = "".join(f"#include <{name}>\n" for name in names)
    return f"{includes}\n{text}\n" if includes else f"{text}\n"


def _function(signature: Signature, language: Language, body: str) -> str:
    native = FACTS[language].native
    returns = native(signature.returns_node)
    inner = indent(body, STEP)
    if language == "python":
        params = ", ".join(f"{p.name}: {native(p.node)}" for p in signature.params)
        return f"def {signature.name}({params}) -> {returns}:\n{inner}"
    params = ", ".join(f"{native(p.node)} {p.name}" for p in signature.params)
    prefix = "public static " if language == "java" else ""
    return f"{prefix}{returns} {signature.name}({params}) {{\n{inner}\n}}"


def _tidy(text: str) -> str:
    return text.strip("\n").rstrip()


def _between(language: Language) -> str:
    return "\n\n\n" if language == "python" else "\n\n"
