"""What an answer of a batch took is what its process worked for it, not what it waited."""

import pytest

from jupyter_codemm.judging.frames import Answer
from jupyter_codemm.judging.verdicts import Rules, answered
from jupyter_codemm.ports import StepReport


@pytest.mark.parametrize(
    ("cpu_ms", "wall_ms", "time_ms"),
    [(100, 5000, 80), (900, 1000, 3600), (1500, 1000, 4000), (0, 0, 4000)],
    ids=["kept waiting", "quick machine", "two threads", "not known"],
)
def test_time_on_a_busy_machine_is_that_of_the_processor(cpu_ms, wall_ms, time_ms):
    report = StepReport("batch", "exited", cpu_ms=cpu_ms, wall_ms=wall_ms)
    seen = answered(Answer(0, time_us=4_000_000), report, Rules("java", "program", 128))
    assert seen.time_ms == time_ms
