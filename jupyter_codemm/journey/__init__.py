"""From records to what a journey shows: replay, timeline, history, spending, exports. Pure."""

from jupyter_codemm.journey.interactions import interactions
from jupyter_codemm.journey.replay import Replay, of_problem
from jupyter_codemm.journey.solutions import current_solution, solution_history
from jupyter_codemm.journey.spending import model_spending
from jupyter_codemm.journey.timeline import timeline

__all__ = [
    "Replay",
    "current_solution",
    "interactions",
    "model_spending",
    "of_problem",
    "solution_history",
    "timeline",
]
