"""The visible examples of a problem as Markdown. Hidden tests are never rendered."""

from __future__ import annotations

from collections.abc import Sequence

from jupyter_codemm.contracts.problem import NewStep, Problem, Table, TestCase
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.notebook.literals import literal

_FENCE: dict[str, str] = {"python": "python", "java": "java", "cpp": "cpp", "sql": "sql"}


def samples_markdown(problem: Problem) -> str:
    """Return a Markdown section with every sample, or nothing when there is none."""
    if not problem.samples:
        return ""
    parts = [
        f"**Example {n}**\n\n{_sample(problem, t)}" for n, t in enumerate(problem.samples, start=1)
    ]
    return "### Examples\n\n" + "\n\n".join(parts)


def _sample(problem: Problem, test: TestCase) -> str:
    if problem.kind == "query":
        return _query(test)
    if problem.kind == "program":
        given, printed = _block(test.input.stdin or ""), _block(test.expected.stdout or "")
        return f"Input:\n\n{given}\n\nOutput:\n\n{printed}"
    if problem.signature is None:
        return ""
    if problem.kind == "class":
        return _steps(problem, problem.signature, test)
    return _call(problem, problem.signature, test)


def _call(problem: Problem, signature: Signature, test: TestCase) -> str:
    args = [
        literal(problem.language, param.node, value)
        for param, value in zip(signature.params, test.input.args or (), strict=True)
    ]
    lines = [f"{signature.name}({', '.join(args)})"]
    if test.expected.has_value:
        lines.append(_result(problem, signature, test))
    if test.expected.raises:
        lines.append(f"raises {test.expected.raises}")
    text = _block("\n".join(lines), _FENCE[problem.language])
    if test.input.stdin:
        text += f"\n\nInput:\n\n{_block(test.input.stdin)}"
    if test.expected.stdout is not None:
        text += f"\n\nprints\n\n{_block(test.expected.stdout)}"
    return text


def _result(problem: Problem, signature: Signature, test: TestCase) -> str:
    value = test.expected.value
    if test.expected.compare.value.kind == "any_of" and isinstance(value, list):
        value = value[0]
    shown = literal(problem.language, signature.observed, value)
    index = signature.observed_arg
    comment = "#" if problem.language == "python" else "//"
    if index is None:
        return f"{comment} → {shown}"
    return f"{comment} {signature.params[index].name} is then {shown}"


def _steps(problem: Problem, signature: Signature, test: TestCase) -> str:
    methods = {m.name: m for m in signature.methods}
    values = test.expected.value if isinstance(test.expected.value, list) else []
    comment = "#" if problem.language == "python" else "//"
    lines = []
    for index, step in enumerate(test.input.steps or ()):
        if isinstance(step, NewStep):
            nodes = [p.node for p in signature.params]
            returns = None
            head = f"{step.new} = {'new ' if problem.language == 'java' else ''}{signature.name}"
        else:
            method = methods[step.call.split(".")[1]]
            nodes, returns, head = [p.node for p in method.params], method.returns_node, step.call
        args = ", ".join(
            literal(problem.language, n, v) for n, v in zip(nodes, step.args, strict=True)
        )
        shown = values[index] if index < len(values) else None
        if isinstance(shown, dict) and set(shown) == {"raises"}:
            note = f"  {comment} raises {shown['raises']}"
        elif returns is not None and returns.name != "void":
            note = f"  {comment} → {literal(problem.language, returns, shown)}"
        else:
            note = ""
        lines.append(f"{head}({args}){note}")
    return _block("\n".join(lines), _FENCE[problem.language])


def _query(test: TestCase) -> str:
    text = f"Tables:\n\n{_block(test.input.database or '', 'sql')}"
    if test.expected.rows is not None:
        text += (
            f"\n\nResult{'' if test.expected.compare.rows.ordered else ' (rows in any order)'}:\n\n"
        )
        text += table_markdown(test.expected.rows)
    return text


def table_markdown(table: Table) -> str:
    """Return a result table as Markdown; an empty one in words."""
    width = len(table.columns) or (len(table.rows[0]) if table.rows else 0)
    if not width:
        return "(no rows)"
    names: Sequence[str] = table.columns or [f"column {n}" for n in range(1, width + 1)]
    lines = [_row(names), _row(["---"] * width)]
    lines += [_row(["NULL" if cell is None else str(cell) for cell in row]) for row in table.rows]
    return "\n".join(lines) + ("" if table.rows else "\n\n(no rows)")


def _row(cells: Sequence[str]) -> str:
    safe = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(safe)} |"


def _block(text: str, info: str = "text") -> str:
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}{info}\n{text.rstrip(chr(10))}\n{fence}"
