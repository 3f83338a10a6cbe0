"""What the domain asks of the world. Adapters implement these; `app.py` chooses which."""

from jupyter_codemm.ports.artefacts import Artefacts
from jupyter_codemm.ports.authoring import (
    Announce,
    Author,
    DraftRequest,
    Feedback,
    GenerationRequest,
)
from jupyter_codemm.ports.editing import Edits, Proposal, Versions
from jupyter_codemm.ports.execution import (
    Channel,
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
from jupyter_codemm.ports.model import LLM, Account, ChatMessage, Completion, CompletionRequest
from jupyter_codemm.ports.records import (
    Activities,
    Events,
    FinishedSlot,
    Lease,
    Leases,
    Pending,
    Sessions,
    Store,
    Submissions,
    Transaction,
)
from jupyter_codemm.ports.spending import Charge, Spending, Spent
from jupyter_codemm.ports.surroundings import Clock, NotebookFiles, ProfileReader

__all__ = [
    "LLM",
    "Account",
    "Activities",
    "Announce",
    "Artefacts",
    "Author",
    "Channel",
    "Charge",
    "ChatMessage",
    "Clock",
    "CompileStep",
    "Completion",
    "CompletionRequest",
    "DraftRequest",
    "Edits",
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
    "Pending",
    "Preload",
    "ProfileReader",
    "Proposal",
    "RunStep",
    "Sandbox",
    "Sessions",
    "Spending",
    "Spent",
    "StepEnd",
    "StepLimits",
    "StepReport",
    "Store",
    "Submissions",
    "Transaction",
    "Versions",
]
