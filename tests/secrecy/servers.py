"""PostgreSQL and Redis as on a real machine: accounts of their own, passwords, local ports."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.hub.hubs import started
from tests.secrecy.accounts import Account

# Who is the database's own account comes in as that; everybody else needs a password.
HBA = """\
local all postgres peer map=own
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
"""


@dataclass(frozen=True)
class Server:
    """One that runs: its process, its port on this machine, its folder."""

    pid: int
    port: int
    folder: Path
    account: Account


@contextmanager
def postgres(account: Account, port: int, password: str) -> Iterator[Server]:
    """Run a PostgreSQL with a role and a database `codemm`; its socket is open to everybody."""
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    if not (binaries / "initdb").exists():
        pytest.skip("PostgreSQL's initdb and postgres are not on this machine")
    data, sockets = account.home / "data", account.home.parent / "sockets"
    sockets.mkdir()
    account.own(sockets, 0o755)

    def call(*command: str | Path, said: str | None = None) -> None:
        subprocess.run(
            command, cwd=account.home, check=True, capture_output=True, text=True,
            input=said, **account.who,
        )  # fmt: skip

    call(binaries / "initdb", "-D", data, "-U", "postgres", "-A", "peer", "--no-sync")
    (data / "pg_hba.conf").write_text(HBA)
    (data / "pg_ident.conf").write_text(f"own {account.name} postgres\n")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c fsync=off -k {sockets}"
    control = [binaries / "pg_ctl", "-D", data, "-w"]
    call(*control, "-o", options, "-l", account.home / "log", "start")
    try:
        told = (
            f"CREATE ROLE codemm LOGIN PASSWORD '{password}'; CREATE DATABASE codemm OWNER codemm"
        )
        for line in told.split(";"):
            # Not on the command line, which everybody can read.
            call(binaries / "psql", "-h", sockets, "-p", str(port), "-U", "postgres", said=line)
        pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        yield Server(pid, port, data, account)
    finally:
        call(*control, "-m", "immediate", "stop")


@contextmanager
def redis(account: Account, port: int, password: str) -> Iterator[Server]:
    """Run a Redis that keeps what it holds in files of its own."""
    config = account.write(
        "redis.conf",
        f'port {port}\nbind 127.0.0.1\ndir {account.home}\nsave ""\nappendonly yes\n'
        f"appendfsync always\nrequirepass {password}\n"
        f"unixsocket {account.home}/redis.sock\nunixsocketperm 700\n",
    )
    command = ["redis-server", str(config)]
    ready = "Ready to accept connections"
    with started(command, {}, account.home, ready, account.who) as up:
        yield Server(up(), port, account.home, account)
