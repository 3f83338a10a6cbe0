"""Activity → notebook, and answers back out of one. nbformat is used only here."""

from jupyter_codemm.contracts.cell import Header, parse_header
from jupyter_codemm.notebook.answers import Answer, Answers, read_answers
from jupyter_codemm.notebook.building import build

__all__ = ["Answer", "Answers", "Header", "build", "parse_header", "read_answers"]
