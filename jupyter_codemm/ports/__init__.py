"""What the domain asks of the world. Adapters implement these; `app.py` chooses which."""

from jupyter_codemm.ports.authoring import (
    Announce,
    Author,
    DraftRequest,
    Feedback,
    GenerationRequest,
)
from jupyter_codemm.ports.execution import (
    CompileStep,
    ExecutionPlan,
    ExecutionReport,
    Listen,
    Preload,
    RunStep,
    Sandbox,
    StepEnd,
    StepLimits,
    StepReport,
)
from jupyter_codemm.ports.model import LLM, ChatMessage, Completion, CompletionRequest
from jupyter_codemm.ports.records import (
    Activities,
    Events,
    FinishedSlot,
    Lease,
    Leases,
    Sessions,
    Store,
    Submissions,
    Transaction,
)
from jupyter_codemm.ports.surroundings import Clock, NotebookFiles, ProfileReader

__all__ = [
    "LLM",
    "Activities",
    "Announce",
    "Author",
    "ChatMessage",
    "Clock",
    "CompileStep",
    "Completion",
    "CompletionRequest",
    "DraftRequest",
    "Events",
    "ExecutionPlan",
    "ExecutionReport",
    "Feedback",
    "FinishedSlot",
    "GenerationRequest",
    "Lease",
    "Leases",
    "Listen",
    "NotebookFiles",
    "Preload",
    "ProfileReader",
    "RunStep",
    "Sandbox",
    "Sessions",
    "StepEnd",
    "StepLimits",
    "StepReport",
    "Store",
    "Submissions",
    "Transaction",
]
