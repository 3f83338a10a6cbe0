"""The Hub's side on The Littlest JupyterHub, which adds to what is there.

It goes to /opt/tljh/config/jupyterhub_config.d/codemm.py.
"""

from pathlib import Path

c = get_config()  # noqa: F821

access = "access:services!service=codemm"
staff = "custom:codemm:instruct"
# What systemd gives to the class service too: lines of NAME=value, readable by root alone.
lines = Path("/etc/codemm/codemm.env").read_text().splitlines()
token = next(line.partition("=")[2] for line in lines if line.startswith("JUPYTERHUB_API_TOKEN="))

c.Spawner.args.extend(["--KernelManager.transport=ipc"])
# With HTTPS set up: https://the-name-of-this-hub/services/codemm
c.Spawner.environment.update({"CODEMM_SERVICE_URL": "http://127.0.0.1/services/codemm"})
# What the token in everybody's server may do: use the service, and never act as staff.
c.Spawner.server_token_scopes = ["users:activity!user", "access:servers!server", access]
c.Spawner.oauth_client_allowed_scopes = [access]

c.JupyterHub.custom_scopes.update({staff: {"description": "Act as staff of classes"}})
c.JupyterHub.load_groups.update({"codemm-staff": {"users": ["prof"]}})
c.JupyterHub.load_roles.extend(
    [
        {"name": "user", "scopes": ["self", access]},
        {"name": "codemm-staff", "scopes": [staff], "groups": ["codemm-staff"]},
    ]
)
c.JupyterHub.services.extend(
    [
        {
            "name": "codemm",
            "url": "http://127.0.0.1:9101",
            "api_token": token.strip().strip("\"'"),
            "oauth_no_confirm": True,
            "oauth_client_allowed_scopes": [access, staff],
        }
    ]
)
