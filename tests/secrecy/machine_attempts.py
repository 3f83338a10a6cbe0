"""Attempts on the machine: files, processes, memory, sockets, databases."""

from __future__ import annotations

from tests.secrecy.attempts import Attempt

# Looks for our words in what a process has in memory.
MEMORY = """
import re, sys
for pid in sys.argv[1:]:
    try:
        with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
            for line in maps:
                place, rights = line.split()[:2]
                start, end = (int(one, 16) for one in place.split("-"))
                if rights.startswith("rw") and end - start < 1 << 28:
                    memory.seek(start)
                    try:
                        print(*set(re.findall(rb"cnry[0-9a-f]{16}", memory.read(end - start))))
                    except OSError:
                        pass
    except OSError as error:
        print(pid, error)
"""
TRACE = """
import ctypes, sys
libc = ctypes.CDLL(None, use_errno=True)
# PTRACE_SEIZE: what a debugger does first, without stopping the process.
if libc.ptrace(0x4206, int(sys.argv[1]), 0, 0) == 0:
    print("REA" + "CHED")
"""
READ_OTHER = """
import ctypes, sys
class Piece(ctypes.Structure):
    _fields_ = [("base", ctypes.c_void_p), ("length", ctypes.c_size_t)]
libc = ctypes.CDLL(None, use_errno=True)
with open(f"/proc/{sys.argv[1]}/maps") as maps:
    place = next(line.split("-")[0] for line in maps if " rw" in line)
room = ctypes.create_string_buffer(16)
mine = Piece(ctypes.cast(room, ctypes.c_void_p), 16)
theirs = Piece(int(place, 16), 16)
pid, one = int(sys.argv[1]), ctypes.c_ulong(1)
if libc.process_vm_readv(pid, ctypes.byref(mine), one, ctypes.byref(theirs), one, 0) == 16:
    print("REA" + "CHED")
"""
SHARED = """
import ctypes, sys
libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_ssize_t
for line in open("/proc/sysvipc/shm").read().splitlines()[1:]:
    number, maker = int(line.split()[1]), line.split()[4]
    if maker == sys.argv[1] and libc.shmat(number, None, 0o10000) != -1:
        print("REA" + "CHED")
"""
# Kernels publish all that they print: whoever may connect hears it.
LISTEN = """
import glob, sys, time, zmq
ports = {int(one.split()[1].split(":")[1], 16) for one in open("/proc/net/tcp").readlines()[1:]
         if one.split()[3] == "0A"}
socket = zmq.Context().socket(zmq.SUB)
socket.subscribe(b"")
for place in [f"tcp://127.0.0.1:{port}" for port in ports] + [
    f"ipc://{path}" for path in glob.glob(sys.argv[1] + "/kernel-*-ipc-*")
]:
    socket.connect(place)
until = time.monotonic() + 3
while time.monotonic() < until:
    if socket.poll(200):
        print(socket.recv_multipart())
"""


def python(code: str, arguments: str) -> str:
    """Return a script that runs code."""
    return f"\"$PYTHON\" - {arguments} <<'END'\n{code}\nEND"


