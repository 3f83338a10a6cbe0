"""A slow moment of the machine during a proof is no fault of the draft."""

import asyncio
from dataclasses import replace

from jupyter_codemm.gates import verify
from tests.fakes.bare_sandbox import BareSandbox
from tests.fakes.drafts import good_draft


class SlowIn(BareSandbox):
    """Runs out of time in the second surroundings, so many times."""

    def __init__(self, times):
        super().__init__()
        self.left = times

    async def execute(self, plan, listen=None):
        report = await super().execute(plan, listen)
        elsewhere = any(step.env.get("TZ") == "America/St_Johns" for step in plan.runs)
        if not elsewhere or self.left == 0:
            return report
        self.left -= 1
        late = tuple(replace(run, end="time_limit", frame=b"", stdout=b"") for run in report.runs)
        return replace(report, runs=late)


def refused_by(times):
    sandbox = SlowIn(times)
    rejection = asyncio.run(verify(good_draft(), sandbox)).rejection
    assert sandbox.left == 0
    return rejection and rejection.gate


def test_running_out_of_time_once_is_forgiven():
    assert refused_by(1) is None


def test_running_out_of_time_twice_is_not():
    assert refused_by(2) == "deterministic"
