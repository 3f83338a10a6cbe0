"""Programs choose their own names, which the kernel shows among their figures."""

from tests.sandbox.boxes import every, execute, plan, python

NAMES_ITSELF = """
import ctypes, time
ctypes.CDLL(None).prctl(15, b"\\xff\\xfe) R (\\n", 0, 0, 0)
while time.process_time() < 0.2:
    pass
"""


@every
def test_a_name_that_is_no_text_changes_nothing(kind):
    (run,) = execute(kind, plan(python(NAMES_ITSELF))).runs
    assert (run.end, run.code) == ("exited", 0)
