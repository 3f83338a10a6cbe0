"""One plan in one box: write the files, compile, run the steps, report."""

from __future__ import annotations

import os
from binascii import a2b_base64, b2a_base64

from jupyter_codemm.sandbox.supervisor import folders, reaper
from jupyter_codemm.sandbox.supervisor.child import start
from jupyter_codemm.sandbox.supervisor.ending import ending
from jupyter_codemm.sandbox.supervisor.gauge import ContainerGauge, ProcessGauge
from jupyter_codemm.sandbox.supervisor.watch import Watch, hear_children
from jupyter_codemm.sandbox.supervisor.wire import Message

BUILD = "{build}"
READ_ONLY_FOLDER, READ_ONLY_FILE, OTHERS_EXECUTE = 0o555, 0o444, 0o111
TRANSLUCENT = 0o755


class Execution:
    """Runs one plan. `box` says where folders lie, who owns them and how steps are confined."""

    def __init__(self, plan: Message) -> None:
        self.plan = plan
        self.box = plan["box"]
        self.build = os.path.join(self.box["build_root"], "build")
        self.gauge = ContainerGauge() if self.box["container"] else ProcessGauge()
        self.bell = hear_children()
        self.steps = 0

    def run(self) -> Message:
        """Return the report. Raises OwnerGoneError when nobody waits for it any more."""
        compiler = self._next_user()
        folders.make_folder(self.build, compiler)
        for name, content in self.plan["files"].items():
            folders.write_file(os.path.join(self.build, name), a2b_base64(content), compiler)
        compiled = self._compile(compiler)
        if all(report["end"] == "exited" and report["code"] == 0 for report in compiled):
            self._freeze(compiler)
            runs = self._run_all()
        else:
            runs = [_not_run(step) for step in self.plan["runs"]]
        return {"compile": compiled, "runs": runs}

    def _next_user(self) -> int | None:
        self.steps += 1
        first = self.box["first_user"]
        return None if first is None else int(first) + self.steps

    def _compile(self, user: int | None) -> list[Message]:
        reports: list[Message] = []
        for step in self.plan["compile"]:
            if reports and (reports[-1]["end"], reports[-1]["code"]) != ("exited", 0):
                reports.append(_not_run(step))
                continue
            confine = {**self.box["confine"], "may_fork": True} if self.box["confine"] else None
            ready = {**self._ready(step, self.build), "umask": 0o022, "confine": confine}
            reports.append(self._watch(ready, self.build, user))
        return reports

    def _freeze(self, user: int | None) -> None:
        """Open the build folder to every later step, for reading only."""
        with folders.ActingAs(user):
            for name in os.listdir(self.build):
                path = os.path.join(self.build, name)
                if os.path.isfile(path) and not os.path.islink(path):
                    os.chmod(path, READ_ONLY_FILE | (os.stat(path).st_mode & OTHERS_EXECUTE))
            os.chmod(self.build, READ_ONLY_FOLDER)

    def _run_all(self) -> list[Message]:
        reports: list[Message] = []
        left_ms, over = self.plan["total_ms"], False
        for step in self.plan["runs"]:
            if over:
                reports.append(_not_run(step))
                continue
            report = self._run(step, left_ms)
            left_ms -= max(report["wall_ms"], report["cpu_ms"])
            if left_ms <= 0:
                report["end"] = "time_limit"
            timed_out = report["end"] == "time_limit" and self.plan["stop_on_timeout"]
            over = left_ms <= 0 or timed_out
            reports.append(report)
        return reports

    def _run(self, step: Message, left_ms: int) -> Message:
        user = self._next_user()
        cwd = os.path.join(self.box["work_root"], f"run-{self.steps}")
        folders.make_folder(cwd, user)
        folders.write_file(os.path.join(cwd, "frame"), a2b_base64(step["frame"]), user)
        ready = self._ready(step, cwd)
        limits = ready["limits"]
        limits["wall_ms"] = min(limits["wall_ms"], left_ms)
        limits["cpu_ms"] = min(limits["cpu_ms"], left_ms)
        confine = self.box["confine"]
        if confine:
            confine = {**confine, "read": [*confine["read"], self.build], "may_fork": False}
        report = self._watch({**ready, "umask": 0o077, "confine": confine}, cwd, user)
        folders.remove_folder(cwd, user)
        return report

    def _ready(self, step: Message, cwd: str) -> Message:
        """Return the step with its build folder, environment and limits filled in."""
        limits = dict(step["limits"])
        if limits["processes"] and self.box["shared_user"]:
            limits["processes"] += reaper.tasks_of_this_user()
        home = {"HOME": cwd, "TMPDIR": cwd}
        return {
            "name": step["name"],
            "argv": [part.replace(BUILD, self.build) for part in step["argv"]],
            "stdin": a2b_base64(step["stdin"]),
            "env": {**self.box["env"], **home, **step["env"]},
            "limits": limits,
            "tallied_folder": "" if self.box["container"] else cwd,
        }

    def _watch(self, step: Message, cwd: str, user: int | None) -> Message:
        limits = step["limits"]
        self.gauge.start(0)
        child = start(step, cwd, user)
        if isinstance(self.gauge, ProcessGauge):
            self.gauge.start(child.pid)
        watch = Watch(child, step, self.gauge, self.bell)
        try:
            watch.run()
            trouble = os.read(child.trouble, 600)
        finally:
            reaper.kill_group(child.pid)
            reaper.end_everything()
            child.close()
        facts = {
            "wall_ms": watch.wall_ms,
            "cpu_ms": max(watch.cpu_ms, self.gauge.cpu_ms() if self.box["container"] else 0),
            "memory_kb": watch.peak_kb,
            "oom": self.gauge.killed_for_memory(),
        }
        end, code = ending(watch.end, watch.status, facts, limits)
        if trouble:
            end, code = "failed", 0
        out, err, frame = watch.outputs
        return {
            "name": step["name"],
            "end": end,
            "code": code,
            "wall_ms": facts["wall_ms"],
            "cpu_ms": facts["cpu_ms"],
            "memory_kb": facts["memory_kb"],
            "stdout": _text(out.data),
            "stderr": _text(err.data),
            "frame": _text(frame.data),
            "truncated": any(output.over for output in watch.outputs),
            "detail": trouble.decode("ascii", "replace"),
        }


def _text(data: bytes | bytearray) -> str:
    return b2a_base64(data, newline=False).decode("ascii")


def _not_run(step: Message) -> Message:
    return {"name": step["name"], "end": "not_run"}
