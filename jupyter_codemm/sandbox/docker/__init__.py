"""Run programs in Docker containers that serve one plan after another."""

from jupyter_codemm.sandbox.docker.sandbox import DockerSandbox

__all__ = ["DockerSandbox"]
