"""Outcomes as HTML and as plain text. Everything that came from outside is escaped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from pydantic import JsonValue

from jupyter_codemm.contracts.outcome import CaseOutcome, Got, Outcome, RunOutcome
from jupyter_codemm.contracts.problem import CaseInput, Expected, Table

MAX_CELL = 600
_WORDS = {
    "accepted": "accepted",
    "wrong_answer": "wrong answer",
    "compile_error": "does not compile",
    "runtime_error": "stopped with an error",
    "time_limit": "took too long",
    "memory_limit": "used too much memory",
    "output_limit": "printed too much",
    "judge_error": "could not be judged (not your fault)",
    "not_run": "not run",
}
_STYLE = """<style>
.codemm-outcome{font-family:var(--jp-ui-font-family,sans-serif);color:var(--jp-ui-font-color1,inherit);
 font-size:var(--jp-ui-font-size1,13px);overflow-x:auto}
.codemm-outcome table{border-collapse:collapse;margin:4px 0}
.codemm-outcome th,.codemm-outcome td{border:1px solid var(--jp-border-color2,#bdbdbd);padding:2px 8px;
 text-align:left;vertical-align:top}
.codemm-outcome pre{white-space:pre-wrap;margin:0;background:transparent;color:inherit;
 font-family:var(--jp-code-font-family,monospace);font-size:var(--jp-code-font-size,13px)}
.codemm-outcome .codemm-verdict{font-weight:600}
.codemm-outcome .codemm-accepted{color:var(--jp-success-color0,#1b5e20)}
.codemm-outcome .codemm-failed{color:var(--jp-error-color0,#b71c1c)}
.codemm-outcome .codemm-note{border-left:3px solid var(--jp-warn-color1,#e65100);padding-left:8px}
</style>"""


def words(verdict: str) -> str:
    """Return a verdict in words."""
    return _WORDS.get(verdict, verdict)


def outcome_html(title: str, outcome: Outcome, notes: Sequence[str] = ()) -> str:
    """Return the outcome of a submission or of a run on samples as HTML."""
    head = f"{escape(title)}: {_mark(outcome.verdict)}, {_count(outcome)}"
    parts = [f'<p class="codemm-verdict">{head}</p>']
    parts += [f'<p class="codemm-note">{escape(note)}</p>' for note in notes]
    if outcome.message:
        parts.append(f"<p>{escape(outcome.message)}</p>")
    if outcome.compile_output:
        parts.append(_pre(outcome.compile_output, limit=4000))
    if outcome.verdict != "compile_error":
        parts.append(_table(outcome.cases))
    parts.append(
        f"<p><small>{outcome.time_ms} ms · sandbox tier: {escape(outcome.tier)}</small></p>"
    )
    return f'{_STYLE}<div class="codemm-outcome" role="status">{"".join(parts)}</div>'


def outcome_text(title: str, outcome: Outcome, notes: Sequence[str] = ()) -> str:
    """Return the same for front ends without HTML."""
    lines = [
        f"{title}: {words(outcome.verdict)}, {_count(outcome)}",
        *notes,
    ]
    lines += [text for text in (outcome.message, outcome.compile_output) if text]
    for case in outcome.cases:
        lines.append(
            f"  {case.name}: {words(case.verdict)}" + (f" ({case.message})" if case.message else "")
        )
        if case.verdict == "wrong_answer" and case.visibility == "sample":
            lines.append(f"    input {_input(case.input)}")
            lines.append(f"    expected {_expected(case.expected)}")
            lines.append(f"    got {_got(case.got)}")
    return "\n".join(lines)


def run_html(outcome: RunOutcome) -> str:
    """Return the outcome of an execution as HTML."""
    parts = [f'<p class="codemm-verdict">Run: {_mark(outcome.verdict)}</p>']
    parts += [
        _pre(t, 20_000) for t in (outcome.compile_output, outcome.stdout, outcome.stderr) if t
    ]
    cut = " · output was cut" if outcome.truncated else ""
    parts.append(
        f"<p><small>{outcome.time_ms} ms · sandbox tier: {escape(outcome.tier)}{cut}</small></p>"
    )
    return f'{_STYLE}<div class="codemm-outcome" role="status">{"".join(parts)}</div>'


def run_text(outcome: RunOutcome) -> str:
    """Return the same for front ends without HTML."""
    parts = (outcome.compile_output, outcome.stdout, outcome.stderr)
    return "\n".join([f"Run: {words(outcome.verdict)}", *(p.rstrip("\n") for p in parts if p)])


def _count(outcome: Outcome) -> str:
    return f"{outcome.passed} of {outcome.total} tests passed"


def _mark(verdict: str) -> str:
    kind = "accepted" if verdict == "accepted" else "failed"
    sign = "✓" if verdict == "accepted" else "✗"
    return f'<span class="codemm-{kind}">{sign} {escape(words(verdict))}</span>'


def _table(cases: Sequence[CaseOutcome]) -> str:
    samples = any(case.visibility == "sample" for case in cases)
    heads = ["Test", "Verdict", *(["Input", "Expected", "Got"] if samples else []), "Time"]
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    rows = "".join(_row(case, samples=samples) for case in cases)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(case: CaseOutcome, *, samples: bool) -> str:
    name = case.name.replace("_", " ")
    if case.visibility == "hidden":
        name += f" (hidden, {case.category})"
    verdict = _mark(case.verdict) + (_pre(case.message) if case.message else "")
    cells = [escape(name), verdict]
    if samples:
        shown = (_input(case.input), _expected(case.expected), _got(case.got))
        cells += [_pre(text) if text else "" for text in shown]
    cells.append(f"{case.time_ms} ms")
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _input(value: CaseInput | None) -> str:
    if value is None:
        return ""
    if value.args is not None:
        return ", ".join(_json(arg) for arg in value.args)
    if value.steps is not None:
        return "\n".join(_json(step.model_dump(mode="json")) for step in value.steps)
    return value.database or value.stdin or ""


def _expected(value: Expected | None) -> str:
    if value is None:
        return ""
    return _channels(value.value, value.stdout, value.raises, value.rows, has_value=value.has_value)


def _got(value: Got | None) -> str:
    if value is None:
        return ""
    has_value = value.value is not None or not any((value.stdout, value.raises, value.rows))
    return _channels(value.value, value.stdout, value.raises, value.rows, has_value=has_value)


def _channels(
    value: JsonValue, stdout: str | None, raises: str | None, rows: Table | None, *, has_value: bool
) -> str:
    parts = []
    if rows is not None:
        parts.append(_rows(rows))
    elif has_value and raises is None:
        parts.append(_json(value))
    if stdout:
        parts.append(stdout.rstrip("\n"))
    if raises:
        parts.append(f"raises {raises}")
    return "\n".join(parts)


def _rows(table: Table) -> str:
    lines = [" | ".join(table.columns)] if table.columns else []
    lines += [" | ".join("NULL" if c is None else str(c) for c in row) for row in table.rows]
    return "\n".join(lines) if table.rows else "\n".join([*lines, "(no rows)"])


def _json(value: JsonValue) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pre(text: str, limit: int = MAX_CELL) -> str:
    shown = text if len(text) <= limit else f"{text[:limit]}…"
    return f"<pre>{escape(shown)}</pre>"
