"""The sentences of hints, by what they are about. None holds code."""

from __future__ import annotations

from jupyter_codemm.contracts.artefacts import Misconception
from jupyter_codemm.contracts.cases import Category

MISUNDERSTOOD: dict[Misconception, str] = {
    "boundary": (
        "Most inputs go right, and those at a border go wrong. Take a value exactly at the limit: "
        "does it belong inside or outside, and what does your program say?"
    ),
    "decision": (
        "A decision seems to go the wrong way for some inputs. Say each condition aloud, and try "
        "it with a value for which it should hold and with one for which it should not."
    ),
    "fixed_value": (
        "A number or a text that is written out in your program seems to be another one than the "
        "task says. Compare each of them with the sentence that it comes from."
    ),
    "position": (
        "The wrong item seems to be looked at. Write the positions under a short list, and follow "
        "which of them your program uses in each round."
    ),
    "calculation": (
        "A sum seems to be worked out in another way than the task says. Do it by hand for the "
        "first sample, and compare every step with your line."
    ),
    "missing_step": (
        "One step of the task seems to be missing. Tell the way from the input to the answer in "
        "short sentences, and look for the line that does each of them."
    ),
    "result": (
        "What is handed back at the end seems not to be what was worked out before. Read the last "
        "lines: which value does the task ask for?"
    ),
    "accumulation": (
        "What is collected on the way seems to go wrong. What should one round add to it, and what "
        "does yours do with the value from the round before?"
    ),
    "start": (
        "The start seems to be off. Which value must be there before the first round, and is it "
        "also right when there is no round at all?"
    ),
    "wrong_name": (
        "One name seems to stand where another was meant. Read every line aloud with what its "
        "names stand for."
    ),
    "wrong_function": (
        "A call seems to do something else than the task needs. For each call, say in words what "
        "comes back from it."
    ),
    "flow": (
        "Your program seems to leave or skip something too early. Follow a loop for two full "
        "rounds: is the second one ever reached, and is every branch tried when it should be?"
    ),
    "argument_order": (
        "Two things seem to stand in the wrong order. In a subtraction, a division or a call it "
        "matters which comes first: check each with small numbers."
    ),
    "join": (
        "Rows seem to meet the wrong partners, or rows without one get lost. What should happen "
        "to a row that has no partner?"
    ),
    "missing_clause": (
        "One demand of the task seems to have no place in the query. Tick off every sentence of "
        "the task at the part of the query that does it."
    ),
    "duplicate_rows": (
        "Repeated rows seem to be treated in the wrong way. Should each different row be shown "
        "once, or as often as it occurs?"
    ),
    "grouping": (
        "The piles seem to be made by the wrong key. For what does the task want one row?"
    ),
    "ordering": (
        "The order of the rows seems to be off. Which key is first, what decides between ties, and "
        "which way does each of them go?"
    ),
    "missing_case": (
        "One of the cases that the task names seems to be missing. List all of them, and find the "
        "line for each."
    ),
    "missing_values": (
        "Unknown values seem to be treated in the wrong way. What should happen with a row in "
        "which the value is missing?"
    ),
    "text_pattern": (
        "Texts seem to be compared in the wrong way. Which letters may be anything, and does the "
        "case of the letters count?"
    ),
    "other": (
        "Follow the first sample line by line with paper and pencil. Where does your value part "
        "from the one that should come?"
    ),
}
CATEGORIES: dict[Category, str] = {
    "minimal": "the smallest input there can be, such as nothing at all",
    "single": "an input of one item only",
    "typical": "an ordinary input",
    "boundary": "a value exactly at a limit that the task names",
    "duplicates": "the same value several times",
    "negative": "negative numbers or zero",
    "large": "a long input",
    "adversarial": "an input that tests a special rule of the task",
}
LOCATED = "Look at line {line} first. {text}"
LOCATED_MANY = "Look at lines {first} to {last} first. {text}"
GOAL = "It has to do with this part of the task: {goal}."
ONLY_HIDDEN = (
    "The samples pass, and a hidden test of this kind does not: {kind}. Make up such an input "
    "yourself, work out its answer by hand, and run your program on it."
)
SAMPLE_FAILS = (
    "The first test that fails is {test}: {kind}. Work it out by hand before you look at your "
    "program. At which step do you do something that your program does not?"
)
KINDS = "Of all tests, those fail that are of these kinds: {kinds}."
VERDICTS = {
    "accepted": "All {total} tests pass.",
    "wrong_answer": "{passed} of {total} tests pass.",
    "compile_error": "The program could not be translated, so no test was run.",
    "runtime_error": "{passed} of {total} tests pass. The program stopped with an error.",
    "time_limit": "{passed} of {total} tests pass. The program did not end in its time.",
    "memory_limit": "{passed} of {total} tests pass. The program needed too much memory.",
    "output_limit": "{passed} of {total} tests pass. The program printed too much.",
    "judge_error": "The judge could not finish its work. That is not your fault.",
}
SAMPLE = "{test} was given {given}, expects {expected} and got {got}."
STEPS = (
    "Put your program beside these steps: {steps}. Find the first one at which a sample and your "
    "program part ways, and change only the lines that belong to it."
)
NO_STEPS = (
    "Tell the whole way from the input to the answer in three sentences. Find the sentence that "
    "your program does not obey yet, and change only the lines that belong to it."
)
ANALOGUE = (
    "Here is a task that is built like yours, with other rules. Solve it in words first: which "
    "steps does it need, and which of them does your program lack?\n\n{text}"
)
NO_ANALOGUE = (
    "There is no similar task at hand. Show your teacher the line where you are stuck and what you "
    "have tried: that is the quickest way on from here."
)
REFLECTIONS: tuple[str, ...] = (
    (
        "It works. Say in one sentence why your program is right for the smallest input that "
        "can come. If you cannot, run it once on that input."
    ),
    (
        "Well done. Which line would you have to change if the task asked for the opposite? "
        "Knowing that shows which line carries the idea."
    ),
    (
        "All tests pass. Is there a name in your program that says less than it could? Change "
        "one, and see whether the program reads better."
    ),
    (
        "Solved. Where else have you met a task of this kind? Think of one in which the same "
        "steps help, with other things in place of these."
    ),
    (
        "That is it. Which part took longest, and what would you try first the next time you "
        "meet such a part?"
    ),
)
CONCEPTUAL_FIRST = (
    "Write a first version before you ask for more: even a wrong one shows where you are. Until "
    "then, here is the idea behind this task. {text}"
)
TRY_FIRST = "Try the hint that you have before the next one: change something and run it again."
ASK_TEACHER = (
    "You have had the hints that this problem has to give. Ask your teacher now, and bring along "
    "what you have tried."
)
