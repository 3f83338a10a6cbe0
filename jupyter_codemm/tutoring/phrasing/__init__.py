"""What a model is asked, and what of its words gets past the guard while they come."""

from jupyter_codemm.tutoring.phrasing.hints import failure_words, hint_request
from jupyter_codemm.tutoring.phrasing.listening import Closed, Listening, closed, heard, listening

__all__ = [
    "Closed",
    "Listening",
    "closed",
    "failure_words",
    "heard",
    "hint_request",
    "listening",
]
