"""A dataset in ProgSnap2 v1.0: main table, code states, metadata, link tables, as text files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.contracts.journey_work import ProblemFacts, ProblemOpened, Submitted
from jupyter_codemm.contracts.learner import MasteryStep
from jupyter_codemm.journey.exports.progsnap_readme import README
from jupyter_codemm.journey.exports.progsnap_rows import Place, Row, rows_of
from jupyter_codemm.journey.exports.tables import write_table

VERSION = "1.0"
COLUMNS = tuple(
    """EventType EventID CodeStateID SubjectID ToolInstances Order ServerTimestamp CourseID
    AssignmentID ProblemID Attempt ParentEventID SessionID ProjectID ResourceID CodeStateSection
    EventInitiator EditType CompileResult CompileMessageType CompileMessageData SourceLocation
    ExecutionID TestID ExecutionResult Score ProgramInput ProgramOutput ProgramErrorOutput
    InterventionCategory InterventionType InterventionMessage
    X-ErrorType X-QueryID X-Text X-Value""".split()
)
_METADATA = (
    ("Version", VERSION),
    ("IsEventOrderingConsistent", "true"),
    ("EventOrderScope", "Restricted"),
    ("EventOrderScopeColumns", "SubjectID"),
    ("CodeStateRepresentation", "Table"),
    ("ProgramInputLinkTable", ""),
)
_PROBLEM_COLUMNS = "ProblemID Title Language Difficulty Topics Style Version Scaffold Tests".split()
_TEST_COLUMNS = "TestID ProblemID Name Visibility Category".split()
_MASTERY_COLUMNS = tuple(
    """SubjectID EventID ProblemID Language Topic Episode End Score Expected Weight Share
    ThetaBefore ThetaAfter""".split()
)
_FILES = {"X-Input": "ProgramInput", "X-Output": "ProgramOutput"}
_FILES |= {"X-ErrorOutput": "ProgramErrorOutput"}


@dataclass(frozen=True, slots=True)
class SubjectJourney:
    """What goes into a dataset of one learner, who is named by a pseudonym."""

    subject: str
    records: Sequence[JourneyRecord]
    steps: Sequence[MasteryStep] = ()


@dataclass(slots=True)
class _Dataset:
    code_of: Callable[[str], str | None]
    course_id: str
    tool: str
    main: list[Row] = field(default_factory=list)
    codes: dict[str, tuple[str, str]] = field(default_factory=dict)
    problems: dict[str, Row] = field(default_factory=dict)
    tests: dict[str, Row] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)


def progsnap2(
    journeys: Iterable[SubjectJourney],
    code_of: Callable[[str], str | None],
    *,
    course_id: str = "",
    tool: str = "jupyter_codemm",
) -> dict[str, str]:
    """Return the files of a dataset by their paths.

    `code_of` gives the text of a code state, None for one that is no longer kept: its rows have an
    empty CodeStateID. Code states are numbered anew, so that no hash of the original goes out.
    """
    made = _Dataset(code_of, course_id, tool)
    mastery: list[Row] = []
    for journey in journeys:
        _add(made, journey)
        mastery.extend(_mastery_row(journey.subject, step) for step in journey.steps)
    states = ({"CodeStateID": number, "Code": code} for number, code in made.codes.values())
    metadata = ({"Property": name, "Value": value} for name, value in _METADATA)
    return {
        "README.md": README,
        "DatasetMetadata.csv": write_table(("Property", "Value"), metadata),
        "MainTable.csv": write_table(COLUMNS, made.main),
        "CodeStates/CodeStates.csv": write_table(("CodeStateID", "Code"), states),
        "LinkTables/LinkProblem.csv": write_table(_PROBLEM_COLUMNS, made.problems.values()),
        "LinkTables/LinkTest.csv": write_table(_TEST_COLUMNS, made.tests.values()),
        "LinkTables/LinkMastery.csv": write_table(_MASTERY_COLUMNS, mastery),
        **made.resources,
    }


def _add(made: _Dataset, journey: SubjectJourney) -> None:
    languages: dict[str, Language] = {}
    attempts: dict[str, int] = {}
    current: dict[str, str] = {}
    order = 0
    for record in journey.records:
        problem = record.problem_id or ""
        event = record.event
        if isinstance(event, ProblemOpened):
            languages[problem] = event.facts.language
            made.problems[problem] = _problem_row(problem, event.facts)
        if isinstance(event, Submitted):
            attempts[problem] = attempts.get(problem, 0) + 1
            _add_tests(made, problem, event)
        if record.code_state_id is not None:
            current[problem] = record.code_state_id
        common = _common(made, journey.subject, record, current.get(problem))
        common["Attempt"] = attempts.get(problem, 0) if isinstance(event, Submitted) else None
        for row in _rows(made, journey.subject, record, languages.get(problem, "python")):
            order += 1
            made.main.append(common | row | {"Order": order})


def _rows(made: _Dataset, subject: str, record: JourneyRecord, language: Language) -> Iterator[Row]:
    """Yield the rows of a record with their ids, and put what was read and printed into files."""
    event_id = f"{subject}-{record.id}"
    session = f"{subject}-{record.session_id or 'none'}"
    place = Place(event_id, record.problem_id or "", session, language)
    before = event_id
    for number, row in enumerate(rows_of(record.event, place)):
        own = event_id if number == 0 else f"{event_id}-{number}"
        if row.get("ParentEventID") == "before":
            row["ParentEventID"] = before
        for source, column in _FILES.items():
            text = row.pop(source, None)
            if isinstance(text, str):
                path = f"Resources/{len(made.resources) + 1}-{column}.txt"
                made.resources[path] = text
                row[column] = path
        yield row | {"EventID": own}
        before = own


def _common(made: _Dataset, subject: str, record: JourneyRecord, code: str | None) -> Row:
    return {
        "CodeStateID": _code_number(made, code),
        "SubjectID": subject,
        "ToolInstances": made.tool,
        "ServerTimestamp": _stamp(record.at),
        "CourseID": made.course_id,
        "AssignmentID": record.activity_id,
        "ProblemID": record.problem_id,
        "SessionID": f"{subject}-{record.session_id}" if record.session_id else None,
    }


def _code_number(made: _Dataset, code: str | None) -> str | None:
    if code is None:
        return None
    if code not in made.codes:
        text = made.code_of(code)
        if text is None:
            return None
        made.codes[code] = (f"c{len(made.codes) + 1}", text)
    return made.codes[code][0]


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _problem_row(problem: str, facts: ProblemFacts) -> Row:
    return {
        "ProblemID": problem,
        "Title": facts.title,
        "Language": facts.language,
        "Difficulty": facts.difficulty,
        "Topics": ";".join(facts.topics),
        "Style": facts.style,
        "Version": facts.version,
        "Scaffold": facts.scaffold,
        "Tests": facts.test_count,
    }


def _add_tests(made: _Dataset, problem: str, submission: Submitted) -> None:
    for case in submission.cases:
        test_id = f"{problem}/{case.name}"
        made.tests[test_id] = {
            "TestID": test_id,
            "ProblemID": problem,
            "Name": case.name,
            "Visibility": case.visibility,
            "Category": case.category,
        }


def _mastery_row(subject: str, step: MasteryStep) -> Row:
    return {
        "SubjectID": subject,
        "EventID": f"{subject}-{step.record_id}",
        "ProblemID": step.problem_id,
        "Language": step.language,
        "Topic": step.topic,
        "Episode": step.episode,
        "End": step.end,
        "Score": step.score,
        "Expected": step.expected,
        "Weight": step.weight,
        "Share": step.share,
        "ThetaBefore": step.before,
        "ThetaAfter": step.after,
    }
