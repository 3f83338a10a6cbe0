"""Kills at random moments: every submission ends with exactly one verdict, and the right one."""

from __future__ import annotations

import asyncio
import random
import shlex
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docker
import psutil

from tests.load.boxes import containers
from tests.load.machine import RIGHT, WRONG, Client, Server, fill

USERS = 8
LONGEST_WAIT_S = 1.5


def kill_supervisor(server: Server, chance: random.Random) -> None:
    """Kill a supervisor from outside: PID 1 of a box, or our own child in the local tier."""
    if server.sandbox == "docker":
        pids = [box.attrs["State"]["Pid"] for box in containers(server)]
    else:
        pids = [child.pid for child in server.resources.children()]
    if pids:
        try:
            psutil.Process(chance.choice(pids)).send_signal(signal.SIGKILL)
        except psutil.NoSuchProcess:
            return


def kill_container(server: Server, chance: random.Random) -> None:
    """Remove a box by force."""
    boxes = containers(server)
    if boxes:
        try:
            chance.choice(boxes).remove(force=True)
        except docker.errors.APIError:
            return  # it is going already


def restart_daemon(server: Server, chance: random.Random) -> None:
    """Kill dockerd and start it again. Nobody else may be using it."""
    del server, chance
    subprocess.run(shlex.split("pkill -x dockerd"), check=False)
    with Path("/dev/null").open("wb") as nowhere:
        while (
            subprocess.run(shlex.split("pgrep -x dockerd"), stdout=nowhere, check=False).returncode
            == 0
        ):
            time.sleep(0.05)
        subprocess.Popen(["dockerd"], stdout=nowhere, stderr=nowhere, start_new_session=True)
        while subprocess.run(
            shlex.split("docker info"), stdout=nowhere, stderr=nowhere, check=False
        ).returncode:
            time.sleep(0.1)


def kill_server(server: Server, chance: random.Random) -> None:
    """Kill the Jupyter server without warning and start it again."""
    del chance
    server.kill()
    server.start()


TARGETS: dict[str, Callable[[Server, random.Random], None]] = {
    "supervisor": kill_supervisor,
    "container": kill_container,
    "daemon": restart_daemon,
    "server": kill_server,
}


async def one_round(server: Server, target: str, chance: random.Random, number: int) -> list[str]:
    """Submit, kill at a random moment, and return what was not as it should be."""
    client = Client(server)
    marked = [(u, f"# {number}\n{RIGHT if u % 2 else WRONG}") for u in range(USERS)]
    accepted = await asyncio.gather(*(client.submit(u, text) for u, text in marked))
    await asyncio.sleep(chance.uniform(0, LONGEST_WAIT_S) * chance.random())
    await asyncio.to_thread(TARGETS[target], server, chance)
    done = await asyncio.gather(*(client.verdict(u, s["id"]) for u, s in enumerate(accepted)))
    trouble = []
    for user, submission in enumerate(done):
        verdict = submission["outcome"]["verdict"]
        right = "accepted" if user % 2 else "wrong_answer"
        if verdict != right:
            words = submission["outcome"]["message"]
            trouble.append(f"{target} round {number}: {right} became {verdict} ({words})")
        listing = await client.ask(user, "GET", "jupyter-codemm/api/submissions")
        if [s["id"] for s in listing["submissions"]].count(submission["id"]) != 1:
            trouble.append(f"{target} round {number}: {submission['id']} is not there once")
    return trouble


def run(folder: Path, sandbox: str, targets: list[str], rounds: int, seed: int) -> list[str]:
    """Run the rounds of each target; print and return what was not right."""
    fill(folder, USERS)
    server = Server(folder, sandbox)
    server.start()
    wrong: list[str] = []
    try:
        for target in targets:
            chance = random.Random(f"{target} {seed}")
            found = []
            started = time.perf_counter()
            for number in range(rounds):
                found += asyncio.run(one_round(server, target, chance, number))
            kinds = Counter(line.partition("became ")[2].partition(" ")[0] for line in found)
            seconds = time.perf_counter() - started
            numbers = f"{rounds} kills, {rounds * USERS} submissions, {seconds:.0f} s"
            print(f"  {target}: {numbers}, {dict(kinds)}")
            wrong += found
    finally:
        server.stop()
    return wrong
