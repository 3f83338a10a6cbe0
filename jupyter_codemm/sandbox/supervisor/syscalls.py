"""What confined programs may not ask of the kernel, as a seccomp filter.

Everything else stays allowed: the file rules are Landlock's, and an allow-list would break with
every new runtime. The numbers are those of x86-64 and of the generic table (aarch64); "-" is none.
"""

from __future__ import annotations

import struct

ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

# The network, other processes, the kernel's own set-up, and what outlives a process.
NEVER = """
socket 41 198  connect 42 203  bind 49 200  listen 50 201  accept 43 202  accept4 288 242
ptrace 101 117  process_vm_readv 310 270  process_vm_writev 311 271  kcmp 312 272
pidfd_getfd 438 438  pidfd_open 434 434  pidfd_send_signal 424 424  tkill 200 130
setpriority 141 140  ioprio_set 251 30  sched_setscheduler 144 119  sched_setparam 142 118
sched_setattr 314 274  sched_setaffinity 203 122  process_madvise 440 440
process_mrelease 448 448  move_pages 279 239  migrate_pages 256 238
keyctl 250 219  add_key 248 217  request_key 249 218  userfaultfd 323 282  bpf 321 280
io_uring_setup 425 425  io_uring_enter 426 426  io_uring_register 427 427
perf_event_open 298 241  mount 165 40  umount2 166 39  pivot_root 155 41  chroot 161 51
unshare 272 97  setns 308 268  open_by_handle_at 304 265  name_to_handle_at 303 264
init_module 175 105  finit_module 313 273  delete_module 176 106  kexec_load 246 104
kexec_file_load 320 294  reboot 169 142  swapon 167 224  swapoff 168 225  acct 163 89
quotactl 179 60  settimeofday 164 170  clock_settime 227 112  clock_adjtime 305 266
adjtimex 159 171  syslog 103 116  sethostname 170 161  setdomainname 171 162
mount_setattr 442 442  move_mount 429 429  open_tree 428 428  fsopen 430 430
fsconfig 431 431  fsmount 432 432  fspick 433 433
shmget 29 194  shmat 30 196  shmctl 31 195  msgget 68 186  msgsnd 69 189  msgrcv 70 188
msgctl 71 187  semget 64 190  semop 65 193  semctl 66 191  semtimedop 220 192
mq_open 240 180  mq_unlink 241 181
inotify_init 253 -  inotify_init1 294 26  fanotify_init 300 262  fanotify_mark 301 263
chown 92 -  lchown 94 -  fchown 93 55  fchownat 260 54
setxattr 188 5  lsetxattr 189 6  fsetxattr 190 7  setxattrat 463 463
removexattr 197 14  lremovexattr 198 15  fremovexattr 199 16  removexattrat 466 466
file_setattr 469 469
"""

# Landlock has no say in these, and a compiler needs them.
NOT_IN_RUNS = """
fork 57 -  vfork 58 -  setsid 112 157  setpgid 109 154
chmod 90 -  fchmod 91 52  fchmodat 268 53  fchmodat2 452 452
utime 132 -  utimes 235 -  futimesat 261 -  utimensat 280 88
"""

# Allowed on this process itself only: argument 0 is a process.
OWN_PROCESS = """
kill 62 129  tgkill 234 131  rt_sigqueueinfo 129 138  rt_tgsigqueueinfo 297 240  prlimit64 302 261
"""
# The kernel signals whoever owns a descriptor when it becomes ready, and anybody can be named.
FCNTL, SET_OWNER = "fcntl 72 25", (8, 10, 15)  # F_SETOWN, F_SETSIG, F_SETOWN_EX
IOCTL, SET_SOCKET_OWNER = "ioctl 16 29", (0x8901, 0x8902)  # FIOSETOWN, SIOCSPGRP
# One end of a pair of datagram sockets can send to any name in the file system.
SOCKETPAIR, DATAGRAM_BIT = "socketpair 53 199", 0x2

# What empties files unasked where Landlock does not know of it yet.
TRUNCATE = "truncate 76 45"
OPEN, OPENAT, OPENAT2 = "open 2 -", "openat 257 56", "openat2 437 437"
O_WRONLY, O_RDWR, O_TRUNC = 0o1, 0o2, 0o1000

# What older daemons allow though no program here needs it. Some sockets lead to the machine around
# a virtual one whatever the network, and closed ones stay in the kernel's tables for a minute: a
# program could write in them what the next one reads.
NOT_IN_CONTAINERS = """
keyctl 250 219  add_key 248 217  request_key 249 218
io_uring_setup 425 425  io_uring_enter 426 426  io_uring_register 427 427
socket 41 198
"""
CLONE = "clone 56 220"
CLONE3 = "clone3 435 435"

LOAD, JUMP_EQUAL, JUMP_AT_LEAST, JUMP_ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NR_OFFSET, ARCH_OFFSET, ARG0_OFFSET, ARG1_OFFSET, ARG2_OFFSET = 0, 4, 16, 24, 32
ALLOW, KILL = 0x7FFF0000, 0x80000000
EPERM, ENOSYS = 0x00050001, 0x00050026
X32_BIT = 0x40000000
CLONE_THREAD = 0x00010000
NEW_NAMESPACES = 0x7E020080

