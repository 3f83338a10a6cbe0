"""Programs of one author that share a process are seen as if each had one of its own."""

import pytest

from jupyter_codemm.contracts.problem import CaseInput
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.errors import MissingToolError
from jupyter_codemm.gates.counting import CountingSandbox
from jupyter_codemm.judging import Known, observe, observe_many
from tests.judging.problems import function, problem
from tests.judging.test_observing_many import in_time, seen
from tests.sandbox.boxes import using

pytestmark = pytest.mark.java

BUDGET_MS = 400
FUNCTION = function("n: int", "int", ({"args": [1]}, {"value": 2}), language="java")
PROGRAM = problem("java", "program", None, [({"stdin": "1\n"}, {"stdout": "2\n"})])
NUMBERS = [CaseInput(args=(n,)) for n in range(4)]
LINES = [CaseInput(stdin=f"{n}\n") for n in range(4)]


def returning(code: str) -> Source:
    return Source.single(
        "import java.util.*;\npublic class Solution {\n    static int calls;\n"
        f"    public static int f(int n) {{ {code} }}\n}}\n"
    )


def printing(code: str) -> Source:
    return Source.single(
        "import java.util.*;\npublic class Main {\n    static int calls;\n"
        "    public static void main(String[] args) {\n"
        f"        int n = new Scanner(System.in).nextInt();\n        {code}\n    }}\n}}\n"
    )


class Runs(CountingSandbox):
    """Tells how many processes each plan asked for."""

    def __init__(self, sandbox):
        super().__init__(sandbox)
        self.asked = []

    async def execute(self, plan, listen=None):
        self.asked.append(len(plan.runs))
        return await super().execute(plan, listen)


def both_ways(task, inputs, right: Source, crowd: list[Source]):
    """Return what is seen in shared processes, in those of their own, and the processes asked."""
    found = []

    async def session(sandbox):
        try:
            known = Known(right, await observe(task, right, inputs, sandbox))
        except MissingToolError as error:
            pytest.skip(error.message)
        runs = Runs(sandbox)
        shared = await observe_many(task, crowd, inputs, runs, budget_ms=BUDGET_MS, known=known)
        asked = runs.asked[:]
        apart = await observe_many(task, crowd, inputs, runs, budget_ms=BUDGET_MS)
        pairs = [in_time(seen(a), seen(b)) for a, b in zip(shared, apart, strict=True)]
        found.append(([a for a, _ in pairs], [b for _, b in pairs], asked))

    using("landlock", session)
    return found[0]


HARMLESS = (
    "return n + 1 + calls++;",
    "if (n == 2) throw new IllegalStateException(new Object() { }.getClass().getName()); return n;",
    'System.out.println("n is " + n); return n + 1;',
    "return n == 3 ? f(n) : n;",
    'Locale.setDefault(Locale.GERMANY); return String.format("%.1f", n / 2.0).charAt(1);',
    'return String.format("%.1f", n / 2.0).charAt(1);',
)


def test_programs_that_come_to_their_end_share_one_process():
    crowd = [*map(returning, HARMLESS)]
    shared, apart, asked = both_ways(FUNCTION, NUMBERS, returning("return n + 1;"), crowd)
    assert shared == apart
    assert asked == [1]


HARMFUL = (
    "return n - calls++;",
    "while (n == 1) { } return n;",
    'while (n == 2) System.out.print("endless "); return n;',
    "return n * 2;",
    "if (n == 2) System.exit(3); return n;",
    "List<long[]> all = new ArrayList<>(); while (n == 3) all.add(new long[1 << 20]); return n;",
    "Thread t = new Thread(() -> { while (true) { } }); t.setDaemon(true); t.start(); return n;",
    "while (n == 1) { try { while (true) { } } catch (Throwable t) { } } return n;",
    "return n + 1;",
)


@pytest.mark.slow
def test_programs_that_do_not_come_to_their_end_change_nothing_for_the_others():
    crowd = [*map(returning, HARMFUL)]
    shared, apart, asked = both_ways(FUNCTION, NUMBERS, returning("return n + 1;"), crowd)
    assert shared == apart
    # What cannot be stopped, or ends its process, takes one; then three are run once more, apart.
    assert asked[asked.index(3) - 5 :][:6] == [1, 1, 1, 1, 1, 3]


@pytest.mark.slow
def test_programs_that_read_stdin_share_a_process_too():
    codes = (
        "System.out.println(n + 1 + calls++);",
        "while (n == 1) { } System.out.println(n);",
        "if (n == 2) throw new IllegalStateException(); System.out.println(n);",
        "System.out.println(n * 2);",
    )
    crowd = [*map(printing, codes)]
    right = printing("System.out.println(n + 1);")
    shared, apart, asked = both_ways(PROGRAM, LINES, right, crowd)
    assert shared == apart
    assert asked in ([1], [1, 1])


def test_nothing_counts_that_was_seen_after_the_runtime_was_changed():
    tampers = "Thread.setDefaultUncaughtExceptionHandler((t, e) -> { }); return n + 1;"
    notices = "return Thread.getDefaultUncaughtExceptionHandler() == null ? n {} 1 : -1;"
    crowd = [*map(returning, (tampers, notices.format("-")))]
    right = returning(notices.format("+"))
    shared, apart, asked = both_ways(FUNCTION, NUMBERS, right, crowd)
    assert shared == apart
    assert asked[-1] == len(crowd)
