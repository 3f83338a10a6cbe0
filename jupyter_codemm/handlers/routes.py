"""The table of routes."""

from __future__ import annotations

from jupyter_codemm.handlers.activities import (
    ActivitiesHandler,
    ActivityHandler,
    NotebookHandler,
    PublishHandler,
    RestoreHandler,
)
from jupyter_codemm.handlers.authoring import (
    CancelHandler,
    GenerateHandler,
    MessagesHandler,
    SessionHandler,
    SessionsHandler,
)
from jupyter_codemm.handlers.base import CodemmHandler
from jupyter_codemm.handlers.challenges import (
    ChallengeHandler,
    ChallengeNotebookHandler,
    ChallengeRestoreHandler,
    ChallengesHandler,
    DeletedChallengesHandler,
    GivenToMeHandler,
    GradeHistoryHandler,
    GradesHandler,
    ReviewsHandler,
)
from jupyter_codemm.handlers.class_files import (
    BundleHandler,
    BundlesHandler,
    ClassExportHandler,
    SubmissionArchiveHandler,
)
from jupyter_codemm.handlers.class_models import ClassModelsHandler, CostsHandler, MyModelsHandler
from jupyter_codemm.handlers.class_views import (
    ChallengeSubmissionsHandler,
    LiveHandler,
    StatisticsHandler,
)
from jupyter_codemm.handlers.classes import (
    ClassesHandler,
    ClassHandler,
    ClassRestoreHandler,
    DeletedClassesHandler,
    JoinHandler,
    MembersHandler,
    RosterHandler,
)
from jupyter_codemm.handlers.editing import (
    AcceptHandler,
    AddHandler,
    DiscardHandler,
    EditHandler,
    EditsHandler,
    ProposedHandler,
    RegenerateHandler,
    VersionHandler,
    VersionRestoreHandler,
    VersionsHandler,
)
from jupyter_codemm.handlers.gradebooks import GradebookHandler
from jupyter_codemm.handlers.health import HealthHandler, MeHandler
from jupyter_codemm.handlers.journeys import (
    AlertsHandler,
    ErasureHandler,
    ExplanationHandler,
    ExportHandler,
    InteractionsHandler,
    JourneyHandler,
    JourneyStepHandler,
    NotesHandler,
    ProblemJourneyHandler,
    ProfileHandler,
    RecordingHandler,
    SolutionHandler,
    SolutionsHandler,
    WorkedProblemsHandler,
)
from jupyter_codemm.handlers.judging import (
    RunHandler,
    SubmissionCancelHandler,
    SubmissionHandler,
    SubmissionsHandler,
    SubmitHandler,
)
from jupyter_codemm.handlers.learner_records import (
    AccessesHandler,
    LearnerAlertsHandler,
    LearnerErasureHandler,
    LearnerHandler,
    LearnerInteractionsHandler,
    LearnerJourneyHandler,
    LearnerSolutionsHandler,
    LearnerStepHandler,
    LearnerSubmissionHandler,
    LearnerSubmissionsHandler,
)
from jupyter_codemm.handlers.materials import (
    DocumentHandler,
    DocumentsHandler,
    PassageHandler,
    PassagesHandler,
)
from jupyter_codemm.handlers.parts import Access
from jupyter_codemm.handlers.queries import (
    QueriesHandler,
    QueryHandler,
    RatingHandler,
    RerouteHandler,
)
from jupyter_codemm.handlers.quizzes import QuizAnswersHandler, QuizHandler, QuizzesHandler
from jupyter_codemm.handlers.regrades import RegradeCancelHandler, RegradeHandler, RegradesHandler
from jupyter_codemm.handlers.solving import HintsHandler, ProblemHandler
from jupyter_codemm.handlers.streams import EventsHandler, GenerationStreamHandler
from jupyter_codemm.handlers.wordings import WordingCancelHandler, WordingStreamHandler

PREFIX = "jupyter-codemm/api"
_ID = r"([A-Za-z0-9][A-Za-z0-9_.-]{0,79})"
_PERSON = "([^/]+)"
_LEARNER = f"classes/{_ID}/learners/{_PERSON}"

