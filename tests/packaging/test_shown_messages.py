"""The front end knows our sentences about unknown ids by their form: no other may be said."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "labextension" / "src" / "components" / "words.ts"
ID = re.compile(r"\{[^{}]*(?:_id|version|\.id)\}")
NOT_SHOWN = {"there is no job {job_id} here"}  # said between a service and its workers


def known() -> re.Pattern[str]:
    """The pattern of the front end."""
    (found,) = re.findall(r"const UNKNOWN_ID =\s*/(.*)/;", WORDS.read_text(encoding="utf-8"))
    return re.compile(found)


def told() -> dict[str, str]:
    """Every sentence with an id that a NotFoundError is made with, by what it is in the code."""
    found = {}
    for path in (ROOT / "jupyter_codemm").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and node.args):
                continue
            if not (isinstance(node.func, ast.Name) and node.func.id == "NotFoundError"):
                continue
            if isinstance(node.args[0], ast.JoinedStr):
                text = ast.unparse(node.args[0])[2:-1]
                if ID.search(text):
                    found[text] = re.sub(r"\{[^{}]*\}", "7", text)
    return found


def test_each_is_known_to_the_front_end():
    sentences = told()
    assert len(sentences) > 20
    pattern = known()
    strange = {text for text, said in sentences.items() if not pattern.match(said)}
    assert strange == NOT_SHOWN
