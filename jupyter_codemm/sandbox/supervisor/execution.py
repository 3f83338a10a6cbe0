"""One plan in one box: write the files, compile, run the steps, report.

Steps are started by `Warmth.start` and compiled by `Warmth.compile` where something warm serves
them (see `warmth.py`), else by fork and exec; the plan cannot tell.
"""

from __future__ import annotations

import os
from binascii import a2b_base64
from collections.abc import Callable

from jupyter_codemm.sandbox.supervisor import folders, products
from jupyter_codemm.sandbox.supervisor.attempt import Attempt
from jupyter_codemm.sandbox.supervisor.bench import Bench
from jupyter_codemm.sandbox.supervisor.reaper import tasks_of_this_user
from jupyter_codemm.sandbox.supervisor.wire import Message, text

BUILD = "{build}"
WELL = ("exited", 0)
WORTH_PRELOADING = 3


class Execution:
    """Runs one plan. `box` says where folders lie, who owns them and how steps are confined.

    What is used up is taken out of the plan: the less this process holds, the faster it forks.
    """

    def __init__(self, plan: Message, bench: Bench, say: Callable[[Message], None]) -> None:
        self.plan, self.bench, self.say = plan, bench, say
        self.box = plan["box"]
        self.build = os.path.join(self.box["build_root"], "build")
        self.users: list[int] = []
        self.steps = 0

    def run(self) -> Message:
        """Say what each run did and return the rest of the report.

        Raises OwnerGoneError when nobody waits for it any more.
        """
        self._preload(wait=False)
        compiler = self._next_user()
        folders.make_folder(self.build, compiler)
        for name, content, executable in self.plan.pop("files"):
            self._write(name, a2b_base64(content), compiler, executable=executable)
        compiled = self._compile(compiler)
        if all((report["end"], report["code"]) == WELL for report in compiled):
            if self.plan["needs"] is not None:
                products.keep_only(self.build, self.plan["needs"], compiler)
            products.freeze(self.build, compiler)
            self._preload(wait=True)
            runs = self._run_all()
        else:
            runs = [_not_run(step) for step in self.plan["runs"]]
        return {"compile": compiled, "runs": runs}

    def _preload(self, *, wait: bool) -> None:
        """Have the runs start from a warm interpreter; `wait` so that its time is not theirs."""
        if self.plan["preload"] and len(self.plan["runs"]) >= WORTH_PRELOADING:
            try:
                zygote = self.bench.warmth.prepare(self.plan["preload"])
                if wait:
                    zygote.wait()
            except OSError:
                return  # the steps start as usual

    def _next_user(self) -> int | None:
        self.steps += 1
        if self.box["first_user"] is None:
            return None
        self.users.append(int(self.box["first_user"]) + self.steps)
        return self.users[-1]

    def _write(self, name: str, content: bytes, user: int | None, *, executable: bool) -> None:
        path = os.path.join(self.build, name)
        folders.make_parents(path, user)
        folders.write_file(path, content, user, executable=executable)

    def _compile(self, user: int | None) -> list[Message]:
        reports: list[Message] = []
        for step in self.plan["compile"]:
            if reports and (reports[-1]["end"], reports[-1]["code"]) != WELL:
                reports.append(_not_run(step))
                continue
            report = self._compile_step(step, user)
            if step["makes"] and (report["end"], report["code"]) == WELL:
                try:
                    report["made"] = products.collect(self.build, step["makes"], user)
                except products.TooMuchError:
                    report["end"] = "output_limit"
            reports.append(report)
        return reports

    def _compile_step(self, step: Message, user: int | None) -> Message:
        confine = {**self.box["confine"], "may_fork": True} if self.box["confine"] else None
        ready = {**self._ready(step, self.build), "umask": 0o022, "confine": confine}
        answer = self.bench.warmth.compile(ready, self.build)
        if answer is not None:
            report, files = answer
            try:
                self._take_in(files, user)
            except OSError:
                pass  # too many for the folder, or with too long a name: the usual way says so
            else:
                return report
        return Attempt(ready, self.bench, container=self.box["container"]).run(self.build, user)

    def _take_in(self, files: list[tuple[str, bytes]], user: int | None) -> None:
        with folders.ActingAs(user):
            for name, _ in files:
                folders.discard(os.path.join(self.build, name))
        for name, content in files:
            self._write(name, content, user, executable=False)

    def _run_all(self) -> list[Message]:
        """Say what each run did as soon as it has ended; return the reports of those that did not.

        Kept until the end, what a loud program prints in all of them would take too much memory.
        """
        runs, left_ms = self.plan["runs"], self.plan["total_ms"]
        for done, step in enumerate(runs, 1):
            report = self._run(step, left_ms)
            left_ms -= max(report["wall_ms"], report["cpu_ms"])
            if left_ms <= 0:
                report["end"] = "time_limit"
            self.say({"ran": report})
            timed_out = report["end"] == "time_limit" and self.plan["stop_on_timeout"]
            if left_ms <= 0 or timed_out:
                return [_not_run(step) for step in runs[done:]]
        return []

    def _run(self, step: Message, left_ms: int) -> Message:
        user = self._next_user()
        cwd = os.path.join(self.box["work_root"], f"run-{self.steps}")
        folders.make_folder(cwd, user)
        folders.write_file(os.path.join(cwd, "frame"), a2b_base64(step.pop("frame")), user)
        ready = self._ready(step, cwd)
        limits = ready["limits"]
        limits["wall_ms"] = min(limits["wall_ms"], left_ms)
        limits["cpu_ms"] = min(limits["cpu_ms"], left_ms)
        confine = self.box["confine"]
        if confine:
            confine = {**confine, "read": [*confine["read"], self.build], "may_fork": False}
        ready = {**ready, "umask": 0o077, "confine": confine}
        attempt = Attempt(ready, self.bench, container=self.box["container"])
        report = attempt.run(cwd, user, self._tell(step) if self.plan["stream"] else None)
        folders.remove_folder(cwd, user)
        return report

    def _tell(self, step: Message) -> Callable[[str, bytes], None]:
        def tell(channel: str, data: bytes) -> None:
            self.say({"output": [step["name"], channel, text(data)]})

        return tell

    def _ready(self, step: Message, cwd: str) -> Message:
        """Return the step with its build folder, environment and limits filled in."""
        limits = dict(step["limits"])
        if limits["processes"] and self.box["shared_user"]:
            limits["processes"] += tasks_of_this_user()
        argv = [part.replace(BUILD, self.build) for part in step["argv"]]
        home = {"HOME": cwd, "TMPDIR": cwd}
        return {
            "name": step["name"],
            "argv": argv,
            "built": argv[0].startswith(os.path.join(self.build, "")),
            "stdin": a2b_base64(step.pop("stdin")),
            "env": {**self.box["env"], **home, **step["env"]},
            "limits": limits,
            "tallied_folder": "" if self.box["container"] else cwd,
        }


def _not_run(step: Message) -> Message:
    return {"name": step["name"], "end": "not_run"}
