"""jupyter_codemm: chat about what to practise, get proven exercises as notebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__version__ = "0.1.0"


def _jupyter_server_extension_points() -> list[dict[str, Any]]:
    # Imported here: a kernel that only wants the magics must not load the server's parts.
    from jupyter_codemm.app import JupyterCodemm  # noqa: PLC0415 - see above

    return [{"module": "jupyter_codemm.app", "app": JupyterCodemm}]


def _jupyter_labextension_paths() -> list[dict[str, str]]:
    return [{"src": "labextension", "dest": "jupyter-codemm"}]


def load_ipython_extension(ipython: InteractiveShell) -> None:
    """Load the kernel side: `%load_ext jupyter_codemm`."""
    from jupyter_codemm.widgets import load  # noqa: PLC0415 - the server side must not load widgets

    load(ipython)


def unload_ipython_extension(ipython: InteractiveShell) -> None:
    """Take the kernel side out again."""
    from jupyter_codemm.widgets import unload  # noqa: PLC0415 - as above

    unload(ipython)
