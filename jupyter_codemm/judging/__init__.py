"""The one judge, for learners' sources and for references."""

from jupyter_codemm.judging.checking import ruled
from jupyter_codemm.judging.comparing import matches, raised_name, simple_name, step_nodes
from jupyter_codemm.judging.grading import case_verdict, judge
from jupyter_codemm.judging.harness.shipped import shipped_files
from jupyter_codemm.judging.hearing import Hear
from jupyter_codemm.judging.jobs import INTERNAL, SandboxJudge, judge_error
from jupyter_codemm.judging.many import observe_many, patience_ms
from jupyter_codemm.judging.many_together import Known
from jupyter_codemm.judging.observing import Observation, Observations, observe
from jupyter_codemm.judging.running import run
from jupyter_codemm.judging.warming import warm_up

__all__ = [
    "INTERNAL",
    "Hear",
    "Known",
    "Observation",
    "Observations",
    "SandboxJudge",
    "case_verdict",
    "judge",
    "judge_error",
    "matches",
    "observe",
    "observe_many",
    "patience_ms",
    "raised_name",
    "ruled",
    "run",
    "shipped_files",
    "simple_name",
    "step_nodes",
    "warm_up",
]
