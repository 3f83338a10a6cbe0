"""Judge images: build them, list them, know whether one is there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from docker import DockerClient

from jupyter_codemm.contracts.base import LANGUAGES, Language
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.sandbox.docker.daemon import BUILD_S, connect, obstacle
from jupyter_codemm.sandbox.docker.inventory import ImageRow, all_images, build_image, image_of
from jupyter_codemm.sandbox.docker.recipes import DEFAULT_BASE, RECIPES

T = TypeVar("T")

__all__ = ["ImageRow", "build", "listing", "missing"]


async def build(
    languages: Sequence[Language] | Literal["all"],
    base: str | None,
    progress: Callable[[str], None],
) -> tuple[str, ...]:
    """Build the images of some languages on `base` (Debian by default) and return their tags.

    `progress` is called on the event loop's thread with one line at a time. Raises MissingToolError
    without a Docker daemon and UnavailableError, in words for the user, when a build fails.
    """
    loop = asyncio.get_running_loop()
    wanted = LANGUAGES if languages == "all" else languages
    recipes = dict.fromkeys(RECIPES[language] for language in wanted)

    def tell(line: str) -> None:
        loop.call_soon_threadsafe(progress, line)

    def work(client: DockerClient) -> tuple[str, ...]:
        return tuple(build_image(client, recipe, base or DEFAULT_BASE, tell) for recipe in recipes)

    return await _with_client(work)


async def listing() -> tuple[ImageRow, ...]:
    """Return every judge image of the daemon; raises MissingToolError without a daemon."""
    return await _with_client(all_images)


async def missing(languages: Sequence[Language]) -> tuple[Language, ...]:
    """Return the languages whose image is not there; raises MissingToolError without a daemon."""

    def work(client: DockerClient) -> tuple[Language, ...]:
        return tuple(language for language in languages if image_of(client, language) is None)

    return await _with_client(work)


async def _with_client(work: Callable[[DockerClient], T]) -> T:
    def run() -> T:
        if reason := obstacle():
            raise MissingToolError(f"{reason}; images need Docker")
        client = connect(BUILD_S)
        try:
            return work(client)
        finally:
            client.close()

    return await asyncio.to_thread(run)
