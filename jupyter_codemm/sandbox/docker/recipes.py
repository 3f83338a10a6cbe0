"""The judge images: which toolchain each language needs, and how an image is recognised."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jupyter_codemm.contracts.base import Language

REPOSITORY = "jupyter-codemm"
DEFAULT_BASE = "debian:bookworm-slim"
TOOLCHAIN_LABEL = "jupyter-codemm.toolchain"
RECIPE_LABEL = "jupyter-codemm.recipe"
DIGEST_CHARACTERS = 12


@dataclass(frozen=True, slots=True)
class Recipe:
    """One image. `tools` must be on its PATH; `packages` bring them where they are missing."""

    toolchain: str
    tools: tuple[str, ...]
    packages: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What identifies the recipe: a changed recipe is another image."""
        return _digest(dockerfile(), *self.tools, "|", *self.packages)

    def tag(self, base: str) -> str:
        """Return the name of the image on a base."""
        return f"{REPOSITORY}/{self.toolchain}:{_digest(self.digest, base)}"

    def labels(self) -> dict[str, str]:
        """Return the labels by which the image is found, whatever its base."""
        return {TOOLCHAIN_LABEL: self.toolchain, RECIPE_LABEL: self.digest}


PYTHON = Recipe("python", ("python3",), ("python3",))
JAVA = Recipe("java", ("python3", "java", "javac"), ("python3", "openjdk-17-jdk-headless"))
CPP = Recipe("cpp", ("python3", "g++"), ("python3", "g++", "libc6-dev"))
RECIPES: dict[Language, Recipe] = {"python": PYTHON, "sql": PYTHON, "java": JAVA, "cpp": CPP}


@cache
def dockerfile() -> str:
    """Return the text of the one Dockerfile."""
    return files(__package__).joinpath("Dockerfile").read_text(encoding="utf-8")


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:DIGEST_CHARACTERS]
