"""`jupyter codemm …`: each command in a file of its own."""

from jupyter_codemm.cli.main import run_command
from jupyter_codemm.cli.wiring import Wiring

__all__ = ["Wiring", "run_command"]
