"""The files under `deploy/`: of the right form, no secret in them, and of this version."""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from jupyter_codemm import __version__
from jupyter_codemm.cli.main import build_parser
from jupyter_codemm.cli.settings import DATABASE_ENV
from jupyter_codemm.configuration import SERVICE_ENV, ConfiguredApp
from jupyter_codemm.hub import STAFF_SCOPE
from jupyter_codemm.jobs.settings import PASSWORD_ENV, URL_ENV, QueueTimes

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
KUBERNETES = DEPLOY / "kubernetes"
PARTS = ("service", "worker", "redis", "postgres", "network")
LEAST_KUBERNETES = "1.32"


def read(path):
    return list(yaml.safe_load_all(path.read_text()))


def objects():
    return list(itertools.chain.from_iterable(read(KUBERNETES / f"{part}.yaml") for part in PARTS))


def of_kind(*kinds):
    return [one for one in objects() if one["kind"] in kinds]


def pods():
    return [
        (one["metadata"]["name"], one["spec"]["template"]["spec"])
        for one in of_kind("Deployment", "StatefulSet")
    ]


def compose():
    (found,) = read(DEPLOY / "compose.yaml")
    return found


def environment(container):
    """Return what a container is told, with where each secret comes from."""
    return {one["name"]: one.get("value") or one["valueFrom"] for one in container["env"]}


def test_the_compose_file_is_of_the_form_of_the_specification():
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema"]
    command += ["--builtin-schema", "vendor.compose-spec", str(DEPLOY / "compose.yaml")]
    checked = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("part", PARTS)
def test_what_kubernetes_is_given_is_of_its_form(part):
    kubernetes_validate = pytest.importorskip("kubernetes_validate")
    for one in read(KUBERNETES / f"{part}.yaml"):
        kubernetes_validate.validate(one, LEAST_KUBERNETES, strict=True)


def test_kustomize_names_every_file():
    (found,) = read(KUBERNETES / "kustomization.yaml")
    assert sorted(found["resources"]) == sorted(f"{part}.yaml" for part in PARTS)
    assert (KUBERNETES / found["configMapGenerator"][0]["files"][0].partition("=")[2]).is_file()


SECRET = re.compile("PASSWORD|TOKEN|KEY")


def test_kubernetes_is_told_where_secrets_are():
    containers = [container for _, pod in pods() for container in pod["containers"]]
    told = [item for container in containers for item in environment(container).items()]
    secrets = {name: value for name, value in told if SECRET.search(name)}
    assert len(secrets) >= 4
    assert all(set(value) == {"secretKeyRef"} for value in secrets.values()), secrets


def test_compose_takes_secrets_from_the_environment():
    services = compose()["services"].values()
    told = [item for service in services for item in service["environment"].items()]
    secrets = {name: value for name, value in told if SECRET.search(name)}
    assert len(secrets) >= 4
    assert all(re.fullmatch(r"\$\{\w+:\?\}", value) for value in secrets.values()), secrets


def test_no_file_has_a_password_in_an_address():
    texts = [path.read_text() for path in DEPLOY.rglob("*") if path.is_file()]
    found = re.findall(r"://\w*:([^@\s/]+)@", "\n".join(texts))
    assert set(found) == {"$(POSTGRES_PASSWORD)", "${POSTGRES_PASSWORD:?}"}


def test_our_commands_and_settings_are_those_of_this_version():
    commands = [service.get("command") for service in compose()["services"].values()]
    commands += [c.get("args", c.get("command")) for _, pod in pods() for c in pod["containers"]]
    ours = [command for command in commands if command and command[0] in {"service", "worker"}]
    assert len(ours) == 4
    for command in ours:
        build_parser().parse_args(command)
    named = re.findall(r"c\.JupyterCodemm\.(\w+)", (KUBERNETES / "service_config.py").read_text())
    assert named
    assert set(named) <= set(ConfiguredApp.class_trait_names(config=True))


def test_images_are_pinned_and_ours_has_this_version():
    images = [service["image"] for service in compose()["services"].values()]
    images += [container["image"] for _, pod in pods() for container in pod["containers"]]
    for image in images:
        name, _, tag = image.partition(":")
        assert re.fullmatch(r"\d+(\.\d+)*", tag), image
        if name == "jupyter-codemm":
            assert tag == __version__


def test_everything_has_probes_limits_and_no_more_rights_than_it_needs():
    for name, pod in pods():
        assert pod["automountServiceAccountToken"] is False, name
        assert pod["securityContext"]["runAsNonRoot"] is True, name
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}, name
        for container in pod["containers"]:
            assert {"readinessProbe", "livenessProbe"} <= set(container), name
            assert "memory" in container["resources"]["limits"], name
            allowed = container["securityContext"]
            assert allowed["allowPrivilegeEscalation"] is False, name
            assert allowed["capabilities"] == {"drop": ["ALL"]}, name
    for name, service in compose()["services"].items():
        assert "healthcheck" in service, name
        assert "memory" in service["deploy"]["resources"]["limits"], name
        assert "ports" not in service, name  # nothing is to be reached from outside
        assert "docker.sock" not in str(service), name


