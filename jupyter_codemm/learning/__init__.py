"""From records of a journey to the learner: mastery, struggle, views, what to try next. Pure."""

from jupyter_codemm.learning.error_metrics import error_quotient, repeated_error_density
from jupyter_codemm.learning.explaining import explain
from jupyter_codemm.learning.learning import DEFAULT_RULES, Learned, as_told, learn, rebuild
from jupyter_codemm.learning.levels import given_up, gives_up_at, planning_mastery
from jupyter_codemm.learning.next_activity import next_activity
from jupyter_codemm.learning.profile import profile
from jupyter_codemm.learning.stuck_words import says_stuck
from jupyter_codemm.learning.summaries import changed_works

__all__ = [
    "DEFAULT_RULES",
    "Learned",
    "as_told",
    "changed_works",
    "error_quotient",
    "explain",
    "given_up",
    "gives_up_at",
    "learn",
    "next_activity",
    "planning_mastery",
    "profile",
    "rebuild",
    "repeated_error_density",
    "says_stuck",
]
