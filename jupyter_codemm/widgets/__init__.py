"""The kernel side: run samples and submit from any front end. Talks HTTP, knows contracts only."""

from jupyter_codemm.widgets.extension import load, unload

__all__ = ["load", "unload"]
