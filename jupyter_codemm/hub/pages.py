"""The pages of those who teach: one document, its script and its style sheet.

They are served where people sign in by the Hub, so what they ask acts with the credential of staff
that nothing in anybody's own server has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from pathlib import Path
from string import Template

from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from jupyter_codemm.handlers.base import authorized
from jupyter_codemm.hub.identity import acts_as_staff, hub_account

TEACH = "teach"
"""Where the pages are, below the service."""

BUILT = Path(__file__).parent / "static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_A_YEAR = "private, max-age=31536000, immutable"

_DOCUMENT = Template("""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>$title</title>
$style
</head>
<body>
$body
</body>
</html>
""")
_PAGE = Template("""<div id="codemm-pages" data-base="$base" data-xsrf="$xsrf" data-user="$user" \
data-home="$home"><p>Loading…</p></div>
<noscript><p>These pages need JavaScript.</p></noscript>
<script src="$script"></script>""")
_SAID = Template("""<main class="jp-codemm-Said">
<h1>$title</h1>
<p>$text</p>
<p><a href="$lab">Go to JupyterLab</a></p>
</main>""")

_TITLE = "Teaching with Codemm"
_NO_STAFF = "These pages are for those who teach"
_NO_STAFF_TEXT = (
    "You are signed in as $user, and your account does not act as staff here. What your classes "
    "were given is in JupyterLab: open the Codemm panel there and look under “From my classes”. "
    "If you teach a class, ask whoever runs this JupyterHub to let you act as staff, and sign in "
    "again."
)
_NOT_BUILT = (
    "The pages were not built when the service was installed. Whoever runs it needs Node.js and "
    "has to install jupyter_codemm again."
)


@dataclass(frozen=True, slots=True)
class BuiltPages:
    """What the build made, by name. The names change with the content."""

    files: Mapping[str, bytes]

    @classmethod
    def read(cls, folder: Path = BUILT) -> BuiltPages:
        """Return what is in a folder; nothing where nothing was built."""
        found = (file for file in sorted(folder.glob("pages-*")) if file.suffix in _TYPES)
        return cls({file.name: file.read_bytes() for file in found})

    def named(self, suffix: str) -> str | None:
        """Return the name of the one file of a kind, None when it is not there."""
        return next((name for name in self.files if name.endswith(suffix)), None)


class Signed(JupyterHandler):
    """Base of what people get who have signed in by the Hub; others are led there."""

    auth_resource = "codemm"
    built: BuiltPages
    hub_home: str

    def initialize(self, built: BuiltPages, hub_home: str) -> None:
        """Receive what was built, and where the Hub is for a browser (`/hub/`)."""
        self.built = built
        self.hub_home = hub_home

    @property
    def content_security_policy(self) -> str:
        """Nothing from elsewhere, nothing in line, in nobody's frame."""
        return _POLICY

    def set_default_headers(self) -> None:
        """Also tell nobody where somebody came from: addresses hold names."""
        super().set_default_headers()
        self.set_header("Content-Security-Policy", _POLICY)
        self.set_header("Referrer-Policy", "no-referrer")


class PageHandler(Signed):
    """The document. It is the same at every address of the pages, which its script reads."""

    @web.authenticated
    @authorized
    async def get(self, *_: str) -> None:
        """Return it to staff; tell others where their own work is."""
        user = hub_account(self.current_user)
        script = self.built.named(".js")
        if not acts_as_staff(self.current_user):
            self.set_status(HTTPStatus.FORBIDDEN)
            told = Template(_NO_STAFF_TEXT).substitute(user=user)
            self._write(_NO_STAFF, self._said(_NO_STAFF, told))
        elif script is None:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
            self._write(_TITLE, self._said(_TITLE, _NOT_BUILT))
        else:
            page = _PAGE.substitute(
                base=escape(self.base_url),
                xsrf=escape(self.xsrf_token.decode()),
                user=escape(user),
                home=escape(self.hub_home),
                script=escape(self._asset(script)),
            )
            self._write(_TITLE, page)

    def _write(self, title: str, body: str) -> None:
        sheet = self.built.named(".css")
        link = f'<link rel="stylesheet" href="{escape(self._asset(sheet))}">' if sheet else ""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(_DOCUMENT.substitute(title=escape(title), style=link, body=body))

    def _said(self, title: str, text: str) -> str:
        lab = f"{self.hub_home}user-redirect/lab"
        return _SAID.substitute(title=escape(title), text=escape(text), lab=escape(lab))

    def _asset(self, name: str) -> str:
        return f"{self.base_url}{TEACH}/static/{name}"


class AssetHandler(Signed):
    """What the document loads; its name changes with its content, so it is asked for once."""

    @web.authenticated
    @authorized
    async def get(self, name: str) -> None:
        """Return it."""
        content = self.built.files.get(name)
        if content is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        self.set_header("Content-Type", _TYPES[Path(name).suffix])
        self.set_header("Cache-Control", _A_YEAR)
        self.finish(content)


def pages(
    hub_home: str, folder: Path = BUILT
) -> list[tuple[str, type[Signed], dict[str, BuiltPages | str]]]:
    """Return the routes of the pages; `hub_home` is where the Hub is for a browser."""
    given: dict[str, BuiltPages | str] = {"built": BuiltPages.read(folder), "hub_home": hub_home}
    return [
        (rf"/{TEACH}/static/([A-Za-z0-9_.-]+)", AssetHandler, given),
        (rf"/{TEACH}(?:/.*)?", PageHandler, given),
    ]