@pytest.mark.parametrize("name", ["service", "worker"])
def test_what_was_built_in_a_container_can_be_run_there(name):
    # A `tmpfs` of Docker has `noexec` unless `exec` is said.
    (temporary,) = [one for one in compose()["services"][name]["tmpfs"] if one.startswith("/tmp")]
    assert "exec" in temporary.partition(":")[2].split(",")


def test_workers_are_given_the_queue_and_nothing_else():
    (worker,) = [pod for name, pod in pods() if name == "codemm-worker"]
    assert set(environment(worker["containers"][0])) == {URL_ENV, PASSWORD_ENV}
    assert set(compose()["services"]["worker"]["environment"]) == {URL_ENV, PASSWORD_ENV}
    (service,) = [pod for name, pod in pods() if name == "codemm"]
    told = environment(service["containers"][0])
    assert {URL_ENV, PASSWORD_ENV, DATABASE_ENV} < set(told)
    # Kubernetes puts a variable into another only when it stands before it.
    names = list(told)
    assert names.index("POSTGRES_PASSWORD") < names.index(DATABASE_ENV)


def test_workers_may_end_what_they_have_begun():
    longest = QueueTimes().kill_s
    (worker,) = [pod for name, pod in pods() if name == "codemm-worker"]
    assert worker["terminationGracePeriodSeconds"] > longest
    assert int(compose()["services"]["worker"]["stop_grace_period"].rstrip("s")) > longest


def test_the_network_lets_through_what_is_needed_and_no_more():
    policies = {one["metadata"]["name"]: one["spec"] for one in of_kind("NetworkPolicy")}
    assert set(policies) == {name for name, _ in pods()}
    for name, policy in policies.items():
        assert policy["policyTypes"] == ["Ingress", "Egress"], name

    def sources(name):
        return [
            (label.get("app"), label.get("component"))
            for rule in policies[name]["ingress"]
            for source in rule["from"]
            if (label := source.get("podSelector", {}).get("matchLabels", {}))
        ]

    assert sources("codemm-redis") == [("codemm", "service"), ("codemm", "worker")]
    assert sources("codemm-postgres") == [("codemm", "service")]
    assert sources("codemm") == [("jupyterhub", "proxy"), ("jupyterhub", "hub")]
    ports = {port["port"] for rule in policies["codemm-worker"]["egress"] for port in rule["ports"]}
    assert ports == {53, 6379}
    (service,) = [one for one in of_kind("Deployment") if one["metadata"]["name"] == "codemm"]
    labels = service["spec"]["template"]["metadata"]["labels"]
    assert labels["hub.jupyter.org/network-access-hub"] == "true"
    assert "hub" not in compose()["services"]["worker"]["networks"]
    assert compose()["networks"]["inside"] == {"internal": True}


def test_the_hub_gives_servers_access_and_never_the_scope_of_staff():
    (values,) = read(KUBERNETES / "zero-to-jupyterhub.yaml")
    assert set(values) == {"hub", "proxy", "singleuser"}
    hub = values["hub"]
    service = hub["services"]["codemm"]
    assert "api_token" not in service  # the chart makes it
    assert "command" not in service
    (port,) = [one for one in of_kind("Service") if one["metadata"]["name"] == "codemm"]
    assert service["url"] == f"http://codemm:{port['spec']['ports'][0]['port']}"
    assert STAFF_SCOPE in service["oauth_client_allowed_scopes"]
    assert STAFF_SCOPE in hub["config"]["JupyterHub"]["custom_scopes"]
    assert STAFF_SCOPE in hub["loadRoles"]["codemm-staff"]["scopes"]
    spawner = hub["config"]["Spawner"]
    for scopes in (spawner["server_token_scopes"], spawner["oauth_client_allowed_scopes"]):
        assert "access:services!service=codemm" in scopes
        assert STAFF_SCOPE not in scopes
    assert SERVICE_ENV in values["singleuser"]["extraEnv"]


@pytest.mark.parametrize("where", ["compose", "kubernetes"])
def test_redis_starts_as_it_is_told_and_asks_for_the_password(tmp_path, where):
    redis = pytest.importorskip("redis")
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not on this machine")
    if where == "compose":
        command = compose()["services"]["redis"]["command"][2].replace("$$", "$")
    else:
        (pod,) = [pod for name, pod in pods() if name == "codemm-redis"]
        command = pod["containers"][0]["command"][2]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = command.replace("/data", str(tmp_path)).replace(
        "redis-server -", f"redis-server - --bind 127.0.0.1 --port {port}"
    )
    environ = {"PATH": os.environ["PATH"], "REDIS_PASSWORD": "s3cret"}
    server = subprocess.Popen(["sh", "-c", command], env=environ, stdout=subprocess.PIPE, text=True)
    try:
        assert any("Ready to accept connections" in line for line in server.stdout)
        called = Path(f"/proc/{server.pid}/cmdline").read_bytes()
        assert called.startswith(b"redis-server")  # and no shell: this is what is told to stop
        assert b"s3cret" not in called
        with redis.Redis(port=port, password="s3cret", decode_responses=True) as client:
            assert client.config_get("appendonly") == {"appendonly": "yes"}
            assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
            assert client.config_get("save") == {"save": ""}
        with redis.Redis(port=port) as stranger, pytest.raises(redis.AuthenticationError):
            stranger.ping()
    finally:
        server.terminate()
        server.wait()
        server.stdout.close()
