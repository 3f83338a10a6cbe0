"""People's own servers in containers, for the Hub of the machine: DockerSpawner.

Asked for by `CODEMM_SECRECY_IMAGE=IMAGE python -m pytest tests/secrecy`, with dockerspawner
installed and an image that has curl, psql, pg_dump and redis-cli. The containers share the network
of the machine, so that as much as possible can be reached from them; each sees the home of its
owner and no other.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.secrecy.accounts import Account
from tests.secrecy.interpreter import Interpreter

IMAGE_ENV = "CODEMM_SECRECY_IMAGE"
SETTINGS = """
from dockerspawner import DockerSpawner
from jupyterhub.utils import random_port

class InContainer(DockerSpawner):
    # Each in the container of its owner, with their own uid and home.
    async def get_ip_and_port(self):
        return self.host_ip, self.port

    def start(self):
        uid, gid, home = {people!r}[self.user.name]
        self.port = random_port()
        self.volumes = {{home: home}}
        self.read_only_volumes = {{place: place for place in {places!r}}}
        self.extra_create_kwargs = {{"user": f"{{uid}}:{{gid}}", "working_dir": home}}
        self.environment = {{**self.environment, "HOME": home, "USER": self.user.name}}
        return super().start()

c.JupyterHub.spawner_class = InContainer
c.InContainer.image = {image!r}
c.InContainer.pull_policy = "never"
c.InContainer.prefix = "codemm-secrecy-{number}"
c.InContainer.remove = True
c.InContainer.use_internal_ip = True  # no ports to forward: the network is the machine's
c.InContainer.notebook_dir = ""
c.InContainer.extra_host_config = {{
    "network_mode": "host", "cap_drop": ["ALL"], "security_opt": ["no-new-privileges"]
}}
c.JupyterHub.cleanup_servers = True
"""


def in_containers(accounts: Mapping[str, Account], python: Interpreter) -> str:
    """Return what a Hub's settings have more for servers in containers; nothing without them."""
    image = os.environ.get(IMAGE_ENV)
    if not image:
        return ""
    if find_spec("dockerspawner") is None:
        pytest.skip(f"{IMAGE_ENV} is set, and dockerspawner is not installed")
    people = {one.name: (one.uid, one.gid, str(one.home)) for one in accounts.values()}
    packages = python.environ["PYTHONPATH"].split(os.pathsep)
    places = {*packages, str(Path(python.path).parents[1])}
    places |= {str(Path(one).resolve()) for one in packages}
    return SETTINGS.format(people=people, places=sorted(places), image=image, number=os.getpid())
