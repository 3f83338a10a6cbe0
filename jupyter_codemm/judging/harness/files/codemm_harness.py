"""Inside the sandbox: runs one learner program and tells what it did on file descriptor 3.

It finds its task as JSON in the file `frame` of the working directory and answers one line of JSON
an item. It knows inputs only: whatever the program does to this process, it can lie about its own
results and about nothing else.
"""

from __future__ import annotations

import io
import os
import sys
import time
from _json import encode_basestring_ascii

from codemm_failures import raised, show  # type: ignore[import-not-found] # beside it in the sandbox
from codemm_wire import (  # type: ignore[import-not-found] # beside it in the sandbox
    OverflowedError,
    Writer,
    decode,
    native,
)

TYPE_CHECKING = False  # typing is slow to import
if TYPE_CHECKING:
    from typing import Any

    Json = Any
    Fields = dict[str, str]  # JSON text by name

RESULT_FD = 3
# Bound early, so that a program that patches os for its own ends still gets its result out.
write = os.write


def answer(fields: Fields) -> None:
    """Write one answer."""
    body = ",".join(f'"{name}":{text}' for name, text in fields.items())
    data = memoryview(f"{{{body}}}\n".encode())
    while data:
        data = data[write(RESULT_FD, data) :]


class Runner:
    """Answers the items of one task."""

    def __init__(self, task: Json, build: str) -> None:
        self.task = task
        self.build = build
        self.target: Any = None

    def load(self) -> Any:  # noqa: ANN401 - the learner's function or class
        """Import the learner's module once and return what the signature names."""
        if self.target is None:
            module = __import__(self.task["module"])
            self.target = module.__dict__.get(self.task["name"])
        if self.target is None:
            raise NameError(f"{self.task['module']}.py does not define {self.task['name']}")
        return self.target

    def items(self) -> None:
        """Run every item in this process."""
        for index, item in enumerate(self.task["items"]):
            if self.task["batch"]:
                redirect(item.get("stdin") or "")
            self.item(index, item)

    def item(self, index: int, item: Json) -> None:
        """Run one item and answer it."""
        fields = {"item": str(index)}
        started = time.perf_counter()
        writer = Writer(self.task["cap"])
        try:
            fields |= self.steps(item, writer) if "steps" in item else self.call(item, writer)
            sys.stdout.flush()
            fields["value"] = "".join(writer.parts)
        except OverflowedError:
            fields["overflow"] = "true"
        except BaseException as error:  # noqa: BLE001 - learner code may raise anything
            fields |= raised(error, self.build)
        fields["time_us"] = str(int((time.perf_counter() - started) * 1_000_000))
        if self.task["batch"]:
            fields |= printed(self.task["cap"])
        answer(fields)

    def call(self, item: Json, writer: Writer) -> Fields:
        """Call the learner's function and write what is observed."""
        args = self.args(self.task["params"], item)
        result = self.load()(*args)
        observed = self.task["observe"]
        writer.value(self.task["observed"], result if observed is None else args[observed])
        return {}

    def args(self, trees: Json, item: Json) -> list[Any]:
        """Return native arguments."""
        return [native(tree, arg) for tree, arg in zip(trees, item["args"], strict=True)]

    def steps(self, item: Json, writer: Writer) -> Fields:
        """Take the steps of a class problem; returns words about the first that raised."""
        objects: dict[str, object] = {}
        first: Fields = {}
        self.load()
        writer.add("[")
        for index, step in enumerate(item["steps"]):
            writer.add("," if index else "")
            mark = len(writer.parts)
            try:
                self.step(step, objects, writer)
                if looks_raised(writer.parts[mark:]):
                    writer.parts[mark:] = ['{"$unfit":"dict"}']
            except OverflowedError:
                raise
            except BaseException as error:  # noqa: BLE001 - learner code may raise anything
                del writer.parts[mark:]
                fields = raised(error, self.build)
                writer.add(f'{{"raises":{fields["raises"]}}}')
                name = type(error).__name__
                text = encode_basestring_ascii(f"step {index + 1} raised {name}")
                first = first or {"message": text, "where": fields["where"]}
        writer.add("]")
        return first

    def step(self, step: Json, objects: dict[str, object], writer: Writer) -> None:
        """Construct an object or call a method."""
        if "new" in step:
            objects.pop(step["new"], None)
            objects[step["new"]] = self.load()(*self.args(self.task["params"], step))
            writer.add("null")
            return
        name, method = step["call"].split(".")
        if name not in objects:
            raise NameError(f"{name} was not constructed")
        trees, returns = self.task["methods"][method]
        writer.value(returns, getattr(objects[name], method)(*self.args(trees, step)))


