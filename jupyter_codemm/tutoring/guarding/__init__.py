"""The output guard: of what a model says nobody reads the solution or a hidden value."""

from jupyter_codemm.tutoring.guarding.context import GuardContext, Guarded, hidden_values
from jupyter_codemm.tutoring.guarding.guard import guard
from jupyter_codemm.tutoring.guarding.stream import Ended, Stream, ended, fed, opened

__all__ = [
    "Ended",
    "GuardContext",
    "Guarded",
    "Stream",
    "ended",
    "fed",
    "guard",
    "hidden_values",
    "opened",
]
