"""C++: headers and functions that compute, and those that reach further."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_codemm.gates.safety.tokens import Token, spread

_HEADERS = frozenset(
    """algorithm any array bit bitset cassert cctype cerrno cfloat charconv cinttypes climits cmath
    compare complex concepts cstddef cstdint cstdio cstdlib cstring cwchar cwctype deque exception
    format forward_list functional initializer_list iomanip ios iosfwd iostream istream iterator
    limits list locale map memory memory_resource new numbers numeric optional ostream queue ranges
    ratio regex set span sstream stack stdexcept streambuf string string_view tuple type_traits
    typeinfo typeindex unordered_map unordered_set utility valarray variant vector version
    math.h stdio.h stdlib.h string.h ctype.h limits.h float.h stdint.h stddef.h assert.h stdbool.h
    inttypes.h bits/stdc++.h""".split()
)
_CALLS = frozenset(
    """system popen pclose fork vfork clone execl execlp execle execv execvp execvpe execve kill
    socket connect listen accept getenv secure_getenv setenv putenv rand rand_r srand random srandom
    drand48 lrand48 time clock gettimeofday clock_gettime timespec_get sleep usleep nanosleep
    fopen freopen fdopen tmpfile tmpnam mkstemp rename unlink mkdir rmdir chdir creat opendir
    dlopen dlsym syscall mmap mprotect ptrace signal sigaction raise setjmp longjmp quick_exit
    pthread_create getpid getuid gethostname abort""".split()
)
_TYPES = frozenset(
    """thread jthread async mutex recursive_mutex shared_mutex timed_mutex lock_guard unique_lock
    condition_variable future promise packaged_task atomic_thread_fence latch barrier
    ifstream ofstream fstream wifstream wofstream filebuf filesystem chrono random_device mt19937
    mt19937_64 minstd_rand minstd_rand0 default_random_engine knuth_b uniform_int_distribution
    uniform_real_distribution normal_distribution bernoulli_distribution random_shuffle shuffle
    this_thread""".split()
)
_INPUT = frozenset("cin wcin scanf fscanf getchar fgets gets stdin getc fgetc fread".split())
_ANYWHERE = frozenset("asm __asm __asm__ __DATE__ __TIME__ __TIMESTAMP__".split())
_SPLICE = re.compile(r"\\[ \t]*\r?\n")
_RAW = re.compile(r'\bR"([^()\\\s]{0,16})\(.{0,4000}?\)\1"', re.DOTALL)
_COMMENT = re.compile(r'("(?:\\.|[^"\\\n])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
_DIRECTIVE = re.compile(r"^[ \t]*(?:#|%:)[ \t]*(\w+)[ \t]*([^\n]*)", re.MULTILINE)
_ANGLED = re.compile(r"<\s*([^>]+?)\s*>")
_QUOTED = re.compile(r'"([^"]+)"')
_NO_TYPES = frozenset("return else throw case co_return co_yield not and or goto".split())
_WORDS_BEFORE = frozenset("> * &".split())


def found_in(code: str, *, reads: bool, files: frozenset[str]) -> Iterator[str]:
    """Yield the names of what the files of a program may not use; `files` are their names."""
    plain = _RAW.sub('""', _SPLICE.sub("", code))
    plain = _COMMENT.sub(lambda match: match[1] or " ", plain)
    yield from _directives(plain, files)
    tokens = spread(_DIRECTIVE.sub(_body, plain), "cpp")
    own = _declared(tokens)
    for token in tokens:
        if token.text in _ANYWHERE:
            yield token.text
        elif token.is_name and _is_standard(token):
            yield from _used(token, own, reads=reads)


def prints(code: str) -> bool:
    """Return whether a file prints."""
    return any(t.text in ("cout", "printf", "puts", "putchar") for t in spread(code, "cpp"))


def _directives(code: str, files: frozenset[str]) -> Iterator[str]:
    for match in _DIRECTIVE.finditer(code):
        name, rest = match[1], match[2].strip()
        if name in ("import", "embed", "include_next"):
            yield f"#{name}"
        elif name == "include":
            yield from _include(rest, files)
        elif name == "define" and "##" in rest:
            yield "##"


def _include(rest: str, files: frozenset[str]) -> Iterator[str]:
    angled, quoted = _ANGLED.match(rest), _QUOTED.match(rest)
    if angled:
        if angled[1] not in _HEADERS:
            yield f"#include <{angled[1]}>"
    elif quoted is None:
        yield "#include of a macro"
    elif quoted[1].removeprefix("./") not in files and quoted[1] not in _HEADERS:
        yield f'#include "{quoted[1]}"'


def _used(token: Token, own: set[str], *, reads: bool) -> Iterator[str]:
    name, is_qualified = token.text, token.before == "::"
    if name in own and not is_qualified:
        return
    if name in _CALLS and (token.after == "(" or is_qualified):
        yield f"call {name}"
    elif name in _TYPES and (is_qualified or token.after not in ("=", ";", ",", ")")):
        yield f"std::{name}"
    elif name in _INPUT and not reads:
        yield name


def _is_standard(token: Token) -> bool:
    """Return whether a name can be one of the library: no member, of no other class."""
    if token.before in (".", "->"):
        return False
    return token.before != "::" or token.second == "std" or not token.second.isidentifier()


def _declared(tokens: list[Token]) -> set[str]:
    """Return the names that the files define themselves; a mere announcement defines nothing."""
    found, closings = set(), _closings(tokens)
    for token in tokens:
        is_typed = (
            token.before in _WORDS_BEFORE and token.second.isidentifier()
        ) or token.before.isidentifier()
        if not token.is_name or not is_typed or token.before in _NO_TYPES:
            continue
        if token.after != "(" or _has_body(tokens, closings.get(token.at + 1)):
            found.add(token.text)
    return found


def _closings(tokens: list[Token]) -> dict[int, int]:
    """Return where the bracket that opens in a place is closed, for those that are."""
    found, waiting = {}, []
    for token in tokens:
        if token.text == "(":
            waiting.append(token.at)
        elif token.text == ")" and waiting:
            found[waiting.pop()] = token.at
    return found


def _has_body(tokens: list[Token], closing: int | None) -> bool:
    if closing is None:
        return False
    after = [token.text for token in tokens[closing + 1 : closing + 3]]
    return after[:1] == ["{"] or after == ["const", "{"]


def _body(match: re.Match[str]) -> str:
    # What a macro stands for is code; the names of headers are none.
    return match[2] if match[1] == "define" else " "
