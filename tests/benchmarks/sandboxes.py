"""Every tier that works on this machine."""

from __future__ import annotations

from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.local import LocalSandbox
from jupyter_codemm.sandbox.probe import choose


async def available() -> list[Sandbox]:
    """Return one sandbox per tier, strongest first; says which tiers are not there."""
    found: list[Sandbox] = []
    try:
        found.append(await choose("docker"))
    except MissingToolError as error:
        print(f"  (docker is not measured: {error.message})")
    for tier in ("bwrap", "landlock"):
        sandbox = LocalSandbox(tier)
        reason = (await sandbox.trial()).reason
        if reason:
            print(f"  ({tier} is not measured: {reason})")
        else:
            found.append(sandbox)
    return found
