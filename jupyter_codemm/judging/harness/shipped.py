"""Which files of a plan are the product's own, and therefore no secret."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources


def shipped_files(files: Mapping[str, bytes]) -> frozenset[str]:
    """Return the names of those files whose content comes with the product."""
    return frozenset(name for name, content in files.items() if content in _contents())


@cache
def _contents() -> frozenset[bytes]:
    folder = resources.files(__package__).joinpath("files")
    return frozenset(item.read_bytes() for item in folder.iterdir() if item.is_file())