def looks_raised(parts: list[str]) -> bool:
    """Return whether a value that a method returned reads like a step that raised."""
    if not "".join(parts[:3]).startswith('{"raises":'):
        return False
    value = decode("".join(parts))
    return isinstance(value, dict) and len(value) == 1


def redirect(stdin: str) -> None:
    """Give an item of a batch its own standard streams."""
    source = io.BytesIO(stdin.encode("utf-8", "surrogatepass"))
    sys.stdin = io.TextIOWrapper(source, encoding="utf-8", errors="surrogateescape")
    sys.stdout = io.TextIOWrapper(
        io.BytesIO(), encoding="utf-8", errors="surrogateescape", newline="\n"
    )


def printed(cap: int) -> Fields:
    """Return what an item of a batch printed."""
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper) or not isinstance(stream.buffer, io.BytesIO):
        return {"stdout": '""'}
    stream.flush()
    text = stream.buffer.getvalue().decode("utf-8", "backslashreplace")
    return {"overflow": "true"} if len(text) > cap else {"stdout": encode_basestring_ascii(text)}


def run_program(task: Json, build: str) -> int:
    """Run the learner's file as the main program; return its exit code."""
    name = f"{task['module']}.py"
    sys.argv = [name]
    module = type(sys)("__main__")
    module.__file__ = f"{build}/{name}"
    sys.modules["__main__"] = module
    try:
        with open(module.__file__, "rb") as source:  # noqa: PTH123 - pathlib is slow to import
            code = compile(source.read(), module.__file__, "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - running it is what we are asked for
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - learner code may raise anything
        answer({"item": "0", **raised(error, build)})
        show(error, build)
        return 1
    return 0


def run_again(runs: Json, items: Json) -> None:
    """Run the learner's file as the main program on each input that it leaves no traces of."""
    for index, item in enumerate(items):
        fields = runs.answer(item.get("stdin") or "")
        if fields is None:
            return
        answer({"item": str(index), **fields})


def written(files: dict[str, str]) -> str:
    """Put files that came with the task into a folder of this process's own; return the folder."""
    folder = f"{os.getcwd()}/own"  # noqa: PTH109 - pathlib is slow to import
    os.mkdir(folder)  # noqa: PTH102 - the same
    for name, text in files.items():
        with open(f"{folder}/{name}", "w", encoding="utf-8", newline="") as file:  # noqa: PTH123 - pathlib is slow to import
            file.write(text)
    return folder


def main(build: str) -> None:
    """Read the task and answer it."""
    with open("frame", encoding="utf-8") as frame:  # noqa: PTH123 - pathlib is slow to import
        task = decode(frame.read())
    again = __import__("codemm_runs") if task["kind"] == "program" and task["batch"] else None
    sys.path.remove(build)
    build = written(task["files"]) if "files" in task else build
    sys.path.insert(0, build)  # the learner's own files first, as where a script is started
    if again:
        run_again(again.Runs(task, build), task["items"])
    elif task["kind"] == "program":
        sys.exit(run_program(task, build))
    else:
        Runner(task, build).items()
    # Leaving at once: threads and exit handlers that the program left behind add nothing.
    os._exit(0)
