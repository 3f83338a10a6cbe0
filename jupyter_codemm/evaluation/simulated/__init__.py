"""A model that is none: it answers over HTTP, as well or as badly as a script has it."""

from jupyter_codemm.evaluation.simulated.endpoint import Endpoint
from jupyter_codemm.evaluation.simulated.model import MODEL, Script, SimulatedModel

__all__ = ["MODEL", "Endpoint", "Script", "SimulatedModel"]
