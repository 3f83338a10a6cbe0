"""The published rules of ProgSnap2 v1.0 that a program can check, and what breaks them.

They are those of the machine-readable specification: required columns, required columns by event
type, values of enumerations, properties of the dataset; and of its text: distinct ids, parents that
exist, code states and files that exist, scores from 0 to 1, own types that begin with `X-`.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime

REQUIRED = ("EventType", "EventID", "CodeStateID", "SubjectID", "ToolInstances")
FILLED = ("EventType", "EventID", "SubjectID", "ToolInstances")
COLUMNS = set(
    """EventType EventID CodeStateID SubjectID ToolInstances Order ClientTimestamp ServerTimestamp
    CourseID CourseSectionID TermID AssignmentID AssignmentIsGraded ProblemID ProblemIsGraded
    Attempt ExperimentalCondition TeamID LoggingErrorID IsFabricatedEvent ParentEventID SessionID
    ProjectID ResourceID CodeStateSection CopiedText DestinationCodeStateSection EventInitiator
    EditType CompileResult CompileMessageType CompileMessageData SourceLocation ExecutionID TestID
    ExecutionResult Score ExtraCreditScore ProgramInput ProgramOutput ProgramErrorOutput
    InterventionCategory InterventionType InterventionMessage InsertText DeleteText
    DeleteLength""".split()
)
DIAGNOSTIC = (
    "ParentEventID CodeStateSection CompileMessageType CompileMessageData SourceLocation".split()
)
INTERVENTION = "EventInitiator InterventionCategory InterventionType InterventionMessage".split()
EVENTS = {
    "Session.Start": ["SessionID"],
    "Session.End": ["SessionID"],
    "Project.Open": ["ProjectID"],
    "Project.Close": ["ProjectID"],
    "File.Create": ["CodeStateSection"],
    "File.Delete": ["CodeStateSection"],
    "File.Open": ["CodeStateSection"],
    "File.Close": ["CodeStateSection"],
    "File.Save": ["CodeStateSection"],
    "File.Rename": ["CodeStateSection", "DestinationCodeStateSection"],
    "File.Copy": ["CodeStateSection", "DestinationCodeStateSection"],
    "File.Edit": ["CodeStateSection", "EditType"],
    "File.Focus": ["CodeStateSection"],
    "File.CopyText": ["CopiedText"],
    "Compile": ["CodeStateSection", "CompileResult"],
    "Compile.Error": DIAGNOSTIC,
    "Compile.Warning": DIAGNOSTIC,
    "Submit": [],
    "Run.Program": ["ExecutionResult"],
    "Run.Test": ["ExecutionID", "TestID", "ExecutionResult"],
    "Debug.Program": ["ExecutionResult"],
    "Debug.Test": ["ExecutionID", "TestID", "ExecutionResult"],
    "Resource.View": ["ResourceID"],
    "Intervention": INTERVENTION,
}
ENUMS = {
    "EventInitiator": """UserDirectAction UserIndirectAction ToolReaction ToolTimedEvent
        InstructorDirectAction InstructorIndirectAction TeamMemberDirectAction
        TeamMemberIndirectAction""".split(),
    "EditType": "Insert Delete Replace Move Paste Undo Redo Refactor Reset GenericEdit".split(),
    "CompileResult": "Success Warning Error".split(),
    "ExecutionResult": "Success Timeout Error TestFailed".split(),
    "InterventionCategory": "Feedback Hint CodeHighlight CodeChange EarnedGrade".split(),
}
METADATA = {
    "Version": ("1.0",),
    "IsEventOrderingConsistent": ("true", "false"),
    "EventOrderScope": ("Global", "Restricted", "None"),
    "EventOrderScopeColumns": None,
    "CodeStateRepresentation": ("Table", "Directory", "Git", "Keystroke"),
    "ProgramInputLinkTable": None,
}
LINKED = {"LinkProblem": "ProblemID", "LinkTest": "TestID", "LinkMastery": "EventID"}


def table(text):
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def problems(files):
    """Return what breaks a rule, in words; nothing for a dataset that keeps them all."""
    for name in ("MainTable.csv", "DatasetMetadata.csv", "README.md"):
        if name not in files:
            return [f"{name} is missing"]
    metadata = {row["Property"]: row["Value"] for row in table(files["DatasetMetadata.csv"])}
    header = next(csv.reader(io.StringIO(files["MainTable.csv"])))
    rows = table(files["MainTable.csv"])
    found = [f"no column {name}" for name in REQUIRED if name not in header]
    found += [f"unknown column {c}" for c in header if c not in COLUMNS and c[:2] != "X-"]
    found += _of_metadata(metadata, header)
    found += _of_ids(rows, metadata)
    found += _of_code_states(files, rows)
    found += _of_links(files, rows)
    for row in rows:
        broken = [*_of_kind(row), *_of_values(row, files)]
        found += [f"{row['EventID']}: {what}" for what in broken]
    return found


def _of_metadata(metadata, header):
    found = [f"unknown property {name}" for name in metadata if name not in METADATA]
    for name, values in METADATA.items():
        if values is not None and name in metadata and metadata[name] not in values:
            found.append(f"{name} is {metadata[name]!r}")
    if metadata.get("EventOrderScope") == "Restricted":
        scope = [name for name in metadata.get("EventOrderScopeColumns", "").split(";") if name]
        if not scope or any(name not in header for name in scope):
            found.append("EventOrderScopeColumns names no columns")
    return found


def _of_ids(rows, metadata):
    ids = [row["EventID"] for row in rows]
    found = ["EventIDs repeat"] if len(set(ids)) != len(ids) else []
    known = set(ids)
    found += [
        f"parent {row['ParentEventID']} is nowhere"
        for row in rows
        if row.get("ParentEventID") and row["ParentEventID"] not in known
    ]
    if metadata.get("EventOrderScope") == "Restricted":
        columns = metadata.get("EventOrderScopeColumns", "SubjectID").split(";")
        places = [(*(row[c] for c in columns), row["Order"]) for row in rows]
        if len(set(places)) != len(places):
            found.append("Order repeats within its scope")
    return found


def _of_code_states(files, rows):
    states = [row["CodeStateID"] for row in table(files["CodeStates/CodeStates.csv"])]
    used = {row["CodeStateID"] for row in rows if row["CodeStateID"]}
    found = ["CodeStateIDs repeat"] if len(set(states)) != len(states) else []
    return found + [f"code state {one} is nowhere" for one in sorted(used - set(states))]


def _of_links(files, rows):
    found = []
    for name, column in LINKED.items():
        known = {row.get(column) for row in rows}
        linked = {row[column] for row in table(files[f"LinkTables/{name}.csv"])}
        found += [f"{name}: {one} is nowhere" for one in sorted(linked - known)]
    return found


def _of_kind(row):
    kind = row["EventType"]
    for name in FILLED:
        if not row[name]:
            yield f"{name} is empty"
    if kind not in EVENTS and not kind.startswith("X-"):
        yield f"unknown event type {kind}"
    for name in EVENTS.get(kind, ()):
        if not row[name]:
            yield f"{kind} needs {name}"


def _of_values(row, files):
    for name, values in ENUMS.items():
        if row[name] and row[name] not in values and not row[name].startswith("X-"):
            yield f"{name} is {row[name]!r}"
    if row["Score"] and not 0 <= float(row["Score"]) <= 1:
        yield f"score {row['Score']}"
    if row["ServerTimestamp"]:
        datetime.fromisoformat(row["ServerTimestamp"])
    for name in ("Order", "Attempt"):
        int(row[name] or 0)
    for name in ("ProgramInput", "ProgramOutput", "ProgramErrorOutput"):
        if row[name] and row[name] not in files:
            yield f"file {row[name]} is nowhere"
