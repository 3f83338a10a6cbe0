"""A review of a program without running it: notes by line, strengths, and a score. No grade."""

from jupyter_codemm.tutoring.reviewing.review import LONGEST, Note, Review, review

__all__ = ["LONGEST", "Note", "Review", "review"]
