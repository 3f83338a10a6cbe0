"""What each SQL topic is about, in a few plain sentences: the middle rung of the hint ladder."""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    "select": (
        "A query names the columns that it wants and the table that holds them. The result is a "
        "table of its own: its columns come in the order in which you list them. Picture a form "
        "that you copy by hand, and on which you fill in only the boxes that were asked for."
    ),
    "filtering": (
        "A condition is tried on one row at a time, and only rows for which it is true are kept. "
        "A comparison with an unknown value is neither true nor false, so that row is dropped. "
        "When you mix “and” with “or”, brackets say what belongs together."
    ),
    "joins": (
        "A join puts rows of two tables side by side when a condition on both holds. Each row may "
        "find several partners, one or none. An inner join drops rows without a partner; an outer "
        "join keeps them and fills the missing side with NULL. Think of matching luggage tags."
    ),
    "grouping": (
        "Grouping sorts the rows into piles, one pile for each value of the key, and then gives "
        "one row for each pile. Whatever you show must be the key itself or be computed from the "
        "whole pile. Ask first: what is one pile here?"
    ),
    "having": (
        "There are two moments to drop something: single rows before the piles are made, and "
        "whole piles after their sums are known. A condition on a count or a total can only be "
        "tested at the second moment, since no single row knows its pile."
    ),
    "subqueries": (
        "A query inside another one is answered first, as if you looked up a number or a list on "
        "another sheet. It may give one value to compare with, or a column of values to look in. "
        "Write and run the inner one alone, and check that its answer makes sense."
    ),
    "window functions": (
        "A window function looks at other rows but keeps every row, unlike grouping. Say which "
        "rows it may look at, and in which order it sees them. Picture runners with their place "
        "written on each shirt: nobody disappears, but everyone knows a number about the race."
    ),
    "cte": (
        "A common table expression gives a name to a result so that the next step can read it "
        "like a table. Build it as you would build a sum on paper: one line for each step. Check "
        "the first step alone before you use it in the second."
    ),
    "null handling": (
        "NULL says that a value is not known. It equals nothing, not even another NULL, so it is "
        "tested with words of its own. Sums and averages skip it; counting rows does not. A list "
        "that holds a NULL can surprise you when you ask what is not in it."
    ),
    "distinct": (
        "Sometimes the same answer turns up in many rows but is wanted once. Rows are the same "
        "when all columns shown are the same. Counting different values is another question than "
        "counting rows: three visits of one person are one person."
    ),
    "ordering": (
        "A result has no order unless you ask for one. The first key decides; the next one is "
        "looked at only when rows tie on those before it. Each key has a direction of its own. To "
        "be sure of the order, end with a key that never ties."
    ),
    "aggregation": (
        "An aggregate turns many values into one: how many, how much, the largest, the average. "
        "Be clear about what is counted, rows or known values, and about what happens when "
        "nothing is there to add up."
    ),
}
