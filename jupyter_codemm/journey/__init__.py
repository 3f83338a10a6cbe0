"""From records to what a journey shows: replay, timeline, history, spending, exports. Pure."""

from jupyter_codemm.journey.interactions import interactions
from jupyter_codemm.journey.replay import Replay
from jupyter_codemm.journey.solutions import solution_history
from jupyter_codemm.journey.spending import model_spending
from jupyter_codemm.journey.timeline import timeline

__all__ = [
    "Replay",
    "interactions",
    "model_spending",
    "solution_history",
    "timeline",
]
