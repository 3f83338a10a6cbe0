"""The files of a plain server and of The Littlest JupyterHub, `deploy/server/`."""

from __future__ import annotations

import configparser
import json
import re
import shlex
from pathlib import Path

import pytest
from traitlets.config.loader import PyFileConfigLoader

from jupyter_codemm.cli.main import build_parser
from jupyter_codemm.configuration import SERVICE_ENV, ConfiguredApp
from jupyter_codemm.hub import STAFF_SCOPE

SERVER = Path(__file__).resolve().parents[2] / "deploy" / "server"
GUIDE = SERVER.parents[1] / "docs" / "administration.md"
TOKEN = "0123abcd"
THEIRS = """
c = get_config()
c.JupyterHub.services = []
c.JupyterHub.services.append({"name": "cull-idle", "command": ["cull"]})
c.JupyterHub.load_roles.append({"name": "cull-idle", "scopes": ["servers"]})
c.JupyterHub.load_groups = {"theirs": {"users": []}}
load_subconfig("codemm.py")
"""


def loaded(folder: Path, name: str):
    """Return what a Hub reads from one of our files, whose secrets lie in a folder."""
    told = f'# The service and its model\nJUPYTERHUB_API_TOKEN="{TOKEN}"\n\nOPENAI_API_KEY=a=b c\n'
    (folder / "codemm.env").write_text(told)
    text = (SERVER / name).read_text().replace("/etc/codemm/codemm.env", f"{folder}/codemm.env")
    (folder / "codemm.py").write_text(text)
    return PyFileConfigLoader("codemm.py", str(folder)).load_config()


def unit(name: str) -> dict[str, list[str]]:
    """Return the lines of the section `Service` of a unit, by name."""
    found: dict[str, list[str]] = {}
    section = (SERVER / name).read_text().partition("[Service]\n")[2].partition("\n[")[0]
    for line in section.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found.setdefault(key, []).append(value)
    return found


def environment() -> dict[str, str]:
    """Return what systemd tells the service."""
    told = [shlex.split(line)[0] for line in unit("codemm.service")["Environment"]]
    return dict(line.split("=", 1) for line in told)


def listed(value) -> list:
    """Return a list, or what is to be added to one."""
    return value if isinstance(value, list) else value.get_value([])


def named(value) -> dict:
    """Return a dictionary, or what is to be added to one."""
    return value if isinstance(value, dict) else value.get_value({})


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "tljh.py"])
def test_the_hub_and_the_service_agree(tmp_path, name):
    hub, told = loaded(tmp_path, name), environment()
    (service,) = listed(hub.JupyterHub.services)
    assert service["api_token"] == TOKEN
    assert service["url"] == told["JUPYTERHUB_SERVICE_URL"]
    assert told["JUPYTERHUB_SERVICE_NAME"] == service["name"]
    assert told["JUPYTERHUB_SERVICE_PREFIX"] == f"/services/{service['name']}/"
    access = f"access:services!service={service['name']}"
    for variable in ("JUPYTERHUB_OAUTH_ACCESS_SCOPES", "JUPYTERHUB_OAUTH_SCOPES"):
        assert access in json.loads(told[variable])
    assert set(service["oauth_client_allowed_scopes"]) == {access, STAFF_SCOPE}


@pytest.mark.parametrize("name", ["jupyterhub_config.py", "tljh.py"])
def test_nothing_in_a_students_server_may_act_as_staff(tmp_path, name):
    hub = loaded(tmp_path, name)
    spawner = hub.Spawner
    assert STAFF_SCOPE not in [*spawner.server_token_scopes, *spawner.oauth_client_allowed_scopes]
    roles = {role["name"]: role for role in listed(hub.JupyterHub.load_roles)}
    assert STAFF_SCOPE not in roles["user"]["scopes"]
    assert roles["codemm-staff"]["groups"] == list(named(hub.JupyterHub.load_groups))
    given = named(spawner.environment)
    assert SERVICE_ENV in given
    assert TOKEN not in str(given)


def test_the_hub_listens_where_the_service_asks(tmp_path):
    hub = loaded(tmp_path, "jupyterhub_config.py")
    assert environment()["JUPYTERHUB_API_URL"] == f"{hub.JupyterHub.hub_bind_url}api"
    assert hub.Spawner.environment[SERVICE_ENV].startswith(hub.JupyterHub.bind_url)


def test_what_the_littlest_jupyterhub_has_set_stays(tmp_path):
    loaded(tmp_path, "tljh.py")
    (tmp_path / "main.py").write_text(THEIRS)
    hub = PyFileConfigLoader("main.py", str(tmp_path)).load_config().JupyterHub
    names = [service["name"] for service in listed(hub.services)]
    assert names == ["cull-idle", "codemm"]
    assert set(hub.load_groups) == {"theirs", "codemm-staff"}
    assert [role["name"] for role in listed(hub.load_roles)] == [
        "cull-idle",
        "user",
        "codemm-staff",
    ]


def test_units_start_our_commands_under_accounts_of_their_own():
    service = unit("codemm.service")
    assert service["User"] == ["codemm"]
    (start,) = service["ExecStart"]
    program, *command = shlex.split(start)
    assert program.endswith("/jupyter")
    build_parser().parse_args(command[1:])
    assert unit("jupyterhub.service")["UMask"] == service["UMask"] == ["0077"]
    (copies, _) = unit("codemm-backup.service")["ExecStart"]
    inner = shlex.split(copies.replace("$$", "$").replace("%%", "%"))[2]
    assert "jupyter codemm db backup" in inner
    for name in ("codemm.service", "jupyterhub.service", "codemm-backup.service"):
        parser = configparser.ConfigParser(strict=False, interpolation=None)
        parser.read_string((SERVER / name).read_text())
        assert parser.sections()[:2] == ["Unit", "Service"]


def test_settings_are_those_of_this_version():
    named = set(re.findall(r"c\.JupyterCodemm\.(\w+)", (SERVER / "service.py").read_text()))
    assert named
    assert named <= set(ConfiguredApp.class_trait_names(config=True))


def test_the_guide_puts_every_file_where_the_others_look_for_it(tmp_path):
    guide = GUIDE.read_text()
    for path in SERVER.iterdir():
        assert f"deploy/server/{path.name}" in guide, path.name
    for place in re.findall(
        r"(/(?:etc|srv)/[\w./-]+\.(?:py|env))",
        "\n".join(path.read_text() for path in SERVER.iterdir()),
    ):
        folder, _, name = place.rpartition("/")
        assert place in guide or re.search(rf"{re.escape(name)} {folder}/", guide), place
