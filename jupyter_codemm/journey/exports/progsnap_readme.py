"""What the standard asks to be told in words about a dataset."""

from __future__ import annotations

README = """# Journeys recorded by jupyter_codemm

ProgSnap2 v1.0. One row of `MainTable.csv` for each thing that happened; `Order` counts the rows of
one subject. Times are those of the server, in UTC.

- **Code states** are numbered in the order in which they first appear. An empty `CodeStateID`
  means that the code at that moment is not known.
- **Runs.** `Run.Program` with a `Score` ran on the samples of the problem: the score is the share
  of them that agreed. Input and output are files under `Resources`.
- **Submissions.** The score of a `Submit` is its share of the points. Each test that was run is a
  `Run.Test` with a score of 1 or 0. A compilation that failed is a `Compile` and a `Compile.Error`;
  `Text:1` is written where no line was told.
- **Interventions.** `InterventionType` is level, kind and source: `L2:concept:rule`. Category
  `Feedback` is for what is no help towards the solution.
- **Own types.** `X-Tutor.Ask`, `X-Tutor.Route`, `X-Tutor.Answer`, `X-Tutor.Fail`, `X-Tutor.Rate`,
  `X-Tutor.RequestHint`: questions and hints asked for. `X-Episode.End`: work on a problem ended
  unsolved. `X-Quiz.Result`, `X-Struggle.Detect`, `X-Struggle.Resolve`, `X-Staff.View`,
  `X-Activity.Open`, `X-Record.Consent`, `X-Record.Pause`, `X-Record.Resume`: as they say.
- **Own columns.** `X-ErrorType` names an error, `X-QueryID` joins the rows of one question,
  `X-Text` is what was said, `X-Value` what else is told.
- **Link tables.** `LinkProblem`, `LinkTest`, and `LinkMastery`: each change of the learner model
  with what it was computed from.

Subjects are pseudonyms. Patterns of work and free text can still tell who somebody is: treat this
dataset as personal data.
"""
