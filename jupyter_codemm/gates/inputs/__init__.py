"""Inputs on which wrong programs show: made by seed from what an author proposed."""

from jupyter_codemm.gates.inputs.assurances import assurances
from jupyter_codemm.gates.inputs.corners import corners
from jupyter_codemm.gates.inputs.pooling import PoolInput, pool

__all__ = ["PoolInput", "assurances", "corners", "pool"]
