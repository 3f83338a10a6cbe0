"""What a learner is shown of a compiler's output: their own lines, and the seam in our words."""

from __future__ import annotations

import re

from jupyter_codemm.judging.messages import clean

MAX_BYTES = 4096
MAX_LINE = 2000
OURS = "codemm"
NO_MESSAGE = "The compiler refused the program without a message about your own lines."
TOO_SLOW = "The compiler needed more than 10 seconds of processor time."
TOO_LARGE = "The compiler needed more memory than it may have."

# Learners choose what a compiler quotes, so each pattern takes linear time on any text.
_PATH = re.compile(r"(?<![\w.+-])(?:/[\w.+-]+)+/(?=[A-Za-z_][\w-]*\.(?:py|java|cpp|hpp|h|sql|o)\b)")
_CHAIN = re.compile(r"In file included from |\s+from \S+:\d+[,:]")
_HEAD = re.compile(r"[\w-]+\.(?:py|java|cpp|hpp|h|sql|o)\b|cc1plus|collect2|/usr|\d+ error")
_SEAM = re.compile(r"\bcodemm[\w-]*\.\w+(?::\d+)+: error: (?!.*codemm)(.*)", re.IGNORECASE)
_UNLINKED = re.compile(
    r"(?:undefined reference to|multiple definition of) "
    r"[`'](?P<name>[^'`(]*)(?:\([^'`]*)?'"
)
_LINKING = re.compile(r"collect2: error: ld returned|.*\.o: (?:in function|previous definition)")
_ERROR = re.compile(r"\w+\.\w+:\d+.*error", re.IGNORECASE)


def compile_text(output: str, expects: str) -> str:
    """Return a compiler's output in at most 4 KiB: the diagnostics of the learner's own files.

    Where the learner's text does not fit the judge's that follows it, `expects` says what has to be
    there. No line names a file of the judge or a folder of the sandbox, and each is cut.
    """
    lines = [_PATH.sub("", line)[:MAX_LINE] for line in clean(output).strip().split("\n")]
    own = _own(lines)
    seam = dict.fromkeys(m.group(1) for line in lines if (m := _SEAM.match(line)))
    unlinked = [m for line in lines if (m := _UNLINKED.search(line))]
    ours = {"main", *expects.partition("(")[0].split()}
    misfit = seam or any(m["name"] in ours for m in unlinked)
    if misfit and expects and not any(_ERROR.match(line) for line in own):
        text = "\n".join([expects, *seam, *own]).strip()
    else:
        missing = dict.fromkeys(m.group() for m in unlinked)
        text = "\n".join([*missing, *own]).strip() or NO_MESSAGE
    data = text.encode("utf-8", "replace")
    if len(data) <= MAX_BYTES:
        return text
    return data[: MAX_BYTES - 4].decode("utf-8", "ignore") + "\n…"


def _own(lines: list[str]) -> list[str]:
    """Return the diagnostics, each with the lines under it, that do not name the judge's files."""
    kept, keeping = [], True
    for line in lines:
        if _CHAIN.match(line) or _LINKING.match(line) or _UNLINKED.search(line):
            continue
        if _HEAD.match(line):
            keeping = OURS not in line.lower()
        if keeping and OURS not in line.lower():
            kept.append(line)
    return kept
