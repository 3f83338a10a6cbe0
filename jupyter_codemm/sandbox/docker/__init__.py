"""Run programs in Docker containers, one container for each plan."""

from jupyter_codemm.sandbox.docker.sandbox import DockerSandbox

__all__ = ["DockerSandbox"]
