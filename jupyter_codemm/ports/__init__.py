"""What the domain asks of the world. Adapters implement these; `app` chooses which."""

from jupyter_codemm.ports.accesses import Accesses
from jupyter_codemm.ports.artefacts import Artefacts
from jupyter_codemm.ports.authoring import (
    Announce,
    Author,
    DraftRequest,
    Feedback,
    GenerationRequest,
    Rewrite,
)
from jupyter_codemm.ports.class_work import Attempts, LearnerAt
from jupyter_codemm.ports.classroom import Challenges, Classes, Grades, Memberships, Organizations
from jupyter_codemm.ports.editing import Edits, Proposal, Versions
from jupyter_codemm.ports.execution import (
    Channel,
    CompileStep,
    Confidence,
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
from jupyter_codemm.ports.journeys import Journeys, Learner, People, Queries, Quizzes
from jupyter_codemm.ports.knowledge import Embedded, Embedder, Embeddings, Knowledge
from jupyter_codemm.ports.model import (
    LLM,
    NOBODY,
    Account,
    ChatMessage,
    Completion,
    CompletionRequest,
)
from jupyter_codemm.ports.records import (
    Activities,
    EarlierProblem,
    Events,
    FinishedSlot,
    Lease,
    Leases,
    Pending,
    Sessions,
    Submissions,
)
from jupyter_codemm.ports.spending import Charge, MadeCall, Spending, Spent
from jupyter_codemm.ports.surroundings import Clock, NotebookFiles, ProfileReader
from jupyter_codemm.ports.transactions import Store, Transaction

__all__ = [
    "LLM",
    "NOBODY",
    "Accesses",
    "Account",
    "Activities",
    "Announce",
    "Artefacts",
    "Attempts",
    "Author",
    "Challenges",
    "Channel",
    "Charge",
    "ChatMessage",
    "Classes",
    "Clock",
    "CompileStep",
    "Completion",
    "CompletionRequest",
    "Confidence",
    "DraftRequest",
    "EarlierProblem",
    "Edits",
    "Embedded",
    "Embedder",
    "Embeddings",
    "Events",
    "ExecutionPlan",
    "ExecutionReport",
    "Feedback",
    "FinishedSlot",
    "GenerationRequest",
    "Grades",
    "Journeys",
    "Knowledge",
    "Learner",
    "LearnerAt",
    "Lease",
    "Leases",
    "Listen",
    "MadeCall",
    "Memberships",
    "NotebookFiles",
    "Organizations",
    "Pending",
    "People",
    "Preload",
    "ProfileReader",
    "Proposal",
    "Queries",
    "Quizzes",
    "Rewrite",
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
