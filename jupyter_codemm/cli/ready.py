"""Before work starts: make sure that these languages can be judged here."""

from __future__ import annotations

import os
from collections.abc import Sequence

from jupyter_codemm.cli.output import Output
from jupyter_codemm.cli.wiring import SandboxChoice, Wiring
from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.languages import FACTS
from jupyter_codemm.errors import MissingToolError, UnavailableError
from jupyter_codemm.sandbox import images

BASE_VARIABLE = "CODEMM_IMAGE_BASE"


async def make_ready(
    wiring: Wiring, choice: SandboxChoice, languages: Sequence[Language], out: Output
) -> None:
    """Build judge images that are missing, then check every language and print its tier.

    Raises MissingToolError naming what is missing and how to get it, before anything has started.
    """
    if choice != "local":
        await _build_missing(choice, languages, out)
    sandbox = await wiring.sandbox(choice)
    try:
        found = {item.language: item for item in await sandbox.languages()}
    finally:
        await sandbox.close()
    for language in languages:
        item = found[language]
        if not item.ok:
            raise MissingToolError(
                f"{FACTS[language].title} cannot be judged here: {item.reason}. Try: {item.fix}",
                where=language,
            )
        out.line(f"{FACTS[language].title} is judged in the sandbox tier: {item.tier}")


async def _build_missing(choice: SandboxChoice, languages: Sequence[Language], out: Output) -> None:
    try:
        missing = await images.missing(languages)
        if not missing:
            return
        out.line(f"building the judge image for {', '.join(missing)} (once, a few minutes) ...")
        base = os.environ.get(BASE_VARIABLE)
        await images.build(missing, base, lambda line: out.line(f"  {line}"))
    except (MissingToolError, UnavailableError) as error:
        if choice == "docker":
            raise
        out.line(f"Docker is not used: {error.message}")
