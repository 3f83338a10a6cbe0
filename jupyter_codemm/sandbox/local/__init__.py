"""Run programs as confined processes of this machine, for where there is no Docker."""

from jupyter_codemm.sandbox.local.sandbox import LocalSandbox, LocalTier

__all__ = ["LocalSandbox", "LocalTier"]
