"""A real JupyterHub with the class service, on this machine, for tests."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

PROXY = "configurable-http-proxy"
PASSWORD = "pw"
ADMIN_TOKEN = "test-admin-token-of-the-hub"
SERVICE_TOKEN = "test-token-of-the-class-service"
STAFF = "custom:codemm:instruct"
SERVICE = "codemm"
ACCESS = f"access:services!service={SERVICE}"
OWN_SERVER = "access:servers!server={}/"
UP_S = 120.0

# A Hub that was started with SIGINT ignored waits half a minute for each of its services to end.
BOOT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from jupyterhub.app import main
main()
"""
CONFIG = """
c = get_config()
c.JupyterHub.bind_url = "http://127.0.0.1:{proxy}/"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}/hub/"
c.ConfigurableHTTPProxy.command = [{chp!r}, "--log-level", "warn"]
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.ConfigurableHTTPProxy.pid_file = {folder!r} + "/proxy.pid"
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.cookie_secret_file = {folder!r} + "/cookie_secret"
c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {folder!r} + "/homes/{{username}}"
c.Spawner.cmd = [{python!r}, "-m", "jupyterhub.singleuser"]
c.Spawner.args = [
    "--allow-root", "--ServerApp.jpserver_extensions={{'jupyter_codemm': True}}",
    "--LabApp.expose_app_in_browser=True",
]
c.Spawner.environment = {{
    "CODEMM_SERVICE_URL": "http://127.0.0.1:{proxy}/services/codemm",
    "PYTHONPATH": {path!r},
}}
c.Spawner.server_token_scopes = ["users:activity!user", "access:servers!server", {access!r}]
c.Spawner.oauth_client_allowed_scopes = [{access!r}]
c.JupyterHub.custom_scopes = {{{staff!r}: {{"description": "act as staff of classes"}}}}
c.JupyterHub.load_groups = {{
    "instructors": {{"users": {staff_names!r}}}, "loops-a": {{"users": ["cleo"]}}
}}
c.JupyterHub.load_roles = [
    {{"name": "user", "scopes": ["self", {access!r}]}},
    {{"name": "codemm-staff", "scopes": [{staff!r}], "groups": ["instructors"]}},
    {{"name": "tests", "scopes": ["admin:users", "admin:servers", "tokens", "groups",
                                  {access!r}, {staff!r}], "services": ["tests"]}},
]
service = {{
    "name": "codemm",
    "url": "http://127.0.0.1:{service}",
    "api_token": {service_token!r},
    "oauth_no_confirm": True,
    "oauth_client_allowed_scopes": [{access!r}, {staff!r}],
}}
if {managed}:
    service["command"] = {command!r}
    service["environment"] = {environment!r}
c.JupyterHub.services = [service, {{"name": "tests", "api_token": {token!r}}}]
"""
SERVICE_CONFIG = """
c = get_config()
c.JupyterCodemm.database = {database!r}
c.JupyterCodemm.sandbox = "local"
c.JupyterCodemm.author = {author!r}
"""


@dataclass(frozen=True)
class Answer:
    """The status and the content of an answer, parsed where it is JSON."""

    status: int
    body: Any


