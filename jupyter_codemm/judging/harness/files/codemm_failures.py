"""Inside the sandbox: what a learner is told about an exception."""

from __future__ import annotations

import sys
from _json import encode_basestring_ascii

MAX_TEXT = 2000


def raised(error: BaseException, build: str) -> dict[str, str]:
    """Describe an exception as JSON texts: its name, its words, its last line in the own files."""
    fields = {
        "raises": encode_basestring_ascii(type(error).__name__),
        "message": encode_basestring_ascii(words(error)[:MAX_TEXT]),
        "where": encode_basestring_ascii(last_own_line(error, build)),
    }
    if isinstance(error, MemoryError):
        fields["peak_kb"] = str(peak_kb())
    return fields


def words(error: BaseException) -> str:
    """Return an exception's text, which the learner's class may refuse to give."""
    try:
        return str.__str__(str(error))
    except Exception:  # noqa: BLE001 - the learner's __str__ may raise anything
        return ""


def last_own_line(error: BaseException, build: str) -> str:
    """Return `file:line` of the innermost frame in the learner's files, or nothing."""
    where, trace = "", error.__traceback__
    while trace is not None:
        folder, _, name = trace.tb_frame.f_code.co_filename.rpartition("/")
        if folder == build and not name.startswith("codemm_"):
            where = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return where


def peak_kb() -> int:
    """Return the peak of the address space in KiB where that is what is limited, else 0."""
    import resource  # noqa: PLC0415 - only a program that fails pays for it

    if resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY:
        return 0
    try:
        with open("/proc/self/status") as status:  # noqa: PTH123 - pathlib is slow to import
            return next((int(line.split()[1]) for line in status if line.startswith("VmPeak")), 0)
    except OSError:
        return 0


def show(error: BaseException, build: str) -> None:
    """Print the traceback to stderr, from the learner's first frame on."""
    sys.path.remove(build)
    import traceback  # noqa: PLC0415 - only a program that fails pays for it

    trace = error.__traceback__
    while trace is not None and "codemm_" in trace.tb_frame.f_code.co_filename:
        trace = trace.tb_next
    lines = traceback.format_exception(type(error), error, trace)
    sys.stderr.write("".join(lines).replace(f"{build}/", ""))
