"""Inside the sandbox: puts programs into packages for a compiler, and their classes out of them.

Programs of one language share the names of their classes; in a package each they can be compiled
together. A package is named by a word and the program's number. Out of it again, the classes are
what they would be had they been compiled alone: in a class file names are entries of the constant
pool, and nothing else tells of the package.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

MAGIC = b"\xca\xfe\xba\xbe"
POOL, TEXT = 10, 3
UTF8, LONG, DOUBLE, METHOD_HANDLE = 1, 5, 6, 15
LONGER = {LONG: 8, DOUBLE: 8, METHOD_HANDLE: 3}
SHORTER = (7, 8, 16, 19, 20)


def main(build: str) -> int:
    """Do what is asked for; returns the exit code."""
    del build
    way, *arguments = sys.argv[2:]
    {"into": into, "out_of": out_of}[way](*arguments)
    return 0


def into(word: str, told: str, folder: str) -> None:
    """Write the sources that a file tells, by program and name, each into its package's folder."""
    for number, sources in json.loads(Path(told).read_text(encoding="ascii")).items():
        package = Path(folder, f"{word}{number}")
        package.mkdir(parents=True)
        for name, text in sources.items():
            source = f"package {package.name};{text}"
            (package / name).write_bytes(source.encode("utf-8", "surrogatepass"))


def out_of(word: str, folder: str, classes: str) -> None:
    """Write the classes of each package into a folder that is named by the program's number."""
    for package in Path(folder).iterdir():
        target = Path(classes, package.name.removeprefix(word))
        target.mkdir(parents=True)
        for file in package.iterdir():
            content = renamed(file.read_bytes(), f"{package.name}/".encode())
            (target / file.name).write_bytes(content)


def renamed(content: bytes, prefix: bytes) -> bytes:
    """Return a class file in which no name has the prefix any more."""
    if not content.startswith(MAGIC):
        raise ValueError("a compiler made something that is no class")
    parts, at = [content[:POOL]], POOL
    left = int.from_bytes(content[POOL - 2 : POOL], "big") - 1
    while left > 0:
        tag, end = content[at], _end(content, at)
        entry = content[at:end]
        parts.append(_without(prefix, entry) if tag == UTF8 else entry)
        left -= 2 if tag in (LONG, DOUBLE) else 1
        at = end
    return b"".join((*parts, content[at:]))


def _end(content: bytes, at: int) -> int:
    """Return where an entry of the constant pool ends."""
    tag, begin = content[at], at + 1
    if tag == UTF8:
        return at + TEXT + int.from_bytes(content[begin : at + TEXT], "big")
    return begin + LONGER.get(tag, 2 if tag in SHORTER else 4)


def _without(prefix: bytes, entry: bytes) -> bytes:
    """Return a text of the constant pool without the prefix, wherever it is."""
    text = entry[TEXT:].replace(prefix, b"")
    return entry[:1] + len(text).to_bytes(2, "big") + text