Instruction = tuple[int, int, int, int]


def numbers(table: str, machine: str) -> list[int]:
    """Return the system call numbers that a table lists for a machine."""
    words = table.split()
    column = 1 + ARCHITECTURES[machine][0]
    return [int(words[i + column]) for i in range(0, len(words), 3) if words[i + column] != "-"]


def filter_program(machine: str, pid: int, *, may_fork: bool, may_truncate: bool = True) -> bytes:
    """Return the filter for process `pid`, as an array of `struct sock_filter`.

    Without `may_truncate` files can be emptied only by who may open them for writing. Raises
    KeyError for a machine that the tables do not cover.
    """
    denied = NEVER + ("" if may_fork else NOT_IN_RUNS) + ("" if may_truncate else TRUNCATE)
    absent = CLONE3 + ("" if may_truncate else f" {OPENAT2}")  # what they want is out of sight
    rules = [
        (CLONE, _clone_rule(may_fork=may_fork)),
        (OWN_PROCESS, _own_process_rule(pid)),
        (FCNTL, _refuse(JUMP_EQUAL, SET_OWNER)),
        (IOCTL, _refuse(JUMP_EQUAL, SET_SOCKET_OWNER)),
        (SOCKETPAIR, _refuse(JUMP_ANY_BIT, (DATAGRAM_BIT,))),
    ]
    if not may_truncate:
        rules += [(OPEN, _open_rule(ARG1_OFFSET)), (OPENAT, _open_rule(ARG2_OFFSET))]
    program = [*_only(machine), *_deny(numbers(denied, machine))]
    for number in numbers(absent, machine):  # libc falls back to what can be looked at
        program += [(JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, ENOSYS)]
    for table, rule in rules:
        for number in numbers(table, machine):
            program += _on(number, rule)
    return _packed(program)


def container_program(machine: str) -> bytes:
    """Return the filter for all of a container, beside the daemon's own profile."""
    return _packed([*_only(machine), *_deny(numbers(NOT_IN_CONTAINERS, machine))])


def _only(machine: str) -> list[Instruction]:
    """Kill what calls by the table of another machine."""
    return [
        (LOAD, 0, 0, ARCH_OFFSET),
        (JUMP_EQUAL, 1, 0, ARCHITECTURES[machine][1]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NR_OFFSET),
        (JUMP_AT_LEAST, 0, 1, X32_BIT if machine == "x86_64" else 0xFFFFFFFF),
        (RETURN, 0, 0, KILL),
    ]


def _deny(denied: list[int]) -> list[Instruction]:
    return [
        instruction
        for number in denied
        for instruction in ((JUMP_EQUAL, 0, 1, number), (RETURN, 0, 0, EPERM))
    ]


def _packed(program: list[Instruction]) -> bytes:
    whole = [*program, (RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in whole)


def _on(number: int, rule: list[Instruction]) -> list[Instruction]:
    return [(JUMP_EQUAL, 0, len(rule), number), *rule]


def _clone_rule(*, may_fork: bool) -> list[Instruction]:
    """Threads only; a compiler may also make processes, but no namespaces."""
    flags, yes, no = (NEW_NAMESPACES, 1, 0) if may_fork else (CLONE_THREAD, 0, 1)
    return [
        (LOAD, 0, 0, ARG0_OFFSET),
        (JUMP_ANY_BIT, yes, no, flags),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, EPERM),
    ]


def _own_process_rule(pid: int) -> list[Instruction]:
    """Allow the process itself, by its number or as 0, and the group that it leads."""
    return [
        (LOAD, 0, 0, ARG0_OFFSET),
        (JUMP_EQUAL, 3, 0, 0),
        (JUMP_EQUAL, 2, 0, pid),
        (JUMP_EQUAL, 1, 0, 0x1_0000_0000 - pid),
        (RETURN, 0, 0, EPERM),
        (RETURN, 0, 0, ALLOW),
    ]


def _refuse(test: int, values: tuple[int, ...]) -> list[Instruction]:
    """Refuse calls whose argument 1 is, or has a bit of, one of some values."""
    refused = [step for value in values for step in ((test, 0, 1, value), (RETURN, 0, 0, EPERM))]
    return [(LOAD, 0, 0, ARG1_OFFSET), *refused, (RETURN, 0, 0, ALLOW)]


def _open_rule(flags: int) -> list[Instruction]:
    """Refuse to empty a file that is not also opened for writing, of which Landlock knows."""
    return [
        (LOAD, 0, 0, flags),
        (JUMP_ANY_BIT, 0, 3, O_TRUNC),
        (JUMP_ANY_BIT, 0, 1, O_WRONLY),
        (JUMP_ANY_BIT, 2, 1, O_RDWR),  # both together are no way to write, but one to truncate
        (JUMP_ANY_BIT, 0, 1, O_RDWR),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, EPERM),
    ]
