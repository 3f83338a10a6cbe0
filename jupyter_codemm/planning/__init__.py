"""From a strict spec to a plan of slots. Pure."""

from __future__ import annotations

from jupyter_codemm.planning.guidance import scaffold
from jupyter_codemm.planning.planner import plan

__all__ = ["plan", "scaffold"]
