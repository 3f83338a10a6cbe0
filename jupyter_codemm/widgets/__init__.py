"""The kernel side: run samples and submit from any front end. Talks HTTP, knows contracts only."""

from jupyter_codemm.widgets.extension import load, unload
from jupyter_codemm.widgets.grading import graded, passes

__all__ = ["graded", "load", "passes", "unload"]
