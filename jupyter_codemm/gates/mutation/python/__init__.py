"""Slips in Python, found in the tree of the standard library's parser."""

from jupyter_codemm.gates.mutation.python.workshop import PythonWorkshop

__all__ = ["PythonWorkshop"]
