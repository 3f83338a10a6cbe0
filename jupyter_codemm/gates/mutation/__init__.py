"""Mutation: programs that are wrong in one small way, to see whether tests notice."""

from jupyter_codemm.gates.mutation.generating import mutants
from jupyter_codemm.gates.mutation.mutant import HELD_OUT, KEPT, Mutant
from jupyter_codemm.gates.mutation.probing import Probe, probes

__all__ = ["HELD_OUT", "KEPT", "Mutant", "Probe", "mutants", "probes"]
