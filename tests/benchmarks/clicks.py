"""From the click on Submit to the verdict on the page, beside the judge's own time.

JupyterLab in a real browser. Each round submits a text that was never seen and is right, measured
in the page: from the click to the frame that shows the verdict. The same text is then judged in
this process, in the same tier, by a sandbox that is as warm. Printed too is what the server's
record of the submission says: from when it was stored until its outcome was.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_codemm.contracts.problem import Problem
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.contracts.submission import Submission
from jupyter_codemm.judging import judge
from jupyter_codemm.ports import Sandbox
from jupyter_codemm.sandbox.probe import choose
from tests.benchmarks.figures import Figures
from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.lab import Lab, running_lab
from tests.ui.tasks import Task, make_patient_task

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

WARM_UPS = 4
# A frame of animation after the change of the page is when a person can see it.
WATCH = """cell => {
  const shown = () => {
    const verdict = cell.querySelector('[role="group"][aria-label="Verdict on all tests"]');
    const text = verdict?.textContent ?? '';
    return text.includes('Accepted') && !text.includes('You have changed the answer since');
  };
  let clicked = null;
  window.benchmarkSeconds = null;
  cell.addEventListener('click', event => { clicked ??= event.timeStamp; }, true);
  const observer = new MutationObserver(() => {
    if (clicked !== null && shown()) {
      observer.disconnect();
      requestAnimationFrame(() => {
        window.benchmarkSeconds = (performance.now() - clicked) / 1000;
      });
    }
  });
  observer.observe(cell, {childList: true, subtree: true, characterData: true});
}"""
MEASURED = "() => window.benchmarkSeconds"


@dataclass
class _Times:
    """Seconds of each round."""

    page: list[float] = field(default_factory=list)
    record: list[float] = field(default_factory=list)
    judge: list[float] = field(default_factory=list)
    tiers: set[str] = field(default_factory=set)


async def report(figures: Figures, rounds: int) -> None:
    """Print the figures of so many submissions in Python."""
    print("\nfrom a click on Submit to the verdict on the page, Python, warm")
    if reason := missing_tool():
        print(f"  (not measured: {reason})")
        return
    sandbox = await choose("auto")
    try:
        loop = asyncio.get_running_loop()
        times = await asyncio.to_thread(_submitted, rounds, sandbox, loop)
    finally:
        await sandbox.close()
    tiers = " and ".join(sorted(times.tiers))
    figures.times("from click to verdict", times.page)
    figures.times("the server's record: stored until judged", times.record)
    figures.times(f"the judge alone, in {tiers}", times.judge)
    figures.pairs("click to verdict - record", times.page, times.record)
    figures.pairs("click to verdict - judge alone", times.page, times.judge)


def _submitted(rounds: int, sandbox: Sandbox, loop: asyncio.AbstractEventLoop) -> _Times:
    """Submit in a browser, and judge in the loop of another thread, in turns."""
    times = _Times()
    with (
        tempfile.TemporaryDirectory(prefix="codemm-clicks-") as folder,
        running_lab(Path(folder) / "home") as lab,
        opened_browser() as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US")
        cell, task = _answer(page, lab)
        for n in range(WARM_UPS + rounds):
            seconds = _click_to_verdict(cell, task, f"# {n}\n{task.right}")
            submission = _newest(lab, task.problem)
            work = _judged(task.problem, submission.source, sandbox)
            judging, tier = asyncio.run_coroutine_threadsafe(work, loop).result()
            if n >= WARM_UPS:
                times.page.append(seconds)
                times.record.append(_recorded(submission))
                times.judge.append(judging)
                times.tiers |= {tier, submission.outcome.tier}
    return times


def _answer(page: Page, lab: Lab) -> tuple[Locator, Task]:
    """Open the notebook of one problem; return its cell, and what to type."""
    from tests.ui.answer_cells import answer_cell, show_notebook  # noqa: PLC0415 - playwright
    from tests.ui.lab_page import enter_lab  # noqa: PLC0415 - imports playwright

    enter_lab(page, lab)
    task = make_patient_task(lab, "python")
    return answer_cell(show_notebook(page, task.path)), task


def _click_to_verdict(cell: Locator, task: Task, code: str) -> float:
    """Type an answer and submit it; return seconds as the page measured them."""
    from playwright.sync_api import TimeoutError as NothingCame  # noqa: PLC0415 - optional

    from tests.ui.answer_cells import VERDICT_MS, press, write_answer  # noqa: PLC0415 - playwright

    write_answer(cell, task.problem, code)
    cell.evaluate(WATCH)
    press(cell, "Submit")
    try:
        seconds: float = cell.page.wait_for_function(MEASURED, timeout=VERDICT_MS).json_value()
    except NothingCame:
        raise RuntimeError(f"no verdict came: {cell.inner_text()}") from None
    return seconds


def _newest(lab: Lab, problem: Problem) -> Submission:
    listed = lab.api("GET", f"submissions?problem_id={problem.id}")["submissions"]
    submission = Submission.parse(lab.api("GET", f"submissions/{listed[0]['id']}"))
    if submission.outcome is None or submission.outcome.verdict != "accepted":
        raise RuntimeError(f"not accepted: {submission}")
    return submission


def _recorded(submission: Submission) -> float:
    return (submission.judged_at - submission.submitted_at).total_seconds()


async def _judged(problem: Problem, source: Source, sandbox: Sandbox) -> tuple[float, str]:
    """Judge once; return its seconds, and the tier."""
    started = time.perf_counter()
    outcome = await judge(problem, source, sandbox)
    seconds = time.perf_counter() - started
    if outcome.verdict != "accepted":
        raise RuntimeError(f"not accepted: {outcome}")
    return seconds, outcome.tier
