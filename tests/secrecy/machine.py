"""A machine as docs/jupyterhub.md has it: a Hub as root, everybody else under an account of theirs.

The service, PostgreSQL, Redis and a worker run as accounts of their own, single-user servers as the
people whose they are.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.hub import hubs
from tests.hub.hubs import ACCESS, BOOT, STAFF, Hub, free_ports, started
from tests.secrecy.accounts import Account, account
from tests.secrecy.canaries import Canaries
from tests.secrecy.containers import in_containers
from tests.secrecy.interpreter import Interpreter, everybodys
from tests.secrecy.servers import Postgres, Server, postgres, redis

PARTS = ("service", "worker", "pg", "redis", "ann", "ben", "prof")
HUB_CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{proxy}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}/hub/"
c.ConfigurableHTTPProxy.command = [{chp!r}, "--log-level", "warn"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = {folder!r} + "/proxy.pid"
c.JupyterHub.db_url = "sqlite:///" + {folder!r} + "/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = {folder!r} + "/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = "pw"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.args = [
    "--KernelManager.transport=ipc",
    "--ServerApp.jpserver_extensions={{'jupyter_codemm': True, 'jupyter_server_terminals': True}}",
]
c.Spawner.environment = {{
    "CODEMM_SERVICE_URL": "http://127.0.0.1:{proxy}/services/codemm", **{environ!r}
}}
c.Spawner.server_token_scopes = ["users:activity!user", "access:servers!server", {access!r}]
c.Spawner.oauth_client_allowed_scopes = [{access!r}]
c.JupyterHub.custom_scopes = {{{staff!r}: {{"description": "Act as staff of classes"}}}}
c.JupyterHub.load_groups = {{"codemm-staff": {{"users": [{prof!r}]}}}}
c.JupyterHub.load_roles = [
    {{"name": "user", "scopes": ["self", {access!r}]}},
    {{"name": "codemm-staff", "scopes": [{staff!r}], "groups": ["codemm-staff"]}},
    {{"name": "tests", "scopes": ["admin:users", "admin:servers", "tokens", "groups",
                                  "list:services", "proxy", "shutdown", "read:hub",
                                  {access!r}, {staff!r}], "services": ["tests"]}},
]
c.JupyterHub.services = [
    {{
        "name": "codemm",
        "url": "http://127.0.0.1:{service}",
        "api_token": {service_token!r},
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": [{access!r}, {staff!r}],
    }},
    {{"name": "tests", "api_token": {token!r}}},
]
"""
SERVICE_CONFIG = """
c = get_config()
c.JupyterCodemm.database = {database!r}
c.JupyterCodemm.sandbox = "local"
c.JupyterCodemm.author = "builtin"
"""


@dataclass(frozen=True)
class Machine:
    """What runs, and as whom."""

    hub: Hub
    canaries: Canaries
    accounts: Mapping[str, Account]
    ports: Mapping[str, int]
    pids: Mapping[str, int]
    postgres: Postgres
    redis: Server
    python: Interpreter
    service_config: Path

    def environ(self, part: str) -> dict[str, str]:
        """Return the environment of one of our own processes under an account."""
        return clean(self.python, self.accounts[part].home)


def clean(python: Interpreter, home: Path) -> dict[str, str]:
    """Return an environment that holds nothing of ours."""
    runtime = {"HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home / "runtime")}
    return {"PATH": os.environ["PATH"], **python.environ, **runtime}


@contextmanager
def running_machine() -> Iterator[Machine]:
    """Run all of it until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="cm-"))
    folder.chmod(0o711)
    with ExitStack() as running:
        running.callback(shutil.rmtree, folder, ignore_errors=True)
        accounts = {part: running.enter_context(account(folder, part)) for part in PARTS}
        python, canaries = everybodys(folder), Canaries()
        names = ("proxy", "hub", "api", "service", "postgres", "redis")
        ports = dict(zip(names, free_ports(len(names)), strict=True))
        database = running.enter_context(
            postgres(accounts["pg"], ports["postgres"], canaries.database_password)
        )
        queue = running.enter_context(
            redis(accounts["redis"], ports["redis"], canaries.queue_password)
        )
        config = service_config(accounts["service"], ports["postgres"], canaries)
        hub_wait = running.enter_context(running_hub(folder, ports, canaries, accounts, python))
        service_wait = running.enter_context(
            running_service(accounts["service"], ports, canaries, python, config)
        )
        worker_wait = running.enter_context(
            running_worker(accounts["worker"], ports, canaries, python)
        )
        pids = {"hub": hub_wait(), "service": service_wait(), "worker": worker_wait()}
        pids["proxy"] = int((folder / "hub" / "proxy.pid").read_text())
        url = f"http://127.0.0.1:{ports['proxy']}"
        hub = Hub(url, folder / "hub", "", admin=canaries.admin_token)
        yield Machine(hub, canaries, accounts, ports, pids, database, queue, python, config)


def service_config(service: Account, port: int, canaries: Canaries) -> Path:
    """Write the settings of the service, which hold the database's password."""
    url = f"postgresql://codemm:{canaries.database_password}@127.0.0.1:{port}/codemm"
    return service.write("service.py", SERVICE_CONFIG.format(database=url))


@contextmanager
def running_hub(folder, ports, canaries, accounts, python):
    """Run the Hub and its proxy as root."""
    own = folder / "hub"
    own.mkdir(mode=0o700)
    (own / "cookie_secret").write_text(canaries.cookie_secret)
    (own / "cookie_secret").chmod(0o600)
    settings = own / "jupyterhub_config.py"
    settings.write_text(
        HUB_CONFIG.format(
            **ports,
            chp=hubs.proxy(),
            folder=str(own),
            python=python.path,
            environ=dict(python.environ),
            access=ACCESS,
            staff=STAFF,
            prof=accounts["prof"].name,
            service_token=canaries.service_token,
            token=canaries.admin_token,
        )
        + in_containers(accounts, python)
    )
    environ = hubs.environment(own) | {"CONFIGPROXY_AUTH_TOKEN": canaries.proxy_token}
    boot = [sys.executable, "-c", BOOT, "-f", str(settings)]
    with started(boot, environ, own, "JupyterHub is now running at") as wait:
        yield wait


@contextmanager
def running_service(service, ports, canaries, python, config):
    """Run the service, with the key of a model in its environment."""
    environ = clean(python, service.home) | hubs.outside(ports, canaries.service_token)
    environ |= queue(ports, canaries) | {"OPENAI_API_KEY": canaries.model_key}
    command = [python.path, "-m", "jupyter_codemm", "service", "--config", str(config)]
    with started(command, environ, service.home, "is running at", service.who) as wait:
        yield wait


@contextmanager
def running_worker(worker, ports, canaries, python):
    """Run a worker, which knows the queue and nothing else."""
    environ = clean(python, worker.home) | queue(ports, canaries)
    command = [python.path, "-m", "jupyter_codemm", "worker", "--sandbox", "local"]
    command += ["--concurrency", "1"]
    with started(command, environ, worker.home, "1 at once", worker.who) as wait:
        yield wait


def queue(ports: Mapping[str, int], canaries: Canaries) -> dict[str, str]:
    """Return what tells where the queue is."""
    return {
        "CODEMM_QUEUE_URL": f"redis://127.0.0.1:{ports['redis']}/0",
        "CODEMM_QUEUE_PASSWORD": canaries.queue_password,
    }
