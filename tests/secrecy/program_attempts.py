"""Attempts by programs that are judged or run: what they see, and what they could carry out."""

from __future__ import annotations

from tests.secrecy.attempts import Attempt

# Sends prog.py to be judged and to be run, and prints all that a student is told of it. As a
# control it is run plainly, on what a hidden test would give it.
JUDGE = """
judge() {
    sed -i "s/PG_PORT/$PG_PORT/; s/REDIS_PORT/$REDIS_PORT/; s/HUB_PORT/$HUB_PORT/" prog.py
    if [ -n "$PLAINLY" ]; then
        { cat prog.py; echo 'print(turned(__import__("os").environ["CANARY"]))'; } >plain.py
        echo "$CANARY" >found.txt; export CANARY; "$PYTHON" plain.py; return
    fi
    "$PYTHON" - >body.json <<'END'
import json, os
print(json.dumps({"problem_id": os.environ["PROBLEM"], "source": {"code": open("prog.py").read()}}))
END
    ask POST "$OWN/submit?wait=40" -d @body.json
    "$PYTHON" - >body.json <<'END'
import json
code = open("prog.py").read() + '\\nprint(turned("abc"))\\n'
print(json.dumps({"language": "python", "source": {"code": code}}))
END
    ask POST "$OWN/run" -d @body.json
}
export PROBLEM
"""
FIND = """
import glob, os, re, sys
def words(*data):
    return " ".join(sorted({one.decode() for some in data
                            for one in re.findall(rb"cnry[0-9a-f]{16}", some)}))
def read(path):
    if not os.path.isfile(path):  # a pipe would wait for somebody who writes
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(1 << 20)
    except OSError:
        return b""
"""
DONE = '"status":"done"'
DROPS = "/tmp /var/tmp /dev/shm"


def program(name: str, code: str, before: str = "", after: str = "") -> Attempt:
    """Return an attempt by a program."""
    lines = f"cat >prog.py <<'END'\n{FIND}{code}\nEND\n"
    return Attempt(name, f"{JUDGE}{before}\n{lines}judge\n{after}", "plainly", answer=DONE)


