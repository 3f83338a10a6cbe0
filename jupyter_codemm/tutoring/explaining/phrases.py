"""The sentences about what a program does, by the name of the behaviour."""

from __future__ import annotations

BEHAVIOURS: dict[str, str] = {
    "too_slow": (
        "The program did not come to an end in its time. Either a loop never stops, or it does far "
        "more rounds than it needs. Which value must change in every round so that the loop ends?"
    ),
    "too_much_memory": (
        "The program asked for more memory than it may have. Something grows with every round: a "
        "list, a text or a chain of calls. Where does it stop growing?"
    ),
    "too_much": (
        "The program printed far more than it may. A line that prints stands in a loop that goes "
        "on too long. Where does that loop end?"
    ),
    "printed_not_returned": (
        "The right result is printed, but it is not given back. Whoever calls the function cannot "
        "use what stands on the screen. Which line should hand the result back?"
    ),
    "returned_nothing": (
        "The function ends without giving anything back. There is a way through it that reaches no "
        "return. Follow the sample line by line: where does it leave the function?"
    ),
    "nothing_printed": (
        "The program prints nothing at all. Is the line that prints ever reached with this sample?"
    ),
    "wrong_type": (
        "The result is of another kind than the task asks for, such as a text instead of a number. "
        "Read in the task what has to come back, and compare it with what your last line gives."
    ),
    "case_only": "The text is right but for capital and small letters. Where are they changed?",
    "blanks_only": (
        "The text is right but for blanks or line ends. Look at what is put between the parts, and "
        "at what comes after the last one."
    ),
    "negated": (
        "The answer is exactly the other way round in every sample. Is a condition or a sign "
        "turned round?"
    ),
    "one_off": (
        "The answer is off by exactly one in every failing sample. Look at the start value, and at "
        "the first and the last round of your loop: is one item counted twice or left out?"
    ),
    "other_order": (
        "All the right values are there, but in another order. Which order does the task ask for?"
    ),
    "one_short": (
        "The list has one item too few. Look at the first and the last round: what happens to the "
        "very last item?"
    ),
    "one_more": (
        "The list has one item too many. Look at the first and the last round: which item should "
        "not be there?"
    ),
    "columns": (
        "The result has another number of columns than the task asks for. Compare the list after "
        "SELECT with the columns that the task names."
    ),
    "rows_order": (
        "All rows are right, but they come in another order. Which keys does the task sort by, and "
        "in which direction does each of them go?"
    ),
    "rows_repeated": (
        "Some rows come several times. Does a join find several partners for a row, or should each "
        "different row be shown once?"
    ),
    "rows_more": (
        "Rows are shown that should not be there. Which condition of the task keeps them out? Pick "
        "one such row and test every condition on it by hand."
    ),
    "rows_missing": (
        "Rows are missing. Pick one of them and test every condition and every join on it by hand: "
        "which one drops it?"
    ),
    "rows_values": (
        "The number of rows is right, but some values are not. Which column is wrong first, and "
        "how is it computed?"
    ),
}
