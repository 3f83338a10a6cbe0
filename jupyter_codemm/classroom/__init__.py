"""Classes and challenges: who may do what, when, and what it is worth. Pure functions on values."""

from jupyter_codemm.classroom.attempts import logged
from jupyter_codemm.classroom.availability import Availability, availability
from jupyter_codemm.classroom.folders import folder_names
from jupyter_codemm.classroom.gradebook_tables import (
    GradebookFormat,
    GradeTable,
    gradebook_table,
)
from jupyter_codemm.classroom.grading import decided, points_of, regraded, suggested
from jupyter_codemm.classroom.lateness import Lateness, lateness
from jupyter_codemm.classroom.releasing import released, released_events
from jupyter_codemm.classroom.reviewing import reopened, reviewed
from jupyter_codemm.classroom.roles import Action, allowed, may_grant, needs_staff, role_in
from jupyter_codemm.classroom.rosters import Roster, RosterLine, read_roster
from jupyter_codemm.classroom.statistics import problem_statistics

__all__ = [
    "Action",
    "Availability",
    "GradeTable",
    "GradebookFormat",
    "Lateness",
    "Roster",
    "RosterLine",
    "allowed",
    "availability",
    "decided",
    "folder_names",
    "gradebook_table",
    "lateness",
    "logged",
    "may_grant",
    "needs_staff",
    "points_of",
    "problem_statistics",
    "read_roster",
    "regraded",
    "released",
    "released_events",
    "reopened",
    "reviewed",
    "role_in",
    "suggested",
]