PROGRAMS = (
    program(
        "a program that prints, returns and raises what a hidden test gives it",
        """
def turned(text):
    print(text)
    print(text, file=sys.stderr)
    if text.startswith("cnry"):
        raise ValueError(f"{text} {turned.__code__.co_filename}")
    return text
""",
    ),
    program(
        "a program that returns what a hidden test gives it",
        "def turned(text):\n    print(text)\n    return text\n",
    ),
    program(
        "a program that ends with what a hidden test gives it",
        "def turned(text):\n    sys.exit(text)\n",
    ),
    program(
        "a program that reads its own memory for the other tests",
        """
def turned(text):
    found = [b""]
    for line in read("/proc/self/maps").decode().splitlines():
        start, end = (int(one, 16) for one in line.split()[0].split("-"))
        if line.split()[1].startswith("rw") and end - start < 1 << 26:
            try:
                with open("/proc/self/mem", "rb", 0) as memory:
                    memory.seek(start)
                    found.append(memory.read(end - start))
            except (OSError, ValueError, OverflowError):
                pass
    print(words(*found))
    raise ValueError(words(*found))
""",
    ),
    program(
        "a program that looks through its frames, objects and open files",
        """
import gc
def turned(text):
    frame, seen = sys._getframe(), []
    while frame:
        seen.append(repr((frame.f_locals, frame.f_globals)).encode("utf-8", "replace"))
        frame = frame.f_back
    seen += [repr(one).encode("utf-8", "replace") for one in gc.get_objects()
             if type(one) in (dict, list, tuple)]
    for number in range(64):
        try:
            seen.append(os.pread(number, 1 << 20, 0))
        except OSError:
            pass
    print(words(*seen))
    raise ValueError(words(*seen))
""",
    ),
    program(
        "a program that reads the environment of its judge",
        """
def turned(text):
    found = [read(f"/proc/{one}/{what}") for one in os.listdir("/proc") if one.isdigit()
             for what in ("environ", "cmdline", "cwd/service.py")] if os.path.isdir("/proc") else []
    found.append(repr(dict(os.environ)).encode())
    print(words(*found), sorted(os.environ))
    raise ValueError(words(*found))
""",
    ),
    program(
        "a program that reads files of the judge and of others",
        """
def turned(text):
    found = [b""]
    for place in (os.getcwd(), "..", "/tmp", "/var/tmp", "/dev/shm", "/run", "/home", "/srv"):
        here = [b""]
        for folder, _, names in os.walk(place):
            here += [read(os.path.join(folder, name)) for name in names[:20]]
            if len(here) > 200:
                break
        found += here
    print(words(*found))
    raise ValueError(words(*found))
""",
    ),
    program(
        "a program that leaves what a hidden test gives it where others can read it",
        """
def turned(text):
    for place in ("/tmp", "/var/tmp", "/dev/shm", os.getcwd(), "/run", "/"):
        try:
            with open(f"{place}/loot-{os.getpid()}", "a") as file:
                file.write(text)
            os.chmod(file.name, 0o644)
        except OSError:
            pass
    return text[::-1]
""",
        after=f"for place in {DROPS} /run /; do cat $place/loot-* 2>/dev/null; "
        "rm -f $place/loot-* 2>/dev/null; done; true",
    ),
    program(
        "a program that finds what one before it left",
        """
def turned(text):
    found = []
    for place in ("/tmp", "/var/tmp", "/dev/shm", os.getcwd(), os.path.expanduser("~")):
        found += [read(one) for one in glob.glob(f"{place}/*loot*")]
        try:
            with open(f"{place}/my-loot", "a") as file:
                file.write(text)
        except OSError:
            pass
    print(words(*found))
    return words(*found) or text[::-1]
""",
        after="judge; judge; rm -f /tmp/my-loot /var/tmp/my-loot /dev/shm/my-loot my-loot",
    ),
    program(
        "a program that sends what a hidden test gives it to a listener",
        """
import socket
def turned(text):
    for kind, place in ((socket.AF_INET, ("127.0.0.1", 47113)),
                        (socket.AF_UNIX, "\\0codemm-loot"), (socket.AF_UNIX, "/tmp/loot.sock")):
        try:
            with socket.socket(kind, socket.SOCK_DGRAM) as one:
                one.sendto(text.encode(), place)
        except OSError:
            pass
    return text[::-1]
""",
        before="""
"$PYTHON" - >heard 2>&1 <<'END' &
import os, select, socket, time
ears = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM)]
ears[0].bind(("127.0.0.1", 47113))
for place in ("\\0codemm-loot", "/tmp/loot.sock"):
    ears.append(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM))
    ears[-1].bind(place)
os.chmod("/tmp/loot.sock", 0o777)
until = time.monotonic() + 6
while time.monotonic() < until:
    for one in select.select(ears, [], [], 0.2)[0]:
        print(one.recv(1000), flush=True)
os.unlink("/tmp/loot.sock")
END
listener=$!
until [ -S /tmp/loot.sock ]; do sleep 0.05; done
""",
        after="wait $listener; cat heard",
    ),
    program(
        "a program that asks the database, Redis and Docker",
        """
import socket
def turned(text):
    told = []
    for kind, place in ((socket.AF_INET, ("127.0.0.1", PG_PORT)),
                        (socket.AF_INET, ("127.0.0.1", REDIS_PORT)),
                        (socket.AF_INET, ("127.0.0.1", HUB_PORT)),
                        (socket.AF_UNIX, "/var/run/docker.sock")):
        try:
            with socket.socket(kind) as one:
                one.connect(place)
                told.append("REA" + "CHED")
        except OSError as error:
            told.append(type(error).__name__)
    print(told)
    raise ValueError(str(told))
""",
        after="",
    ),
    Attempt(
        "the judge's folders and processes while it judges",
        JUDGE
        + """
cat >prog.py <<'END'
import time
def turned(text):
    time.sleep(0.4)
    return text[::-1]
END
( end=$(($(date +%s) + 5)); while [ "$(date +%s)" -lt $end ]; do
    cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n' | grep -a cnry
    for file in $(find /tmp /var/tmp /dev/shm /run -newer "$BEGAN" -type f 2>/dev/null); do
        grep -aH cnry "$file" 2>/dev/null; done
done ) >watched &
judge
wait $!
sort -u watched | head -c 4000
""",
        "root",
        answer=DONE,
    ),
)
