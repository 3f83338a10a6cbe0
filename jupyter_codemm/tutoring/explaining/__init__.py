"""Errors in plain language, by tables of data: one file of patterns for each language."""

from jupyter_codemm.tutoring.explaining.behaviour import Behaviour, explain_run
from jupyter_codemm.tutoring.explaining.explain import explain

__all__ = ["Behaviour", "explain", "explain_run"]
