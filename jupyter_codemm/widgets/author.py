"""The author's side of a kernel's client: the chat and generation.

The kernel's own token opens neither. What opens them is the token that Jupyter itself leaves to its
user beside the server's address, in a file that only the user can read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from jupyter_codemm.contracts.api import (
    CreateSession,
    EmitNotebook,
    GenerationAccepted,
    NotebookFile,
    NotebookWritten,
    PostMessage,
    StartGeneration,
    TurnReply,
)
from jupyter_codemm.contracts.connection import Connection
from jupyter_codemm.contracts.events import NumberedEvent
from jupyter_codemm.contracts.session import AuthoringSession
from jupyter_codemm.errors import UnavailableError
from jupyter_codemm.widgets.calling import Api, events

EVENTS = "text/event-stream"
CLOSED = (
    "this Jupyter server lets no kernel write activities (it asks for a password, or a hub lets "
    "people in): chat in the codemm panel of JupyterLab, or with `jupyter codemm` in a terminal"
)


@dataclass(frozen=True, slots=True)
class AuthorClient:
    """Calls one server for its user. Every method raises CodemmError with the server's sentence."""

    api: Api
    root: Path | None = field(default=None)

    @classmethod
    def of(cls, connection: Connection) -> AuthorClient:
        """Return the client for a kernel's server; raises UnavailableError without its token."""
        path = Path(jupyter_runtime_dir()) / f"jpserver-{connection.pid}.json"
        try:
            server = json.loads(path.read_bytes())
            token, root = str(server["token"]), Path(str(server["root_dir"]))
        except (OSError, ValueError, KeyError, TypeError):
            raise UnavailableError(CLOSED) from None
        if not token:
            raise UnavailableError(CLOSED)
        return cls(Api(connection.url, {"Authorization": f"token {token}"}), root)

    def open_session(self) -> AuthoringSession:
        """Open an authoring session."""
        return self.api.call("POST", "sessions", AuthoringSession, CreateSession())

    def say(self, session_id: str, text: str) -> TurnReply:
        """Take one turn."""
        path = f"sessions/{session_id}/messages"
        return self.api.call("POST", path, TurnReply, PostMessage(text=text))

    def generate(self, session_id: str, seed: int | None) -> Iterator[NumberedEvent]:
        """Start generation, and yield what happens until it has ended."""
        path = f"sessions/{session_id}/generate"
        accepted = self.api.call("POST", path, GenerationAccepted, StartGeneration(seed=seed))
        stream = f"{path}/stream?after={accepted.last_event_id}"
        with self.api.open("GET", stream, accept=EVENTS) as response:
            for _, data in events(response):
                yield NumberedEvent.parse(data, where="event")

    def cancel(self, session_id: str) -> AuthoringSession:
        """Stop generation; finished problems are kept."""
        return self.api.call("POST", f"sessions/{session_id}/cancel", AuthoringSession)

    def write_notebook(self, activity_id: str, folder: Path) -> Path:
        """Write the activity's notebook into a folder under a free name, and return its path.

        The server writes it where it can see the folder, so that its panel knows the file, too.
        """
        path = f"activities/{activity_id}/notebook"
        if self.root is not None and folder.is_relative_to(self.root) and not self._hidden(folder):
            below = folder.relative_to(self.root).as_posix()
            asked = EmitNotebook(directory="" if below == "." else below)
            return self.root / self.api.call("POST", path, NotebookWritten, asked).path
        return _written(self.api.call("GET", path, NotebookFile), folder)

    def _hidden(self, folder: Path) -> bool:
        parts = folder.relative_to(self.root).parts if self.root else ()
        return any(part.startswith(".") for part in parts)


def _written(file: NotebookFile, folder: Path) -> Path:
    """Write a file under a name that is free, which nobody else takes meanwhile."""
    wanted = folder / Path(file.name).name
    text = json.dumps(file.notebook, ensure_ascii=False, indent=1) + "\n"
    path, number = wanted, 1
    while True:
        try:
            with path.open("x", encoding="utf-8") as out:
                out.write(text)
        except FileExistsError:
            number += 1
            path = wanted.with_stem(f"{wanted.stem}-{number}")
        except OSError as error:
            raise UnavailableError(f"{path}: cannot be written: {error.strerror}") from None
        else:
            return path
