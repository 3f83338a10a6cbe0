"""Faults that replies of models have, one small pure function each."""

from jupyter_codemm.evaluation.faults.catalogue import FAULTS, Fault
from jupyter_codemm.evaluation.faults.spoiling import Spoilt

__all__ = ["FAULTS", "Fault", "Spoilt"]
