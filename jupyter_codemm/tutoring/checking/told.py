"""The sentence about a finding: the line, what is odd there, a question. Never code."""

from __future__ import annotations

from jupyter_codemm.tutoring.checking.finding import Finding

_SENTENCES: dict[str, str] = {
    "unchanged": (
        "The program is still the starter code. Write down in your own words what should happen "
        "first, and turn that one sentence into a line."
    ),
    "no_return": (
        "Nothing is given back from {name} (line {line}): it has no return with a value. What "
        "should the caller get?"
    ),
    "prints_instead": (
        "Line {line} prints the result, but {name} gives nothing back. Printing shows a value to "
        "people; the caller only gets what is returned."
    ),
    "open_end": (
        "There is a way through {name} (line {line}) that reaches its end without a return. For "
        "which input does none of the conditions hold?"
    ),
    "early_return": (
        "The loop in line {line} leaves the function in its very first round. How many items does "
        "it look at? Should the answer be known only after the last one?"
    ),
    "early_stop": (
        "The loop in line {line} is ended in its very first round. Is that what you want for a "
        "longer input?"
    ),
    "range_short": (
        "The loop in line {line} leaves out an item at an end. Write down the positions that it "
        "visits for a list of three. Is the first or the last one missing, and should it be?"
    ),
    "range_over": (
        "Line {line} goes one position too far: with three items the positions are 0, 1 and 2. "
        "What does the last round look at?"
    ),
    "endless": (
        "The condition of the loop in line {line} depends on values that its rounds do not change. "
        "What should get closer to the end in every round?"
    ),
    "no_base": (
        "{name} (line {line}) calls itself on every way through it. What is the smallest case, "
        "whose answer is known without another call?"
    ),
    "same_call": (
        "In line {line} {name} hands itself exactly what it got. Which part has to get smaller "
        "from call to call?"
    ),
    "unused_parameter": (
        "The parameter {name} (line {line}) is never used. The task gives it to you for a reason: "
        "which sentence of the task speaks about it?"
    ),
    "unused_variable": (
        "{name} gets a value in line {line}, and nothing ever reads it. Was another name meant in "
        "a later line?"
    ),
    "changed_input": (
        "Line {line} changes {name}, which belongs to the caller. Does the task allow that? Work "
        "on a copy, or without changing it."
    ),
    "nothing_kept": (
        "Line {line} stores the result of a call that changes its list and gives nothing back. "
        "What is in {name} after it?"
    ),
    "true_division": (
        "Line {line} divides with a result that has a point, and the task asks for a whole number. "
        "Which kind of division drops what is left over?"
    ),
    "whole_division": (
        "Line {line} divides two whole numbers, so everything after the point is lost. Is that "
        "wanted here?"
    ),
    "compared_alone": (
        "Line {line} compares two values and does nothing with the answer. Was a value to be "
        "stored there?"
    ),
    "assigned_in_condition": (
        "The condition in line {line} stores a value instead of comparing. What is the difference "
        "between one = and two?"
    ),
    "text_compared": (
        "Line {line} asks whether two texts are the same object, not whether they have the same "
        "letters. How are texts compared in Java?"
    ),
    "identity": (
        "Line {line} asks whether two values are the same object. Do you mean equal values?"
    ),
    "overwritten": (
        "Line {line} stores a new value in {name} in every round and forgets the old one. What is "
        "in {name} after the last round: all items, or only the last?"
    ),
    "reset_in_loop": (
        "{name} is set back to its start in line {line} in every round. Should that happen once, "
        "before the loop?"
    ),
    "two_ifs": (
        "The two conditions from line {line} on are tried one after the other, even when the first "
        "one held. Can both hold for one value, and what happens then?"
    ),
    "unreachable": (
        "Line {line} can never be reached: the line before it always leaves. Which of them should "
        "come first?"
    ),
    "compared_with_itself": (
        "Line {line} compares or combines {name} with itself. Which other value was meant?"
    ),
    "value_as_index": (
        "In line {line} {name} is an item of the list, but it is used as a position. Do you need "
        "the item or its place?"
    ),
    "same_branches": (
        "Both ways of the condition in line {line} do the same. What should be different when it "
        "does not hold?"
    ),
    "constant_answer": (
        "{name} (line {line}) gives the same answer for every input. Which of the given values "
        "should the answer depend on?"
    ),
    "empty_body": (
        "A semicolon stands right after the head in line {line}, so it does nothing. Which lines "
        "belong to it?"
    ),
    "falls_through": ("The case in line {line} goes on into the next one. Where should it end?"),
    "no_group": (
        "Line {line} shows plain columns beside a sum or count, and nothing says which rows belong "
        "together. For what does the task want one row?"
    ),
    "join_without": (
        "The join in line {line} has no condition, so every row meets every other. Which two "
        "columns must agree?"
    ),
    "null_compared": (
        "Line {line} compares with NULL by a sign. Unknown equals nothing, not even itself: such a "
        "test needs words of its own."
    ),
    "outer_filtered": (
        "The outer join keeps rows without a partner, but the condition in line {line} tests a "
        "column of the partner and drops them again. Where should that test stand?"
    ),
    "no_order": (
        "The task asks for an order, and the query has none. Which key comes first, and which "
        "direction has it?"
    ),
    "limit_unordered": (
        "Line {line} takes the first rows of a result without any order. First by what?"
    ),
    "not_in_nulls": (
        "Line {line} asks what is not in a list that an inner query makes. What if that list holds "
        "an unknown value?"
    ),
    "and_or": (
        "Line {line} mixes “and” with “or” without brackets. Which of them is bound first, and is "
        "that what the task says?"
    ),
    "every_column": (
        "Line {line} shows every column. Which columns does the task ask for, and in which order?"
    ),
    "count_rows": (
        "Line {line} counts rows after an outer join. What is counted for a row that has no "
        "partner?"
    ),
    "pattern_without": (
        "The pattern in line {line} has no wildcard, so it only finds equal texts. Which part may "
        "be anything?"
    ),
}


def told(finding: Finding) -> str:
    """Return what is told of a finding."""
    name = f"`{finding.name}`" if finding.name else "it"
    return _SENTENCES[finding.kind].format(line=finding.line, name=name)
