"""Inside a sandbox of its own: asks a problem's checker about what programs answered.

It finds inputs and observed answers in the file `frame`, calls `check(given, got)` of checker.py
for each, and answers one line of JSON an item. It knows no expected value and runs no program of a
learner.
"""

from __future__ import annotations

import json
import os

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any

RESULT_FD = 3
MAX_TEXT = 500


def read(fields: dict[str, Json]) -> Json:
    """Return an object of the frame; a large integer travels as hexadecimal text."""
    return int(fields["$int"], 16) if set(fields) == {"$int"} else fields


def ruling(item: Json) -> dict[str, object]:
    """Return what the checker says of one item, or how it failed."""
    try:
        said = __import__("checker").check(item["given"], item["got"])
    except BaseException as error:  # noqa: BLE001 - a checker may raise anything
        return {"raises": type(error).__name__, "message": str(error)[:MAX_TEXT]}
    if type(said) is bool:
        return {"value": said}
    if type(said) is str:
        return {"value": said[:MAX_TEXT]}
    return {"raises": "TypeError", "message": f"check returned a {type(said).__name__}"}


def main(build: str) -> int:
    """Answer every item; return the exit code."""
    del build
    with open("frame", encoding="utf-8") as frame:  # noqa: PTH123 - pathlib is slow to import
        items = json.load(frame, object_hook=read)["items"]
    for index, item in enumerate(items):
        line = json.dumps({"item": index, **ruling(item)})
        data = memoryview(line.encode() + b"\n")
        while data:
            data = data[os.write(RESULT_FD, data) :]
    return 0
