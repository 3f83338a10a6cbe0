"""Java: packages and classes that compute, and those that reach further."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jupyter_codemm.gates.safety.tokens import Token, dotted, spread

_ESCAPE = re.compile(r"\\u+([0-9a-fA-F]{4})")
_TEXT_BLOCK = re.compile(r'"""(?:\\.|[^\\])*?"""', re.DOTALL)
_PACKAGES = (
    "java.lang", "java.math", "java.nio.charset", "java.text", "java.time", "java.util",
    "java.util.concurrent.atomic", "java.util.function", "java.util.regex", "java.util.stream",
    "java.time.format", "java.time.temporal", "java.io",
)  # fmt: skip
_IO = frozenset(
    """BufferedReader InputStreamReader IOException UncheckedIOException PrintWriter PrintStream
    BufferedWriter OutputStreamWriter StreamTokenizer StringReader StringWriter InputStream
    OutputStream Serializable ByteArrayInputStream ByteArrayOutputStream Reader Writer EOFException
    DataInputStream BufferedInputStream BufferedOutputStream Closeable""".split()
)
_CONCURRENT = frozenset(
    """ConcurrentHashMap ConcurrentMap ConcurrentLinkedQueue ConcurrentLinkedDeque
    ConcurrentSkipListMap ConcurrentSkipListSet CopyOnWriteArrayList LinkedBlockingQueue
    PriorityBlockingQueue ArrayBlockingQueue LinkedBlockingDeque""".split()
)
# Known without their package, or with an import of everything in an allowed one.
_CLASSES = frozenset(
    """Thread ThreadGroup ThreadLocal InheritableThreadLocal Runtime Process ProcessBuilder
    ProcessHandle ClassLoader Module ModuleLayer StackWalker SecurityManager
    Random SplittableRandom Timer TimerTask UUID ServiceLoader Date GregorianCalendar Calendar
    ResourceBundle Clock File FileReader FileWriter FileInputStream FileOutputStream FileDescriptor
    RandomAccessFile ObjectInputStream ObjectOutputStream Console""".split()
)
_SYSTEM = frozenset("out err in arraycopy lineSeparator exit".split())
_REFLECTION = frozenset(
    """getMethod getMethods getDeclaredMethod getDeclaredMethods getField getFields
    getDeclaredField getDeclaredFields getConstructor getConstructors getDeclaredConstructor
    getDeclaredConstructors setAccessible getClassLoader forName newInstance parallelStream
    parallel identityHashCode shuffle randomUUID""".split()
)
_CLOCKED = frozenset(
    """LocalDate LocalTime LocalDateTime Instant ZonedDateTime OffsetDateTime OffsetTime Year
    YearMonth MonthDay""".split()
)
_DECLARING = frozenset("class interface enum record".split())
_ROOTS = frozenset("java javax jdk sun com org".split())
_NO_TYPES = frozenset("new return else throw case assert yield".split())


def found_in(code: str, *, reads: bool) -> Iterator[str]:
    """Yield the names of what the files of a program may not use."""
    plain = _TEXT_BLOCK.sub('""', _ESCAPE.sub(_unescaped, code))
    tokens = spread(plain, "java")
    own = _declared(tokens)
    for token in tokens:
        if token.text == "native":
            yield "native"
        elif token.before == "import" or (token.before == "static" and token.second == "import"):
            yield from _import(tokens, token)
        elif token.is_name and token.text not in own:
            yield from _used(tokens, token, reads=reads)


def prints(code: str) -> bool:
    """Return whether a file prints."""
    return "System.out" in re.sub(r"\s", "", code)


def _used(tokens: list[Token], token: Token, *, reads: bool) -> Iterator[str]:
    name = token.text
    if token.before in (".", "::"):
        if name in _REFLECTION and (token.after == "(" or token.before == "::"):
            yield f"call {name}"
        return
    path = dotted(tokens, token)
    if name in _ROOTS and len(path) > 1:
        if not _is_allowed(path):
            yield ".".join(path[:4])
        path = path[_package_size(path) :]
    if path and path[0] in _CLASSES and (token.after != "(" or token.before == "new"):
        yield f"class {path[0]}"
    yield from _member(path, reads=reads)


def _member(path: list[str], *, reads: bool) -> Iterator[str]:
    owner, member = (*path, "", "")[:2]
    is_unknown = owner == "System" and member and member not in _SYSTEM
    is_input = owner == "System" and member == "in" and not reads
    is_chance = owner in ("Math", "StrictMath") and member == "random"
    is_clock = owner in _CLOCKED and member == "now"
    if is_unknown or is_input or is_chance or is_clock:
        yield f"{owner}.{member}"


def _import(tokens: list[Token], token: Token) -> Iterator[str]:
    if token.text == "static":
        return
    path = dotted(tokens, token)
    if token.before == "static":
        *owner, member = path
        if owner[-1:] == ["System"] and member not in _SYSTEM:
            yield f"import static {'.'.join(path)}"
        if member in ("random", "now") or not _is_allowed(owner):
            yield f"import static {'.'.join(path)}"
    elif not _is_allowed(path):
        yield f"import {'.'.join(path)}"


def _is_allowed(path: list[str]) -> bool:
    size = _package_size(path)
    package, name = ".".join(path[:size]), (path[size] if size < len(path) else "*")
    if package == "java.io":
        return name in _IO or name == "*"
    if package == "java.util.concurrent":
        return name in _CONCURRENT
    return package in _PACKAGES and name not in _CLASSES


def _package_size(path: list[str]) -> int:
    """Return how many parts come before the first that begins like a class."""
    return next((i for i, part in enumerate(path) if part[:1].isupper() or part == "*"), len(path))


def _declared(tokens: list[Token]) -> set[str]:
    """Return the classes, and the methods, that the file itself declares."""
    found = {token.text for token in tokens if token.before in _DECLARING and token.is_name}
    for token in tokens:
        is_typed = token.before[:1].isidentifier() and token.before not in _NO_TYPES
        if token.is_name and token.after == "(" and (is_typed or token.before in (">", "]")):
            found.add(token.text)
    return found


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign.isascii() and sign != "\\" else match[0]
