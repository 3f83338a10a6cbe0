"""The class service's settings: /srv/codemm/service.py, readable by its account alone."""

c = get_config()  # noqa: F821

c.JupyterCodemm.database = "/srv/codemm/codemm.sqlite"
# Or the address of an empty PostgreSQL database that the service's account may use.
