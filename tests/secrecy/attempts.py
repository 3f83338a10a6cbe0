"""What an attempt is: a script for a shell, and who finds with it what a student must not."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

REACHED = "REACHED"
PREAMBLE = """
# Says that something was done that must not be possible; the word stands nowhere else.
reached() { printf '%s%s\\n' REA CHED; }
got=$(mktemp)
trap 'rm -f "$got"' EXIT
# One request with the token of this server: ask METHOD URL [more for curl]
ask() {
    verb=$1 url=$2; shift 2
    curl -sS -m 40 -X "$verb" -H "Authorization: token $JUPYTERHUB_API_TOKEN" "$@" "$url"; echo
}
# The same with that token and with the strongest that a student can make. No success is allowed.
try() {
    verb=$1 url=$2; shift 2
    for token in "$JUPYTERHUB_API_TOKEN" "$PERSONAL"; do
        status=$(curl -sS -m 40 -o "$got" -w '%{http_code}' -X "$verb" \\
            -H "Authorization: token $token" "$@" "$url")
        echo "$verb $url $status"; head -c 3000 "$got"; echo
        case $status in 2??) reached;; esac
    done
}
"""


@dataclass(frozen=True)
class Attempt:
    """One kind of attempt.

    What its script prints must hold no canary and not the word of `reached`, and it must hold
    `answer`, by which one sees that somebody was there to refuse. Run by `control` it
    does: an account of the machine, or `hub` and `staff` for their tokens. Where that takes another
    script it is `control_script`; it may know secrets. Without a control `why` says why.
    """

    name: str
    script: str
    control: str = "root"
    control_script: str = ""
    why: str = ""
    answer: str = ""
    needs: str = ""
    """A file without which there is nothing to try."""


def written(facts: Mapping[str, str], script: str) -> str:
    """Return a whole script, which knows everything about the machine that is no secret."""
    known = "\n".join(f"{name}={shlex.quote(value)}" for name, value in facts.items())
    return f"{known}\n{PREAMBLE}\n{script}\n"
