"""What a call of javac asks for, as data for a compiler that is running already."""

from __future__ import annotations

import os
from binascii import a2b_base64
from collections.abc import Callable

from jupyter_codemm.sandbox.supervisor import products
from jupyter_codemm.sandbox.supervisor.wire import Message, text

INT_BYTES = 4
ALONE = ("-proc:none", "-nowarn")
PREFIXES = ("-Xlint", "-XDstringConcat=")
WITH_VALUE = ("-Xmaxerrs", "-Xmaxwarns")
OK, ERRORS, CRASHED = 0, 1, 3
ERROR_COUNTS = (b"error", b"errors")
KNOWN_CRASHES = ("StackOverflowError", "OutOfMemoryError")


class Call:
    """The arguments of javac. `understood` says whether all of them are known here."""

    def __init__(self, argv: list[str]) -> None:
        self.options: list[str] = []
        self.sources: list[str] = []
        self.library = self.output = ""
        self.understood = os.path.basename(argv[0]) == "javac"
        words = iter(argv[1:])
        for word in words:
            self._take(word, words.__next__)
        self.understood = self.understood and "-proc:none" in self.options and bool(self.output)

    def _take(self, word: str, value: Callable[[], str]) -> None:
        if word in WITH_VALUE:
            self.options += [word, value()]
        elif word in ALONE or word.startswith(PREFIXES):
            self.options.append(word)
        elif word == "-cp":
            self.library = value()
        elif word == "-d":
            self.output = value()
        elif word == "-encoding":
            self.understood = self.understood and value() == "UTF-8"
        elif word.endswith(".java") and not word.startswith("-"):
            self.sources.append(word)
        elif not word.startswith("-J"):
            self.understood = False

    def job(self, build: str) -> bytes | None:
        """Return the message to the server, or None when only javac itself knows what to say."""
        owner = os.lstat(build).st_uid if os.geteuid() == 0 else None
        try:
            found = products.collect(build, [*self.sources, self.library], owner)
        except (OSError, products.TooMuchError):
            return None
        files = {str(name): a2b_base64(str(content)) for name, content, _ in found}
        if not all(name in files and _is_text(files[name]) for name in self.sources):
            return None
        start = len(self.library) + 1
        classes = {name[start:]: data for name, data in files.items() if name not in self.sources}
        options = b"".join(_sized(option.encode()) for option in self.options)
        sources = {name: files[name] for name in self.sources}
        return b"".join((_number(len(self.options)), options, _packed(sources), _packed(classes)))


class Answer:
    """What the server said: javac's exit code, its words, and the classes."""

    def __init__(self, body: bytes) -> None:
        self._left = memoryview(body)
        self.code = self._integer()
        self.words = bytes(self._bytes())
        count = self._integer()
        self.classes = [(bytes(self._bytes()).decode(), bytes(self._bytes())) for _ in range(count)]
        if self.code == ERRORS and not _counts_errors(self.words):
            self.code = CRASHED
        if self.code == CRASHED:
            self.words = _in_our_words(self.words)

    def report(self, step: Message, facts: Message) -> Message:
        """Return the report of a step that ended by itself."""
        over = len(self.words) > step["limits"]["output_bytes"]
        late = facts["cpu_ms"] > step["limits"]["cpu_ms"]
        end = "output_limit" if over else "time_limit" if late else "exited"
        said = text(self.words[: step["limits"]["output_bytes"]])
        code = self.code if end == "exited" else 0
        return {**blank(step, end), **facts, "code": code, "stderr": said, "truncated": over}

    def _integer(self) -> int:
        return int.from_bytes(self._take(INT_BYTES), "big")

    def _bytes(self) -> memoryview:
        return self._take(self._integer())

    def _take(self, size: int) -> memoryview:
        taken, self._left = self._left[:size], self._left[size:]
        return taken


def blank(step: Message, end: str) -> Message:
    """Return a report with nothing in it but how a step ended."""
    nothing = {"code": 0, "stdout": "", "stderr": "", "frame": "", "truncated": False, "detail": ""}
    return {"name": step["name"], "end": end, **nothing}


def _counts_errors(words: bytes) -> bool:
    """Return whether javac ended as it does when it refuses a program: with their number."""
    last = [line.partition(b" ") for line in words.splitlines()[-3:]]
    return any(number.isdigit() and rest in ERROR_COUNTS for number, _, rest in last)


def _in_our_words(words: bytes) -> bytes:
    name = next((name for name in KNOWN_CRASHES if name.encode() in words), "an internal error")
    return (
        f"The compiler gave up: the program is too deeply nested or too large for it ({name}).\n"
    ).encode()


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _number(value: int) -> bytes:
    return value.to_bytes(INT_BYTES, "big")


def _sized(content: bytes) -> bytes:
    return _number(len(content)) + content


def _packed(files: dict[str, bytes]) -> bytes:
    parts = [_sized(name.encode()) + _sized(content) for name, content in files.items()]
    return _number(len(parts)) + b"".join(parts)
