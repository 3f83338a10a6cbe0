"""From the command to the first moment of a long journey on the page.

JupyterLab in a real browser, and a journey in its database that is longer by one record each time:
so the server reads all of it anew, as for somebody who comes back the next day.
"""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import replace
from pathlib import Path

from jupyter_codemm.contracts.journey import JourneyRecord
from jupyter_codemm.services.context import LOCAL_USER
from jupyter_codemm.store import open_store
from tests.benchmarks.figures import Figures
from tests.fakes.random_journeys import random_journey
from tests.ui.browsers import missing_tool, opened_browser
from tests.ui.lab import Lab, running_lab
from tests.ui.lab_page import enter_lab, execute

WARM_UPS = 2
OPENED = """() => new Promise(opened => {
  const began = performance.now();
  let first = null;
  void window.jupyterapp.commands.execute('jupyter-codemm:open-replay', {});
  const look = () => {
    const views = [...document.querySelectorAll('.jp-codemm-Replay')];
    const view = views.find(one => one.offsetParent !== null);
    const label = view?.querySelector('.jp-codemm-Transport-slider label')?.textContent;
    const moment = view?.querySelector('.jp-codemm-Replay-moment');
    const isShown = moment?.getAttribute('aria-busy') === 'false';
    const since = (performance.now() - began) / 1000;
    if (isShown && label?.startsWith('Step 1 of ')) {
      first ??= since;
    }
    if (first !== null && !label?.endsWith('+')) {
      opened([first, since]);
    } else {
      requestAnimationFrame(look);
    }
  };
  look();
})"""


async def report(figures: Figures, records: int, rounds: int) -> None:
    """Print the figures of so many openings of a journey of so many records."""
    print(f"\na replay of {records} records opened on the page")
    if reason := missing_tool():
        print(f"  (not measured: {reason})")
        return
    loop = asyncio.get_running_loop()
    seconds = await asyncio.to_thread(_opened, records, rounds, loop)
    figures.times("from command to first step", [first for first, _ in seconds])
    figures.times("from command to the last row", [last for _, last in seconds])


def _opened(
    records: int, rounds: int, loop: asyncio.AbstractEventLoop
) -> list[tuple[float, float]]:
    """Open it in a browser, and make it longer in the loop of another thread, in turns."""

    def keep(*given) -> None:
        asyncio.run_coroutine_threadsafe(_keep(lab, *given), loop).result()

    diary = random_journey(records + WARM_UPS + rounds, seed=6)
    texts = list(diary.codes.values())
    known = diary.records[: records + WARM_UPS + rounds]
    seconds = []
    with (
        tempfile.TemporaryDirectory(prefix="codemm-replays-") as folder,
        running_lab(Path(folder) / "home") as lab,
        opened_browser() as browser,
    ):
        page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-US")
        enter_lab(page, lab)
        keep(known[:records], texts)
        for n in range(WARM_UPS + rounds):
            length = records + n
            if n:
                keep(known[length - 1 : length], ())
            first, last = page.evaluate(OPENED)
            execute(page, "application:close")
            if n >= WARM_UPS:
                seconds.append((first, last))
    return seconds


async def _keep(lab: Lab, records: list[JourneyRecord], texts: list | tuple) -> None:
    (database,) = lab.home.rglob("codemm.sqlite")
    store = open_store(database)

    def work(tx) -> None:
        learner = tx.journeys.learner(LOCAL_USER)
        tx.journeys.keep_code(LOCAL_USER, list(texts))
        tx.journeys.append(LOCAL_USER, records)
        tx.journeys.save(replace(learner, last_id=records[-1].id))

    try:
        await store.transact(work)
    finally:
        await store.close()
