"""Grouped reports: the recipe behind the families of grouping, from a set of features."""

from jupyter_codemm.authoring.builtin.sql.reports.drawing import recipe
from jupyter_codemm.authoring.builtin.sql.reports.report import Feature

__all__ = ["Feature", "recipe"]
