"""Generation: a plan becomes proven problems, slot by slot."""

from jupyter_codemm.generation.alone import fill_alone
from jupyter_codemm.generation.bench import SLOTS_AT_ONCE, Manner
from jupyter_codemm.generation.generate import GenerationResult, generate
from jupyter_codemm.generation.keeping import fitting
from jupyter_codemm.generation.proposing import Change, proposed_change
from jupyter_codemm.generation.remains import remains
from jupyter_codemm.generation.telling import meaning, public
from jupyter_codemm.generation.titles import activity_title

__all__ = [
    "SLOTS_AT_ONCE",
    "Change",
    "GenerationResult",
    "Manner",
    "activity_title",
    "fill_alone",
    "fitting",
    "generate",
    "meaning",
    "proposed_change",
    "public",
    "remains",
]
