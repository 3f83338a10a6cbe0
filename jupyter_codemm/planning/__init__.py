"""From a strict spec to a plan of slots. Pure."""

from __future__ import annotations

from jupyter_codemm.planning.guidance import mean_mastery, scaffold
from jupyter_codemm.planning.planner import plan

__all__ = ["mean_mastery", "plan", "scaffold"]
