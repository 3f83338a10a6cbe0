"""Slips in Java and C++, found in the trees of tree-sitter; one vocabulary for both languages."""

from jupyter_codemm.gates.mutation.braces.workshop import BracesWorkshop
from jupyter_codemm.syntax.grammar import CPP, JAVA

__all__ = ["CPP", "JAVA", "BracesWorkshop"]
