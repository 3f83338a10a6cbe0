"""Slips in Java and C++, found in the trees of tree-sitter; one vocabulary for both languages."""

from jupyter_codemm.gates.mutation.braces.grammar import CPP, JAVA
from jupyter_codemm.gates.mutation.braces.workshop import BracesWorkshop

__all__ = ["CPP", "JAVA", "BracesWorkshop"]
