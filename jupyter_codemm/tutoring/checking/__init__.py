"""What a learner's own code shows without running it: findings by line, told in words, no code."""

from jupyter_codemm.tutoring.checking.checks import findings
from jupyter_codemm.tutoring.checking.finding import Finding
from jupyter_codemm.tutoring.checking.told import told

__all__ = ["Finding", "findings", "told"]
