"""Inside the sandbox: compiles the Python files named on the command line.

What is wrong goes to stderr, with exit code 1.
"""

from __future__ import annotations

import sys
import warnings

MAX_LINE = 200


def problem(name: str) -> str | None:
    """Return what keeps a file from compiling, or None."""
    try:
        with open(name, "rb") as source:  # noqa: PTH123 - pathlib is slow to import
            compile(source.read(), name, "exec", dont_inherit=True)
    except SyntaxError as error:
        shown = (error.text or "").rstrip()[:MAX_LINE]
        caret = " " * ((error.offset or 1) - 1) + "^" if shown and error.offset else ""
        lines = [f"{name}:{error.lineno or 1}: {type(error).__name__}: {error.msg}", shown, caret]
        return "\n".join(line for line in lines if line.strip())
    except (ValueError, RecursionError, MemoryError) as error:
        return f"{name}:1: {type(error).__name__}: {str(error) or 'too deeply nested'}"
    return None


def main(_build: str) -> int:
    """Check every file; return the exit code."""
    warnings.simplefilter("ignore")
    found = [text for text in map(problem, sys.argv[2:]) if text]
    sys.stderr.write("\n".join(found).encode("utf-8", "backslashreplace").decode())
    if not found:
        leave_byte_code()
    return 1 if found else 0


def leave_byte_code() -> None:
    """Import the harness for its byte code, which saves some time where every run imports it."""
    sys.dont_write_bytecode = False
    import codemm_harness  # type: ignore[import-not-found] # noqa: F401, PLC0415 - as told
