"""Gates: a draft is believed only when all of them agree."""

from jupyter_codemm.gates.contract import check_slot
from jupyter_codemm.gates.kept import verify_kept
from jupyter_codemm.gates.known_leak import check_known_leak
from jupyter_codemm.gates.leak import check_leak
from jupyter_codemm.gates.public_texts import public_code
from jupyter_codemm.gates.texts import Findings, verify_texts
from jupyter_codemm.gates.verify import Verified, verify
from jupyter_codemm.syntax.shared_runs import (
    leak_limit,
    longest_nameless_run,
    longest_shared_run,
)

__all__ = [
    "Findings",
    "Verified",
    "check_known_leak",
    "check_leak",
    "check_slot",
    "leak_limit",
    "longest_nameless_run",
    "longest_shared_run",
    "public_code",
    "verify",
    "verify_kept",
    "verify_texts",
]