FILES = (
    Attempt("the settings of the service", 'cat "$SERVICE/service.py"', "service"),
    Attempt("everything in the service's folder", 'grep -ra cnry "$SERVICE"', "service"),
    Attempt("the key of the installation", 'ls -lR "$SERVICE" && reached', "service"),
    Attempt("copies of the database", 'cat "$SERVICE/copies/codemm.sql"', "service"),
    Attempt("the database's files", 'cat "$PG/data/pg_hba.conf" && reached', "pg"),
    Attempt(
        "the database's tables on the disk",
        'grep -raq cnry "$PG/data/base" "$PG/data/pg_wal" && reached',
        "pg",
    ),
    Attempt("the database's log", 'cat "$PG/log" && reached', "pg"),
    Attempt("the password of Redis", 'cat "$REDIS/redis.conf"', "redis"),
    Attempt(
        "what Redis keeps: jobs with hidden tests",
        'cat "$REDIS"/appendonlydir/* >/dev/null && reached',
        "redis",
    ),
    Attempt("the worker's folder", 'ls -la "$WORKER" && reached', "worker"),
    Attempt("the settings of the Hub: the service's token", 'cat "$HUB/jupyterhub_config.py"'),
    Attempt("the secret of the Hub's cookies", 'cat "$HUB/cookie_secret"'),
    Attempt("the database of the Hub", 'cat "$HUB/jupyterhub.sqlite" >/dev/null && reached'),
    Attempt("another student's files", 'cat "$BEN/private.py"', "ben"),
    Attempt("another student's tokens in files", 'grep -r token "$BEN/.local" && reached', "ben"),
    Attempt(
        "another student's cookie secret and connection files",
        'cat "$BEN/.local/share/jupyter/runtime/"* && reached; ls "$BEN/.local" && reached',
        "ben",
    ),
    Attempt("the teacher's folder", 'ls -la "$PROF" && reached', "prof"),
    Attempt(
        "a link to another's file, read by one's own server",
        'ln -sf "$BEN/private.py" peek.py; cat peek.py; '
        'ask GET "$SITE/user/$ANN_NAME/api/contents/peek.py"; '
        'ask GET "$SITE/user/$ANN_NAME/files/peek.py"',
        "ben",
    ),
    Attempt(
        "a link of another name to the service's settings",
        'ln -f "$SERVICE/service.py" mine.py && cat mine.py',
        "service",
    ),
    Attempt(
        "a notebook written through a link into another's folder",
        'ln -sfn "$BEN" class-of-ben; ln -sfn "$SERVICE" class-of-service; '
        "for folder in class-of-ben class-of-service; do "
        'try POST "$OWN/challenges/$CHALLENGE/notebook" -d "{\\"directory\\": \\"$folder\\"}"; '
        "done",
        "ben",
        'JUPYTERHUB_API_TOKEN=$BEN_SERVER; try POST "$BEN_OWN/challenges/$CHALLENGE/notebook" '
        '-d "{\\"directory\\": \\"class\\"}"',
    ),
    Attempt(
        "what anybody left in folders for everybody",
        'find /tmp /var/tmp /dev/shm /run -newer "$BEGAN" -type f -size -9000k '
        "-exec grep -aH cnry {} + 2>/dev/null",
    ),
)
PROCESSES = (
    Attempt("the environment of every process", "cat /proc/[0-9]*/environ | tr '\\0' '\\n'"),
    Attempt(
        "the command line of every process",
        "cat /proc/[0-9]*/cmdline | tr '\\0' ' '",
        "root",
        "sh -c 'sleep 3; true' \"$CANARY\" & cat /proc/[0-9]*/cmdline | tr '\\0' ' '",
    ),
    Attempt("the memory of the service", python(MEMORY, "$SERVICE_PID"), answer="denied"),
    Attempt(
        "the memory of the worker",
        python(MEMORY, "$WORKER_PID $WORKER_CHILD"),
        answer="denied",
    ),
    Attempt("the memory of the Hub", python(MEMORY, "$HUB_PID"), answer="denied"),
    Attempt("the memory of another's server", python(MEMORY, "$BEN_PID"), answer="denied"),
    Attempt("a debugger on the service", python(TRACE, "$SERVICE_PID")),
    Attempt("a debugger on another's server", python(TRACE, "$BEN_PID")),
    Attempt("reading across processes", python(READ_OTHER, "$SERVICE_PID")),
    Attempt("the open files of the service", "ls -l /proc/$SERVICE_PID/fd/ && reached"),
    Attempt("the service's folder by its process", "cat /proc/$SERVICE_PID/cwd/service.py"),
    Attempt("the Hub's folder by its process", "cat /proc/$HUB_PID/cwd/cookie_secret"),
    Attempt("signals to the service", "kill -0 $SERVICE_PID && reached", "root"),
    Attempt(
        "core dumps of the service",
        "ulimit -c unlimited; kill -ABRT $SERVICE_PID && reached; "
        'prlimit --pid $SERVICE_PID --core=unlimited && reached; '
        'find "$FOLDER" -name "core" -o -name "core.[0-9]*" 2>/dev/null',
        control="",
        why="it would end the service; who may send signals the attempt before tells",
    ),
    Attempt(
        "shared memory of the database",
        'cat /dev/shm/PostgreSQL.* >/dev/null 2>&1 && reached; '
        'for file in /dev/shm/PostgreSQL.*; do test -r "$file" && reached; done; '
        + python(SHARED, "$PG_PID"),
        "pg",
    ),
    Attempt("all shared memory", "grep -a cnry /dev/shm/*", "root",
            'echo "$CANARY" >/dev/shm/codemm-$$; grep -a cnry /dev/shm/*; rm /dev/shm/codemm-$$'),
)  # fmt: skip
SOCKETS = (
    Attempt(
        "Docker's socket",
        "curl -sS --unix-socket /var/run/docker.sock http://docker/containers/json && reached",
        needs="/var/run/docker.sock",
    ),
    Attempt(
        "PostgreSQL without a password",
        'psql -w "host=127.0.0.1 port=$PG_PORT user=codemm dbname=codemm" -c "select 1" && reached',
        "service",
        'PGPASSWORD=$DB_PASSWORD psql -w "host=127.0.0.1 port=$PG_PORT user=codemm dbname=codemm" '
        '-c "select * from submissions"',
        answer="no password supplied",
    ),
    Attempt(
        "PostgreSQL with guessed passwords",
        "for guess in codemm postgres password admin secret jupyter; do "
        'for user in codemm postgres "$ANN_NAME" root; do '
        "PGPASSWORD=$guess "
        'psql -w "host=127.0.0.1 port=$PG_PORT user=$user dbname=codemm" -c "select 1" && reached; '
        "done; done",
        "service",
        'PGPASSWORD=$DB_PASSWORD psql -w "host=127.0.0.1 port=$PG_PORT user=codemm dbname=codemm" '
        '-c "select 1" && reached',
        answer="password authentication failed",
    ),
    Attempt(
        "PostgreSQL by its socket, as its owner",
        'psql -w -h "$PG_SOCKETS" -p "$PG_PORT" -U postgres codemm -c "select * from submissions"',
        "pg",
        answer="eer authentication failed",
    ),
    Attempt(
        "PostgreSQL by its socket, as the service",
        'psql -w -h "$PG_SOCKETS" -p "$PG_PORT" -U codemm codemm -c "select 1" && reached; '
        'psql -w -h "$PG_SOCKETS" -p "$PG_PORT" codemm -c "select 1" && reached',
        "service",
        'PGPASSWORD=$DB_PASSWORD psql -w -h "$PG_SOCKETS" -p "$PG_PORT" -U codemm codemm '
        '-c "select 1" && reached',
        answer="no password supplied",
    ),
    Attempt(
        "Redis without a password",
        "redis-cli -p $REDIS_PORT ping; redis-cli -p $REDIS_PORT --scan; "
        "redis-cli -p $REDIS_PORT dbsize | grep -q '^[0-9]' && reached; "
        "redis-cli -p $REDIS_PORT config get requirepass",
        "redis",
        "REDISCLI_AUTH=$QUEUE_PASSWORD redis-cli -p $REDIS_PORT config get requirepass",
        answer="NOAUTH",
    ),
    Attempt(
        "Redis with guessed passwords",
        "for guess in redis codemm password admin secret; do "
        "REDISCLI_AUTH=$guess redis-cli -p $REDIS_PORT dbsize | grep -q '^[0-9]' && reached; done",
        "redis",
        "REDISCLI_AUTH=$QUEUE_PASSWORD redis-cli -p $REDIS_PORT dbsize | grep -q '^[0-9]' "
        "&& reached",
    ),
    Attempt(
        "Redis by its socket",
        'redis-cli -s "$REDIS/redis.sock" ping 2>&1 | grep -q -e PONG -e NOAUTH && reached',
        "redis",
    ),
    Attempt(
        "listening to what another's kernel prints",
        python(LISTEN, '"$BEN/.local/share/jupyter/runtime"'),
        "ben",
    ),
)