@dataclass(frozen=True)
class Hub:
    """A running Hub: `url` is that of its proxy, `database` that of the class service.

    `services` are where each process of that is reached without the proxy.
    """

    url: str
    folder: Path
    database: str
    services: tuple[str, ...] = ()
    admin: str = field(default=ADMIN_TOKEN, repr=False)

    def ask(self, method: str, path: str, token: str | None = None, body: object = None) -> Answer:
        """Send a request to whatever is behind the proxy, by default as the Hub's own service."""
        data = None if body is None else json.dumps(body).encode()
        asker = self.admin if token is None else token
        return sent(method, f"{self.url}{path}", asker, data)

    def service(
        self, method: str, path: str, token: str | None = None, body: object = None
    ) -> Answer:
        """Send a request to the class service itself."""
        return self.ask(method, f"/services/{SERVICE}/jupyter-codemm/api/{path}", token, body)

    def own(self, user: str, method: str, path: str, token: str, body: object = None) -> Answer:
        """Send a request to somebody's own server, which hands it on."""
        return self.ask(method, f"/user/{user}/jupyter-codemm/api/{path}", token, body)

    def token(self, user: str, *scopes: str) -> str:
        """Return a new token of a person with some scopes, which they have to hold."""
        wanted = {"scopes": [*scopes]} if scopes else {}
        answer = self.ask("POST", f"/hub/api/users/{user}/tokens", body=wanted)
        assert answer.status == 201, answer
        return answer.body["token"]

    def add(self, user: str) -> None:
        """Let somebody exist, who may also be there already."""
        assert self.ask("POST", f"/hub/api/users/{user}").status in {201, 409}

    def spawn(self, user: str) -> None:
        """Start somebody's own server and wait until it is ready."""
        self.add(user)
        begun = self.ask("POST", f"/hub/api/users/{user}/server")
        assert begun.status in {201, 202}, begun
        if begun.status == 202:  # the answer ends when it is ready or has failed
            progress = self.ask("GET", f"/hub/api/users/{user}/server/progress").body
            assert b'"ready": true' in progress, progress

    def own_token(self, user: str) -> str:
        """Return the token in the environment of somebody's server, as any code there reads it."""
        for process in Path("/proc").iterdir():
            with suppress(OSError):
                text = (process / "environ").read_text(errors="replace")
                variables = dict(one.split("=", 1) for one in text.split("\0") if "=" in one)
                is_here = variables.get("CODEMM_SERVICE_URL", "").startswith(self.url)
                if is_here and variables.get("JUPYTERHUB_USER") == user:
                    return variables["JUPYTERHUB_API_TOKEN"]
        raise AssertionError(f"no server of {user} runs")


def missing_hub() -> str:
    """Say why no Hub can run here; nothing when it can."""
    try:
        import jupyterhub  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        return "jupyterhub is not installed"
    return "" if proxy() else f"{PROXY} is not installed (npm install --global {PROXY})"


def proxy() -> str | None:
    """Return where the Hub's proxy is: beside the interpreter, or on the PATH."""
    beside = Path(sys.executable).parent / PROXY
    return str(beside) if beside.exists() else shutil.which(PROXY)


