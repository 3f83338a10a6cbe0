"""What came out of judging, made readable for people. Pure; knows contracts only."""

from jupyter_codemm.reporting.outcomes import report_of

__all__ = ["report_of"]
