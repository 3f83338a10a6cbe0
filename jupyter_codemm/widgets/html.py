"""Results as HTML. Everything that came from outside is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from jupyter_codemm.contracts.outcome import CaseOutcome, RunOutcome
from jupyter_codemm.reporting.marking import Part, differing, visible, whole
from jupyter_codemm.reporting.rows import ShownTable, results
from jupyter_codemm.reporting.values import aside, channels, given
from jupyter_codemm.widgets.answer import Answer
from jupyter_codemm.widgets.report import Report, problem_line, seconds, sign, tier_words, words
from jupyter_codemm.widgets.style import STYLE

MAX_COMPILE = 4_000
MAX_RUN = 20_000


def outcome_html(report: Report) -> str:
    """Return the outcome of a submission or of a run on the examples."""
    outcome = report.outcome
    parts = [_head(report.headline, _subject(report), outcome.verdict)]
    parts += [f'<p class="codemm-note">{_code_marks(note)}</p>' for note in report.notes]
    if outcome.message:
        parts.append(f"<p>{escape(visible(outcome.message))}</p>")
    if outcome.compile_output:
        parts.append(_block(outcome.compile_output, MAX_COMPILE))
        parts.append('<p class="codemm-quiet">Line numbers count from the top of the cell.</p>')
    parts += _cases(report)
    if report.final:
        parts.append(_judged(report.answer))
    parts.append(f'<p class="codemm-quiet"><small>{escape(report.footer)}</small></p>')
    return _section(parts)


def run_html(outcome: RunOutcome) -> str:
    """Return the outcome of an execution without tests."""
    headline = "Finished" if outcome.verdict == "accepted" else words(outcome.verdict)
    parts = [_head(headline, "", outcome.verdict)]
    parts += [f"<p>{escape(visible(outcome.message))}</p>"] if outcome.message else []
    texts = (outcome.compile_output, outcome.stdout, outcome.stderr)
    parts += [_block(text, MAX_RUN) for text in texts if text]
    cut = " · the output was cut" if outcome.truncated else ""
    place = f"{seconds(outcome.time_ms)} · {tier_words(outcome.tier)}{cut}"
    parts.append(f'<p class="codemm-quiet"><small>{place}</small></p>')
    return _section(parts)


def _section(parts: Sequence[str]) -> str:
    return f'{STYLE}<div class="codemm-outcome">{"".join(parts)}</div>'


def _head(headline: str, subject: str, verdict: str) -> str:
    # A heading by role: real heading elements would fill JupyterLab's table of contents.
    good = " codemm-accepted" if verdict == "accepted" else ""
    rest = f" · {escape(subject)}" if subject else ""
    return (
        f'<div role="status"><p role="heading" aria-level="4" class="codemm-head{good}">'
        f"{_sign(verdict)} <strong>{escape(headline)}</strong>{rest}</p></div>"
    )


def _subject(report: Report) -> str:
    name = f"submission of {report.answer.name}" if report.final else ""
    return ", ".join(part for part in (name, report.count) if part)


def _sign(verdict: str) -> str:
    kind = "good" if verdict == "accepted" else "quiet" if verdict == "not_run" else "bad"
    return f'<span class="codemm-{kind}" aria-hidden="true">{sign(verdict)}</span>'


def _cases(report: Report) -> Iterator[str]:
    explained = report.explained
    yield from (_case(name, case, report.answer) for name, case in explained)
    listed = []
    for name, case in report.named_cases:
        if report.final or case.verdict == "not_run":
            listed.append((name, case))
        elif (name, case) not in explained:
            summary = f"{_sign(case.verdict)} {name}: {words(case.verdict).lower()}"
            body = _case(name, case, report.answer)
            yield f"<details><summary>{summary}</summary>{body}</details>"
    if listed:
        items = "".join(
            f"<li>{_sign(c.verdict)} {escape(n)}: {words(c.verdict).lower()}</li>"
            for n, c in listed
        )
        yield f'<ul class="codemm-tests">{items}</ul>'


def _case(name: str, case: CaseOutcome, answer: Answer) -> str:
    lines = [*_given(name, case, answer), *_channels(case, answer), *_tables(case)]
    if printed := aside(case):
        lines.append(_line("Printed", _pre(whole(printed))))
    if case.message:
        message, own = problem_line(case.message, answer)
        lines.append(_line("Message", _pre(whole(message))))
        lines += [_line("Your code", _pre(whole(own)))] if own else []
    caption = f"{_sign(case.verdict)} {escape(name)}: {words(case.verdict).lower()}"
    return f"<table><caption>{caption}</caption><tbody>{''.join(lines)}</tbody></table>"


def _given(name: str, case: CaseOutcome, answer: Answer) -> Iterator[str]:
    yield from (_line(label, _pre(whole(text))) for label, text in given(case, answer))
    if case.input is not None and case.input.database is not None:
        script = _block(case.input.database, MAX_COMPILE)
        body = f"<details><summary>as in {escape(name)} above</summary>{script}</details>"
        yield _line("Tables", body)


def _channels(case: CaseOutcome, answer: Answer) -> Iterator[str]:
    for channel in channels(case, answer):
        label = f" ({channel.label})" if channel.label else ""
        if channel.got is None:
            yield _line(f"Expected{label}", _pre(whole(channel.expected)))
            continue
        wanted, got = differing(channel.expected, channel.got)
        yield _line(f"Expected{label}", _pre(wanted))
        yield _line(f"Got{label}", _pre(got))


def _tables(case: CaseOutcome) -> Iterator[str]:
    for name, shown, ordered in results(case):
        place = f" in {name}" if name else ""
        hint = "" if ordered else ", in any order"
        for label, table in zip((f"Expected{place}{hint}", f"Got{place}"), shown, strict=False):
            yield _line(label, _rows(table))


def _rows(table: ShownTable) -> str:
    if not table.rows:
        return "(no rows)"
    heads = "".join(f'<th scope="col">{escape(visible(name))}</th>' for name in table.columns)
    body = "".join(_table_row(differs, cells) for differs, cells in table.rows)
    more = f"<p>… {table.left_out} more rows</p>" if table.left_out else ""
    head = f'<thead><tr><td aria-hidden="true"></td>{heads}</tr></thead>' if heads else ""
    return f"<table>{head}<tbody>{body}</tbody></table>{more}"


def _table_row(differs: bool, cells: Sequence[str]) -> str:  # noqa: FBT001 - one private caller
    mark = '<span class="codemm-bad" title="differs">≠</span>' if differs else ""
    texts = (f"<mark>{escape(c)}</mark>" if differs else escape(c) for c in cells)
    return f"<tr><td>{mark}</td>{''.join(f'<td>{text}</td>' for text in texts)}</tr>"


def _line(label: str, body: str) -> str:
    return f'<tr><th scope="row">{escape(label)}</th><td>{body}</td></tr>'


def _pre(parts: Sequence[Part]) -> str:
    inner = "".join(
        f"<mark>{escape(part.text)}</mark>" if part.differs else escape(part.text) for part in parts
    )
    # HTML drops the first line end in a pre.
    return f"<pre>\n{inner}</pre>" if inner else "<em>(nothing)</em>"


def _block(text: str, limit: int) -> str:
    shown = text if len(text) <= limit else f"{text[:limit]}…"
    return f'<pre class="codemm-block" tabindex="0">\n{escape(visible(shown.rstrip()))}</pre>'


def _judged(answer: Answer) -> str:
    files = answer.source.files or {}
    extra = f", {len(files)} files" if len(files) > 1 else ""
    body = _block(answer.source.text.lstrip("\n"), MAX_RUN)
    return (
        f'<details><summary class="codemm-quiet">Judged: {escape(answer.version)}{extra}'
        f"</summary>{body}</details>"
    )


def _code_marks(note: str) -> str:
    """Turn the backticks of a note into code elements."""
    pieces = escape(note).split("`")
    return "".join(f"<code>{p}</code>" if i % 2 else p for i, p in enumerate(pieces))
