"""What a program uses, and how large it is, read from its source alone."""

from jupyter_codemm.gates.traits.reading import traits_of
from jupyter_codemm.gates.traits.traits import Traits

__all__ = ["Traits", "traits_of"]