@contextmanager
def running_hub(
    folder: Path,
    staff: tuple[str, ...] = ("prof",),
    *,
    managed: bool = True,
    processes: int = 1,
    database: str = "",
    models: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Hub]:
    """Run a Hub with the class service until the block ends.

    The Hub starts one that is `managed`; others are started here, as the documentation has it, so
    many `processes` of which the Hub knows the first. The `database` is a SQLite file unless a URL
    is given. With `models`, variables that name an endpoint, the service has models beside what is
    built in.
    """
    for name in ("homes", "service"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    database = database or str(folder / "service" / "codemm.sqlite")
    config = folder / "service_config.py"
    author = "auto" if models else "builtin"
    config.write_text(SERVICE_CONFIG.format(database=database, author=author))
    ports = dict(zip(("proxy", "hub", "api", "service"), free_ports(4), strict=True))
    command = [sys.executable, "-m", "jupyter_codemm", "service", "--config", str(config)]
    own = {
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "HOME": str(folder / "service"),
        "PATH": os.environ["PATH"],
        "JUPYTER_RUNTIME_DIR": str(folder / "service" / "runtime"),
        **models,
    }
    settings = folder / "jupyterhub_config.py"
    settings.write_text(
        CONFIG.format(
            **ports,
            chp=proxy(),
            folder=str(folder),
            password=PASSWORD,
            python=sys.executable,
            path=own["PYTHONPATH"],
            access=ACCESS,
            staff=STAFF,
            staff_names=list(staff),
            token=ADMIN_TOKEN,
            service_token=SERVICE_TOKEN,
            managed=managed,
            command=command,
            environment=own,
        )
    )
    doors = [ports["service"], *free_ports(processes - 1)]
    urls = tuple(f"http://127.0.0.1:{port}" for port in doors)
    hub = Hub(f"http://127.0.0.1:{ports['proxy']}", folder, database, urls)
    boot = [sys.executable, "-c", BOOT, "-f", str(settings)]
    with ExitStack() as running:
        up = [
            running.enter_context(
                started(boot, environment(folder), folder, "JupyterHub is now running at")
            )
        ]
        if not managed:  # at the same time: the Hub waits half a minute for its services
            for port in doors:
                apart = {"JUPYTER_RUNTIME_DIR": str(folder / "service" / f"runtime-{port}")}
                told = own | outside({**ports, "service": port}) | apart
                beside = started(command, told, folder / "service", "is running at")
                up.append(running.enter_context(beside))
        for wait in up:
            wait()
        yield hub


def outside(ports: Mapping[str, int], token: str = SERVICE_TOKEN) -> Mapping[str, str]:
    """Return what tells a service that the Hub does not start where the Hub is."""
    scopes = json.dumps(["access:services", ACCESS])
    return {
        "JUPYTERHUB_SERVICE_NAME": SERVICE,
        "JUPYTERHUB_SERVICE_PREFIX": f"/services/{SERVICE}/",
        "JUPYTERHUB_SERVICE_URL": f"http://127.0.0.1:{ports['service']}",
        "JUPYTERHUB_API_TOKEN": token,
        "JUPYTERHUB_API_URL": f"http://127.0.0.1:{ports['hub']}/hub/api",
        "JUPYTERHUB_BASE_URL": "/",
        "JUPYTERHUB_CLIENT_ID": f"service-{SERVICE}",
        "JUPYTERHUB_OAUTH_CALLBACK_URL": f"/services/{SERVICE}/oauth_callback",
        "JUPYTERHUB_OAUTH_ACCESS_SCOPES": scopes,
        "JUPYTERHUB_OAUTH_SCOPES": scopes,
    }


@contextmanager
def started(
    command: list[str],
    environ: Mapping[str, str],
    folder: Path,
    ready: str,
    who: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[Callable[[], int]]:
    """Run a command with all that it starts, as somebody else if `who` says so.

    Yields what waits until it says that it is ready, and then tells the id of its process.
    """
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env=dict(environ),
        start_new_session=True,
        **who,
    )
    lines: list[str] = []
    up = threading.Event()

    def read() -> None:
        for line in process.stdout or ():
            lines.append(line)
            if ready in line:
                up.set()
        up.set()  # it has ended

    reader = threading.Thread(target=read, daemon=True)
    reader.start()

    def wait() -> int:
        assert up.wait(UP_S), "".join(lines)
        assert process.poll() is None, "".join(lines)
        return process.pid

    try:
        yield wait
    finally:
        stop(process)
        reader.join()
        if process.stdout is not None:
            process.stdout.close()


def environment(folder: Path) -> Mapping[str, str]:
    """Return ours without what would make it a part of another Hub or server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    return kept | {"JUPYTER_RUNTIME_DIR": str(folder / "runtime"), "HOME": str(folder)}


def stop(process: subprocess.Popen) -> None:
    """End a Hub with everything that it started."""
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_ports(count: int) -> list[int]:
    """Return ports that nothing listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def sent(
    method: str,
    url: str,
    token: str,
    data: bytes | None = None,
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Answer:
    """Send a request with a token; a refusal is an answer."""
    headers = {**headers, **({"Authorization": f"token {token}"} if token else {})}
    request = urllib.request.Request(url, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answer(answer.status, parsed(answer.read()))
    except urllib.error.HTTPError as error:
        return Answer(error.code, parsed(error.read()))


def parsed(content: bytes) -> Any:
    """Return JSON as what it says, and anything else as it is."""
    try:
        return json.loads(content)
    except ValueError:
        return content
