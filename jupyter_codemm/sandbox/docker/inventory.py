"""Find and build judge images. Blocking: callers use a thread."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from dataclasses import dataclass

from docker import DockerClient

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.sandbox.docker.daemon import (
    ANSWER_S,
    answers,
    closing_responses,
    connect,
    in_our_words,
)
from jupyter_codemm.sandbox.docker.recipes import (
    RECIPE_LABEL,
    RECIPES,
    TOOLCHAIN_LABEL,
    Recipe,
    dockerfile,
)


@dataclass(frozen=True, slots=True)
class ImageRow:
    """A judge image on this daemon. `current` is False for one of an older recipe."""

    toolchain: str
    tag: str
    size_mb: int
    current: bool


def image_of(client: DockerClient, language: Language) -> str | None:
    """Return the id of the newest image that serves a language now, or None."""
    labels = [f"{key}={value}" for key, value in RECIPES[language].labels().items()]
    with in_our_words("Docker could not list its images"):
        found = client.api.images(filters={"label": labels})
    newest = max(found, key=lambda image: int(image["Created"]), default=None)
    return str(newest["Id"]) if newest else None


def all_images(client: DockerClient) -> tuple[ImageRow, ...]:
    """Return every judge image, also outdated ones, by toolchain."""
    current = {recipe.digest for recipe in RECIPES.values()}
    with in_our_words("Docker could not list its images"):
        found = client.api.images(filters={"label": TOOLCHAIN_LABEL})
    rows = [
        ImageRow(
            toolchain=image["Labels"][TOOLCHAIN_LABEL],
            tag=(image.get("RepoTags") or ["(no name)"])[0],
            size_mb=image["Size"] // 1_000_000,
            current=image["Labels"].get(RECIPE_LABEL) in current,
        )
        for image in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.toolchain, row.tag)))


def has_images() -> bool:
    """Return within about a second whether a daemon answers that has a judge image of today."""
    if not answers():
        return False
    client = connect(ANSWER_S)
    try:
        return any(row.current for row in all_images(client))
    except UnavailableError:
        return False
    finally:
        client.close()


def build_image(
    client: DockerClient, recipe: Recipe, base: str, progress: Callable[[str], None]
) -> str:
    """Build one image, telling each line of progress, and return its tag.

    Raises UnavailableError in words for the user when the base cannot be had or a step fails.
    """
    tag = recipe.tag(base)
    arguments = {
        "BASE": base,
        "TOOLS": " ".join(recipe.tools),
        "PACKAGES": " ".join(recipe.packages),
    }
    with in_our_words("Docker could not build an image"), closing_responses(client):
        stream = client.api.build(
            fileobj=_context(),
            custom_context=True,
            tag=tag,
            buildargs=arguments,
            labels=recipe.labels(),
            rm=True,
            forcerm=True,
            decode=True,
        )
        for event in stream:
            if error := event.get("error"):
                raise UnavailableError(_explained(str(error), base))
            if line := str(event.get("stream") or event.get("status") or "").strip():
                progress(line)
    return tag


def _context() -> io.BytesIO:
    """Return the build context: the Dockerfile alone, so that its digest is all there is."""
    content = dockerfile().encode()
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        entry = tarfile.TarInfo("Dockerfile")
        entry.size = len(content)
        tar.addfile(entry, io.BytesIO(content))
    buffer.seek(0)
    return buffer


def _explained(error: str, base: str) -> str:
    first = error.strip().splitlines()[0]
    return (
        f"the image could not be built on {base}: {first}. Without a registry or a network, name a "
        "local image that has the tools: jupyter codemm images build --base IMAGE"
    )
