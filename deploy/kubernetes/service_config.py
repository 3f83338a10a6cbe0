"""Settings of the class service; its secrets come from the environment."""

c = get_config()  # noqa: F821 - Jupyter gives it

# Submissions are judged by the workers: CODEMM_QUEUE_URL and CODEMM_QUEUE_PASSWORD say where.
# A worker in which programs are held back less than that gives no verdict.
c.JupyterCodemm.graded_tier = "landlock"
c.JupyterCodemm.sandbox = "local"
