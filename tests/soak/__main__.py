"""`make soak`: `jupyter codemm generate` for 7 problems a run, many seeds, every language.

For every problem: all gates agreed (reference 8/8, starter 0/8, guided at most 2), and nothing of
its reference stands in the database, the notebook, the activity file, the events or the log.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import logging
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_codemm.app import AppWiring, Settings
from jupyter_codemm.cli import run_command
from jupyter_codemm.contracts.base import LANGUAGES
from tests.fakes.remembering import RememberingAuthor, leaks, texts_in

# Two rounds of topics per language: what people ask for first, and the rest.
TOPICS = {
    "python": (["loops", "strings", "maps"], ["recursion", "sorting", "2d arrays", "functions"]),
    "java": (["loops", "lists", "conditionals"], ["strings", "recursion", "sorting", "sets"]),
    "cpp": (["loops", "conditionals", "strings"], ["lists", "functions", "2d arrays", "queues"]),
    "sql": (["filtering", "joins", "grouping"], ["subqueries", "ordering", "distinct"]),
}
STYLES = ("return", "stdout", "mixed", "return")
PLANS = ((7, 0, 0), (3, 2, 2), (1, 3, 3), (0, 4, 3))


@dataclass
class Tally:
    """What was counted for one language."""

    problems: int = 0
    failures: list[str] = field(default_factory=list)
    launches: int = 0


@dataclass(frozen=True)
class SoakWiring(AppWiring):
    """The real wiring, with an author whose drafts stay in memory."""

    remembering: RememberingAuthor = field(default_factory=RememberingAuthor)

    def author_on(self, choice, llm):
        return self.remembering


def spec_for(language: str, seed: int) -> dict:
    counts = dict(zip(("easy", "medium", "hard"), PLANS[seed % len(PLANS)], strict=True))
    return {
        "language": language,
        "problem_count": 7,
        "difficulty_plan": [{"difficulty": d, "count": n} for d, n in counts.items() if n],
        "topic_tags": TOPICS[language][seed // 2 % 2],
        "problem_style": "stdout" if language == "sql" else STYLES[seed % len(STYLES)],
    }


def one_run(language: str, seed: int, sandbox: str, tally: Tally) -> None:
    mode = "guided" if seed % 3 == 2 else "practice"  # every third seed
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "spec.json").write_text(json.dumps(spec_for(language, seed)))
        author = RememberingAuthor()
        settings = Settings(database=folder / "data" / "codemm.sqlite", environ={})
        arguments = ["generate", "--spec", folder / "spec.json", "--out", folder / "out"]
        arguments += ["--seed", seed, "--mode", mode, "--sandbox", sandbox]
        out, err, log = io.StringIO(), io.StringIO(), io.StringIO()
        handler = logging.StreamHandler(log)
        logging.getLogger().addHandler(handler)
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_command([str(a) for a in arguments], SoakWiring(settings, author))
        logging.getLogger().removeHandler(handler)
        where = f"{language} seed {seed} {mode}"
        if code != 0:
            rejected = [line for line in out.getvalue().splitlines() if " NO " in line]
            tally.failures.append(f"{where}: exit {code} {err.getvalue()} {rejected}")
            return
        _check(
            folder, author, f"{out.getvalue()}\n{err.getvalue()}\n{log.getvalue()}", where, tally
        )


def _check(folder: Path, author: RememberingAuthor, said: str, where: str, tally: Tally) -> None:
    (activity,) = (folder / "out").glob("*.activity.json")
    record = json.loads(activity.read_text())
    for proof in record["verifications"]:
        tally.problems += 1
        tally.launches += proof["sandbox_launches"]
        if not all(gate["ok"] for gate in proof["gates"]) or proof["attempts"] > 1:
            tally.failures.append(
                f"{where}: {proof['problem_id']} needed {proof['attempts']} attempts"
            )
    files = [path.read_text() for path in (folder / "out").iterdir()]
    texts = [t for t in texts_in(folder / "data" / "codemm.sqlite") if len(t) > 20]
    for draft in author.drafts:
        for text in leaks([draft], [*texts, *files, said]):
            tally.failures.append(f"{where}: {draft.family} leaks: {text[:200]!r}")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--sandbox", choices=("auto", "docker", "local"), default="local")
    args = parser.parse_args()
    failed = 0
    for language in args.language or LANGUAGES:
        tally, started = Tally(), time.monotonic()
        for seed in range(args.first, args.first + args.seeds):
            one_run(language, seed, args.sandbox, tally)
            print(f"\r{language}: {tally.problems} problems", end="", flush=True)
        seconds = time.monotonic() - started
        print(
            f"\r{language}: {tally.problems} problems from {args.seeds} seeds, "
            f"{len(tally.failures)} failures, {seconds:.0f} s, "
            f"{tally.launches / max(1, tally.problems):.1f} launches a problem, "
            f"load {os.getloadavg()[0]:.1f}"
        )
        for failure in tally.failures:
            print(f"  {failure}")
        failed += len(tally.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
