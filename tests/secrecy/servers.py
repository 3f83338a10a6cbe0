"""PostgreSQL and Redis as on a real machine: accounts of their own, passwords, local ports."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
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


@dataclass
class Server:
    """One that runs: its process, its port on this machine, its folder."""

    pid: int
    port: int
    folder: Path
    account: Account


@dataclass
class Postgres(Server):
    """One that can also be away for a while. `command` stops and starts it."""

    command: Sequence[str | Path] = ()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Stop it until the block ends."""
        self.call("-m", "immediate", "stop")
        try:
            yield
        finally:
            self.call("start")
            self.pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])

    def call(self, *how: str) -> None:
        """Have it started or stopped."""
        run(self.account, *self.command, *how)


def run(account: Account, *command: str | Path, said: str | None = None) -> None:
    """Run a command as an account; raises CalledProcessError when it fails."""
    home = account.home
    subprocess.run(
        command, cwd=home, check=True, stdout=subprocess.DEVNULL, text=True, input=said,
        **account.who,
    )  # fmt: skip


@contextmanager
def postgres(account: Account, port: int, password: str) -> Iterator[Postgres]:
    """Run a PostgreSQL with a role and a database `codemm`; its socket is open to everybody."""
    binaries = Path(shutil.which("postgres") or "/").resolve().parent
    if not (binaries / "initdb").exists():
        pytest.skip("PostgreSQL's initdb and postgres are not on this machine")
    data, sockets = account.home / "data", account.home.parent / "sockets"
    sockets.mkdir()
    account.own(sockets, 0o755)

    run(account, binaries / "initdb", "-D", data, "-U", "postgres", "-A", "peer", "--no-sync")
    (data / "pg_hba.conf").write_text(HBA)
    (data / "pg_ident.conf").write_text(f"own {account.name} postgres\n")
    options = f"-c port={port} -c listen_addresses=127.0.0.1 -c fsync=off -k {sockets}"
    command = [binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", account.home / "log"]
    server = Postgres(0, port, data, account, command)
    server.call("start")
    try:
        # Not on the command line, which everybody can read.
        ask = [binaries / "psql", "-h", sockets, "-p", str(port), "-U", "postgres"]
        run(account, *ask, said=f"CREATE ROLE codemm LOGIN PASSWORD '{password}'")
        run(account, *ask, said="CREATE DATABASE codemm OWNER codemm")
        server.pid = int((data / "postmaster.pid").read_text().splitlines()[0])
        yield server
    finally:
        server.call("-m", "immediate", "stop")


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
