"""Gates: a draft is believed only when all of them agree."""

from jupyter_codemm.gates.contract import check_slot
from jupyter_codemm.gates.leak import public_code
from jupyter_codemm.gates.texts import TextsVerified, verify_texts
from jupyter_codemm.gates.verify import Verified, verify
from jupyter_codemm.syntax.shared_runs import (
    leak_limit,
    longest_nameless_run,
    longest_shared_run,
)

__all__ = [
    "TextsVerified",
    "Verified",
    "check_slot",
    "leak_limit",
    "longest_nameless_run",
    "longest_shared_run",
    "public_code",
    "verify",
    "verify_texts",
]
