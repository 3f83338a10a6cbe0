"""Inside the sandbox: compiles the Python files named on the command line.

What is wrong goes to stderr, with exit code 1. After the argument `many` comes a file that holds
many programs; what is wrong with each is told on stdout, see crowd.py, with exit code 0.
"""

from __future__ import annotations

import sys
import warnings

MAX_LINE = 200


def content(name: str) -> bytes:
    """Return what is in a file."""
    with open(name, "rb") as file:  # noqa: PTH123 - pathlib is slow to import
        return file.read()


def problem(name: str, source: bytes) -> str | None:
    """Return what keeps a file from compiling, or None."""
    try:
        compile(source, name, "exec", dont_inherit=True)
    except SyntaxError as error:
        shown = (error.text or "").rstrip()[:MAX_LINE]
        caret = " " * ((error.offset or 1) - 1) + "^" if shown and error.offset else ""
        lines = [f"{name}:{error.lineno or 1}: {type(error).__name__}: {error.msg}", shown, caret]
        return "\n".join(line for line in lines if line.strip())
    except (ValueError, RecursionError, MemoryError) as error:
        return f"{name}:1: {type(error).__name__}: {str(error) or 'too deeply nested'}"
    return None


def problems(files: dict[str, bytes]) -> bytes:
    """Return what keeps some files from compiling, or nothing."""
    found = [text for name, source in sorted(files.items()) if (text := problem(name, source))]
    return "\n".join(found).encode("utf-8", "backslashreplace")


def main(_build: str) -> int:
    """Check every file; return the exit code."""
    warnings.simplefilter("ignore")
    if sys.argv[2] == "many":
        return check_many(sys.argv[3])
    found = problems({name: content(name) for name in sys.argv[2:]})
    sys.stderr.write(found.decode())
    if not found:
        leave_byte_code()
    return 1 if found else 0


def check_many(name: str) -> int:
    """Check many programs; return the exit code."""
    from binascii import b2a_base64  # noqa: PLC0415 - only here

    from codemm_wire import decode  # type: ignore[import-not-found] # noqa: PLC0415 - only here

    for number, files in decode(content(name).decode()).items():
        if found := problems({file: text.encode() for file, text in files.items()}):
            sys.stdout.write(f"{number} {b2a_base64(found, newline=False).decode()}\n")
    leave_byte_code()
    return 0


def leave_byte_code() -> None:
    """Import the harness for its byte code, which saves some time where every run imports it."""
    sys.dont_write_bytecode = False
    import codemm_harness  # type: ignore[import-not-found] # noqa: F401, PLC0415 - as told
