"""Files that a compiler made, on their way from one box to another."""

from __future__ import annotations

from dataclasses import dataclass

LONGEST_PATH, LONGEST_NAME = 1000, 255


@dataclass(frozen=True, slots=True)
class Product:
    """One file that a compile step left behind."""

    content: bytes
    executable: bool = False


def checked_path(path: object) -> str:
    """Return a path of a product, which a box chose; raises ValueError for any but a plain one.

    Plain are names joined by single slashes, each of them not empty, no `.` or `..`, without NUL
    and encodable: such a path stays below the folder that it is joined to.
    """
    if not isinstance(path, str) or "\0" in path or len(path) > LONGEST_PATH:
        raise ValueError("a product has no usable path")
    for name in path.split("/"):
        if name in {"", ".", ".."} or len(name.encode()) > LONGEST_NAME:
            raise ValueError("a product's path is not plain")
    return path


def belongs(path: str, names: tuple[str, ...]) -> bool:
    """Return whether a path is one of `names` or lies in a folder that is."""
    return any(path == name or path.startswith(f"{name}/") for name in names)
