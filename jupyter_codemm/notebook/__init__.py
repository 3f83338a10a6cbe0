"""Activity → notebook, and answers back out of one. nbformat is used only here."""

from jupyter_codemm.contracts.cell import Header, parse_header
from jupyter_codemm.notebook.answers import Answer, Answers, read_answers
from jupyter_codemm.notebook.building import build
from jupyter_codemm.notebook.nbgrader import build_nbgrader, bundle_of
from jupyter_codemm.notebook.otter import build_otter

__all__ = [
    "Answer",
    "Answers",
    "Header",
    "build",
    "build_nbgrader",
    "build_otter",
    "bundle_of",
    "parse_header",
    "read_answers",
]
