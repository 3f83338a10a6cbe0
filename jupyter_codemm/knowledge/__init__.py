"""Documents as text, cut into pieces, and the order of what is found in them. No I/O."""

from jupyter_codemm.knowledge.chunking import chunked
from jupyter_codemm.knowledge.ranking import fused
from jupyter_codemm.knowledge.reading import Reading, media_of, read_text
from jupyter_codemm.knowledge.vectors import Vector, nearest, packed, sketch
from jupyter_codemm.knowledge.words import fit, terms

__all__ = [
    "Reading",
    "Vector",
    "chunked",
    "fit",
    "fused",
    "media_of",
    "nearest",
    "packed",
    "read_text",
    "sketch",
    "terms",
]
