"""What one step does to files that it may only read, a later step cannot see."""

from tests.sandbox.boxes import every_confined, execute, plan, python

LOOK = """
import os
for name in ('', '/notes'):
    print(os.stat('{build}' + name).st_atime_ns)
"""
READ = """
import os
for name in os.listdir('{build}'):
    open('{build}/' + name, 'rb').read()
print('read')
"""


@every_confined
def test_reading_leaves_no_trace(kind):
    files = {"notes": b"some"}
    before, read, after = execute(
        kind, plan(python(LOOK), python(READ), python(LOOK), files=files)
    ).runs
    assert read.stdout == b"read\n"
    assert before.stdout.count(b"\n") == 2
    assert before.stdout == after.stdout
