"""Plans that run at the same time run as different users."""

import subprocess
import sys
from contextlib import ExitStack

import pytest

from jupyter_codemm.sandbox.local.users import Users, may_change_user

as_root = pytest.mark.skipif(not may_change_user(), reason="users: needs to be root")
HOLD = """
import os, sys
from jupyter_codemm.sandbox.local.users import Users
os.getpid = lambda: int(sys.argv[1])
with Users().one() as user:
    print(user, flush=True)
    sys.stdin.read()
"""


@as_root
def test_two_sandboxes_of_a_process_never_lend_the_same_user_at_once():
    with Users().one() as first, Users().one() as second:
        assert first != second


@as_root
def test_two_processes_whose_users_meet_never_share_one():
    # both begin at the same user, as processes 625 numbers apart do
    command = [sys.executable, "-c", HOLD, "4242"]
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            )
            for _ in range(3)
        ]
        assert len({server.stdout.readline() for server in servers}) == len(servers)
        for server in servers:
            server.stdin.close()


@as_root
def test_a_user_that_was_given_back_is_free_again():
    def first_of_a_new_one() -> int | None:
        with Users().one() as user:
            return user

    assert first_of_a_new_one() == first_of_a_new_one()
