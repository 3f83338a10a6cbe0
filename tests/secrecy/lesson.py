"""A class on the machine: a challenge with hidden tests, and what a teacher and a student did."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass

from jupyter_codemm.contracts.bundle import BundledActivity, ChallengeBundle
from jupyter_codemm.contracts.classroom import ChallengeTerms
from jupyter_codemm.contracts.signature import Param, Signature
from tests.hub.hubs import ACCESS, OWN_SERVER, STAFF
from tests.secrecy.canaries import Canaries
from tests.secrecy.machine import Machine
from tests.store.records import activity, problem

SAMPLES = (("abc", "cba"), ("no", "on"))


@dataclass(frozen=True)
class Given:
    """A class and what it works on, by their ids."""

    school_class: str
    code: str
    challenge: str
    activity: str
    problem: str


@dataclass(frozen=True)
class Lesson:
    """A school with a class, ben's submission, and the credentials that people have."""

    organization: str
    given: Given
    submission: str
    staff: str
    personal: dict[str, str]
    """Of each person the strongest token that they can make."""
    servers: dict[str, str]
    """Of each person a token for their own server."""


def bundle(canaries: Canaries) -> bytes:
    """Return a challenge whose two hidden tests hold words that stand nowhere else."""
    signature = Signature(name="turned", params=(Param(name="text", type="str"),), returns="str")
    hidden = ((canaries.hidden_input, canaries.hidden_output), ("", ""))
    tests = [
        {
            "name": f"test_case_{number}",
            "visibility": "sample" if number <= len(SAMPLES) else "hidden",
            "input": {"args": [given]},
            "expected": {"value": value},
        }
        for number, (given, value) in enumerate((*SAMPLES, *hidden), 1)
    ]
    told = {"title": "Turned", "statement": "Write `turned(text)`.", "kind": "function"}
    told |= {"style": "return", "tests": tests, "signature": signature.to_json()}
    told |= {"starter": "def turned(text):\n    raise NotImplementedError\n"}
    made = activity("a").updated(problems=(problem("p", **told),), title="Turned")
    packed = BundledActivity.of(made)
    return ChallengeBundle(title="Turned", terms=ChallengeTerms(), activity=packed).written()


def held(machine: Machine) -> Lesson:
    """Found a school with a class, in which there is work."""
    hub, canaries = machine.hub, machine.canaries
    name = {part: one.name for part, one in machine.accounts.items()}
    for person in ("ann", "ben", "prof"):
        hub.add(name[person])
    staff = hub.token(name["prof"], ACCESS, STAFF)
    organization = founded(machine)
    given = taught(machine, staff, organization, "Turning")
    for person in ("ann", "ben", "prof"):
        hub.spawn(name[person])
    servers = {
        person: hub.token(name[person], OWN_SERVER.format(name[person]))
        for person in ("ann", "ben", "prof")
    }
    for person in ("ann", "ben"):
        join(machine, person, servers[person], given)
    submission = submitted(machine, "ben", servers["ben"], given, canaries.other_text)
    submitted(machine, "prof", servers["prof"], given, canaries.solution)
    for person in ("ben", "prof"):
        canaries.more[f"token of {person}"] = hub.own_token(name[person])
        canaries.more[f"server token of {person}"] = servers[person]
    canaries.more["token of staff"] = staff
    personal = {person: hub.token(name[person]) for person in ("ann", "ben")}
    return Lesson(organization, given, submission, staff, personal, servers)


def taught(machine: Machine, staff: str, organization: str, name: str) -> Given:
    """Let prof found a class that can be joined, and publish a challenge in it."""
    hub = machine.hub
    asked = {"organization_id": organization, "name": name}
    school_class = _done(hub.service("POST", "classes", staff, asked))["id"]
    where = f"classes/{school_class}"
    opened = _done(hub.service("PATCH", where, staff, {"opens": True}))
    packed = json.loads(bundle(machine.canaries))
    made = _done(hub.service("POST", f"{where}/bundles", staff, packed))
    challenge = f"challenges/{made['id']}"
    change = {"version": made["version"], "state": "published"}
    _done(hub.service("PATCH", challenge, staff, change))
    problem_id = _done(hub.service("GET", challenge, staff))["problems"][0]["id"]
    return Given(
        school_class, opened["join_code"], made["id"], made["activity_id"], problem_id
    )  # fmt: skip


def join(machine: Machine, person: str, server: str, given: Given) -> None:
    """Let somebody come into a class by its code, from their own server."""
    name, code = machine.accounts[person].name, {"code": given.code}
    _done(machine.hub.own(name, "POST", "classes/join", server, code))


def submitted(machine: Machine, person: str, server: str, given: Given, word: str) -> str:
    """Let somebody submit a wrong program with a word in it; returns the submission's id."""
    name = machine.accounts[person].name
    source = {"code": f"def turned(text):\n    return text[::-1]  # {word}\n"}
    asked = {"problem_id": given.problem, "source": source}
    return _done(machine.hub.own(name, "POST", "submit?wait=30", server, asked))["id"]


def _done(answer):
    assert answer.status < 300, answer
    return answer.body


def founded(machine: Machine) -> str:
    """Found an organisation whose admin is prof, by its command and as the service's account."""
    service, prof = machine.accounts["service"], machine.accounts["prof"].name
    url = machine.canaries.database_password
    environ = machine.environ("service") | {
        "CODEMM_DATABASE": f"postgresql://codemm:{url}@127.0.0.1:{machine.ports['postgres']}/codemm"
    }
    command = [machine.python.path, "-m", "jupyter_codemm", "organization", "North", "--json"]
    done = subprocess.run(
        [*command, "--admin", prof], env=environ, cwd=service.home, capture_output=True,
        text=True, check=True, **service.who,
    )  # fmt: skip
    return json.loads(done.stdout)["id"]


def copied(machine: Machine) -> None:
    """Make a copy of the database where the service's account keeps them."""
    service = machine.accounts["service"]
    copies = service.home / "copies"
    copies.mkdir()
    service.own(copies, 0o700)
    environ = machine.environ("service") | {"PGPASSWORD": machine.canaries.database_password}
    binaries = shutil.which("pg_dump") or "pg_dump"
    command = [binaries, "-h", "127.0.0.1", "-p", str(machine.ports["postgres"]), "-U", "codemm"]
    subprocess.run(
        [*command, "-f", str(copies / "codemm.sql"), "codemm"], env=environ, check=True,
        cwd=service.home, **service.who,
    )  # fmt: skip