TABLE: tuple[tuple[str, type[CodemmHandler]], ...] = (
    ("sessions", SessionsHandler),
    (f"sessions/{_ID}", SessionHandler),
    (f"sessions/{_ID}/messages", MessagesHandler),
    (f"sessions/{_ID}/generate", GenerateHandler),
    (f"sessions/{_ID}/cancel", CancelHandler),
    (f"sessions/{_ID}/generate/stream", GenerationStreamHandler),
    ("events", EventsHandler),
    ("activities", ActivitiesHandler),
    (f"activities/{_ID}", ActivityHandler),
    (f"activities/{_ID}/publish", PublishHandler),
    (f"activities/{_ID}/restore", RestoreHandler),
    (f"activities/{_ID}/notebook", NotebookHandler),
    (f"activities/{_ID}/problems/{_ID}/edit", EditHandler),
    (f"activities/{_ID}/problems/{_ID}/regenerate", RegenerateHandler),
    (f"activities/{_ID}/problems", AddHandler),
    (f"activities/{_ID}/edits", EditsHandler),
    (f"activities/{_ID}/edits/{_ID}", ProposedHandler),
    (f"activities/{_ID}/edits/{_ID}/accept", AcceptHandler),
    (f"activities/{_ID}/edits/{_ID}/discard", DiscardHandler),
    (f"activities/{_ID}/versions", VersionsHandler),
    (f"activities/{_ID}/versions/([1-9][0-9]{{0,8}})", VersionHandler),
    (f"activities/{_ID}/versions/([1-9][0-9]{{0,8}})/restore", VersionRestoreHandler),
    (f"activities/{_ID}/documents", DocumentsHandler),
    (f"activities/{_ID}/passages", PassagesHandler),
    (f"activities/{_ID}/passages/{_ID}", PassageHandler),
    (f"documents/{_ID}", DocumentHandler),
    (f"problems/{_ID}", ProblemHandler),
    (f"problems/{_ID}/solution", SolutionHandler),
    (f"problems/{_ID}/solutions", SolutionsHandler),
    (f"problems/{_ID}/journey", ProblemJourneyHandler),
    ("hints", HintsHandler),
    ("queries", QueriesHandler),
    (f"queries/{_ID}", QueryHandler),
    (f"queries/{_ID}/route", RerouteHandler),
    (f"queries/{_ID}/rating", RatingHandler),
    ("quizzes", QuizzesHandler),
    (f"quizzes/{_ID}", QuizHandler),
    (f"quizzes/{_ID}/answers", QuizAnswersHandler),
    (f"wordings/{_ID}/stream", WordingStreamHandler),
    (f"wordings/{_ID}/cancel", WordingCancelHandler),
    ("run", RunHandler),
    ("submit", SubmitHandler),
    ("submissions", SubmissionsHandler),
    (f"submissions/{_ID}", SubmissionHandler),
    (f"submissions/{_ID}/cancel", SubmissionCancelHandler),
    ("profile", ProfileHandler),
    ("profile/explanation", ExplanationHandler),
    ("profile/alerts", AlertsHandler),
    ("journey", JourneyHandler),
    (f"journey/steps/{_ID}", JourneyStepHandler),
    ("journey/interactions", InteractionsHandler),
    ("journey/problems", WorkedProblemsHandler),
    ("me/recording", RecordingHandler),
    ("me/export", ExportHandler),
    ("me/erase", ErasureHandler),
    ("me/accesses", AccessesHandler),
    ("me/llm", MyModelsHandler),
    ("notes", NotesHandler),
    ("health", HealthHandler),
    ("me", MeHandler),
)


CLASSROOM: tuple[tuple[str, type[CodemmHandler]], ...] = (
    ("classes", ClassesHandler),
    ("classes/join", JoinHandler),
    ("classes/deleted", DeletedClassesHandler),
    (f"classes/{_ID}", ClassHandler),
    (f"classes/{_ID}/roster", RosterHandler),
    (f"classes/{_ID}/members", MembersHandler),
    (f"organizations/{_ID}/classes/{_ID}/restore", ClassRestoreHandler),
    (f"classes/{_ID}/gradebook", GradebookHandler),
    (f"classes/{_ID}/llm", ClassModelsHandler),
    (f"classes/{_ID}/costs", CostsHandler),
    (f"classes/{_ID}/live", LiveHandler),
    (_LEARNER, LearnerHandler),
    (f"{_LEARNER}/erase", LearnerErasureHandler),
    (f"{_LEARNER}/alerts", LearnerAlertsHandler),
    (f"{_LEARNER}/submissions", LearnerSubmissionsHandler),
    (f"{_LEARNER}/submissions/{_ID}", LearnerSubmissionHandler),
    (f"{_LEARNER}/problems/{_ID}/journey", LearnerJourneyHandler),
    (f"{_LEARNER}/problems/{_ID}/journey/steps/{_ID}", LearnerStepHandler),
    (f"{_LEARNER}/problems/{_ID}/interactions", LearnerInteractionsHandler),
    (f"{_LEARNER}/problems/{_ID}/solutions", LearnerSolutionsHandler),
    (f"classes/{_ID}/challenges", ChallengesHandler),
    (f"classes/{_ID}/challenges/deleted", DeletedChallengesHandler),
    (f"classes/{_ID}/challenges/{_ID}/restore", ChallengeRestoreHandler),
    ("challenges", GivenToMeHandler),
    (f"challenges/{_ID}", ChallengeHandler),
    (f"challenges/{_ID}/notebook", ChallengeNotebookHandler),
    (f"challenges/{_ID}/statistics", StatisticsHandler),
    (f"challenges/{_ID}/submissions", ChallengeSubmissionsHandler),
    (f"challenges/{_ID}/bundle", BundleHandler),
    (f"classes/{_ID}/bundles", BundlesHandler),
    (f"challenges/{_ID}/submissions/archive", SubmissionArchiveHandler),
    (f"classes/{_ID}/export", ClassExportHandler),
    (f"challenges/{_ID}/regrades", RegradesHandler),
    (f"challenges/{_ID}/regrades/{_ID}", RegradeHandler),
    (f"challenges/{_ID}/regrades/{_ID}/cancel", RegradeCancelHandler),
    (f"challenges/{_ID}/reviews", ReviewsHandler),
    (f"challenges/{_ID}/grades", GradesHandler),
    (f"challenges/{_ID}/grades/history", GradeHistoryHandler),
)
"""The routes that a class service has beside them."""


def routes(
    access: Access, *, classroom: bool = False
) -> list[tuple[str, type[CodemmHandler], dict[str, Access]]]:
    """Return the routes, relative to the server's base URL, each handler given the same access.

    Those of a `classroom` come with them in its service.
    """
    table = (*TABLE, *CLASSROOM) if classroom else TABLE
    return [(rf"/{PREFIX}/{pattern}", handler, {"access": access}) for pattern, handler in table]
