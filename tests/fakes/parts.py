"""All parts on one context, for tests of what makes and closes them."""

from __future__ import annotations

from jupyter_codemm.handlers.parts import Parts
from jupyter_codemm.services.asking import Questions
from jupyter_codemm.services.context import Context
from jupyter_codemm.services.editing import Edits
from jupyter_codemm.services.generating import Generations
from jupyter_codemm.services.journeys import Journeys
from jupyter_codemm.services.judging import SubmissionQueue
from jupyter_codemm.services.judging_here import JudgingHere
from jupyter_codemm.services.materials import Materials
from jupyter_codemm.services.quizzing import Quizzes
from jupyter_codemm.services.regrading import Regrades
from jupyter_codemm.services.replaying import Replays
from jupyter_codemm.services.running import Runs
from jupyter_codemm.services.sweeping import Sweeper


def parts_of(ctx: Context) -> Parts:
    """Return parts as the wiring makes them."""
    journeys, questions = Journeys(ctx), Questions(ctx)
    return Parts(
        ctx,
        Generations(ctx),
        SubmissionQueue(ctx),
        Runs(ctx),
        Edits(ctx),
        journeys,
        questions=questions,
        quizzes=Quizzes(ctx),
        replays=Replays(ctx),
        materials=Materials(ctx),
        regrades=Regrades(ctx, JudgingHere(ctx.sandbox, 1)),
        sweeper=Sweeper((journeys.sweep, questions.sweep)),
    )
