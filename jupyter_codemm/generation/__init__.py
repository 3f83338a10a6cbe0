"""Generation: a plan becomes proven problems, slot by slot."""

from jupyter_codemm.generation.generate import GenerationResult, generate
from jupyter_codemm.generation.titles import activity_title

__all__ = ["GenerationResult", "activity_title", "generate"]
