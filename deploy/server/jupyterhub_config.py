"""The Hub of a plain server: /etc/jupyterhub/jupyterhub_config.py.

Everybody signs in with their account of the machine.
"""

from pathlib import Path

c = get_config()  # noqa: F821

access = "access:services!service=codemm"
staff = "custom:codemm:instruct"
# What systemd gives to the class service too: lines of NAME=value, readable by root alone.
lines = Path("/etc/codemm/codemm.env").read_text().splitlines()
token = next(line.partition("=")[2] for line in lines if line.startswith("JUPYTERHUB_API_TOKEN="))

c.JupyterHub.bind_url = "http://127.0.0.1:8000/"  # what speaks TLS to the world hands on to it
c.JupyterHub.hub_bind_url = "http://127.0.0.1:8081/hub/"
c.JupyterHub.cookie_secret_file = "/srv/jupyterhub/cookie_secret"  # noqa: S105 - a path
c.JupyterHub.db_url = "sqlite:////srv/jupyterhub/jupyterhub.sqlite"
# A restart of the Hub ends nobody's server: see also KillMode in jupyterhub.service.
c.JupyterHub.cleanup_servers = False
c.ConfigurableHTTPProxy.pid_file = "/srv/jupyterhub/proxy.pid"

c.JupyterHub.authenticator_class = "pam"
c.Authenticator.allow_all = True
c.Spawner.cmd = ["/opt/codemm/bin/jupyterhub-singleuser"]
c.Spawner.args = ["--KernelManager.transport=ipc"]
c.Spawner.environment = {"CODEMM_SERVICE_URL": "http://127.0.0.1:8000/services/codemm"}
# What the token in everybody's server may do: use the service, and never act as staff.
c.Spawner.server_token_scopes = ["users:activity!user", "access:servers!server", access]
c.Spawner.oauth_client_allowed_scopes = [access]

c.JupyterHub.custom_scopes = {staff: {"description": "Act as staff of classes"}}
c.JupyterHub.load_groups = {"codemm-staff": {"users": ["prof"]}}
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", access]},
    {"name": "codemm-staff", "scopes": [staff], "groups": ["codemm-staff"]},
]
c.JupyterHub.services = [
    {
        "name": "codemm",
        "url": "http://127.0.0.1:9101",
        "api_token": token.strip().strip("\"'"),
        "oauth_no_confirm": True,
        "oauth_client_allowed_scopes": [access, staff],
    }
]
