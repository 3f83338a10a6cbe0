"""What each topic is about, in a few plain sentences: the middle rung of the hint ladder."""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    "variables": (
        "A variable is a name for a value that may change. Decide before you start what each "
        "variable stands for and what its first value is. When you update one, ask whether "
        "another still needs the old value. Think of a score sheet: you write the new total only "
        "after you have read the old one."
    ),
    "arithmetic": (
        "Whole-number division drops what is left over, and the remainder keeps exactly that "
        "part. Together they take a number apart, as you would change a pile of coins into notes "
        "and small change. The order of steps matters: dividing first and then adding is not the "
        "same as adding first and then dividing."
    ),
    "conditionals": (
        "A chain of conditions is tried from top to bottom and stops at the first one that holds."
        " So the order matters, and every value must fall into exactly one branch. Write down the"
        " values at each border, as on a ruler, and check on which side each of them belongs."
    ),
    "loops": (
        "A loop needs three things: what is true before it starts, what one round changes, and "
        "when it stops. Picture a person who walks along a row of doors with a note in hand. What"
        " is on the note before the first door? What may be written at each door? What does the "
        "note say after the last?"
    ),
    "functions": (
        "A function does one job and gives back one answer. Test the small helper alone first, "
        "with two or three values that you can check in your head. The caller should not repeat "
        "the helper's work: it asks, gets an answer, and decides what to do with it, as a cook "
        "asks for a weighed bowl."
    ),
    "strings": (
        "A text is a row of characters that you can visit one by one. Each character has a place,"
        " and the first place is 0. You build a new text piece by piece, since the old one does "
        "not change. Think about what happens before the first character and after the last one."
    ),
    "lists": (
        "A list keeps values in order, and each value has a position that starts at 0. Two "
        "questions prevent most mistakes: what if the list is empty, and what is the last "
        "position that I may touch? Imagine a row of boxes: you may look into a box only when it "
        "is there."
    ),
    "maps": (
        "A map remembers one value for each key, like a cloakroom that keeps one coat for each "
        "ticket. For every item ask two things: which key does it belong to, and is that key "
        "already there? The first time needs a starting value. Later times change what is stored."
        " Never count on the order of keys."
    ),
    "sets": (
        "A set remembers which values it has seen, each of them once, and can tell you quickly "
        "whether a value is in it. It has no order and keeps no counts. Think of a guest book: a "
        "name is either in it or not. Ask first, then add, since after adding the answer is "
        "always yes."
    ),
    "recursion": (
        "A recursive function solves a small case at once and hands a slightly smaller case to "
        "itself. Name the smallest case and its answer first. Then trust the call on the smaller "
        "case, and ask only how its answer becomes yours. It works like a line of people who each"
        " ask the next one."
    ),
    "sorting": (
        "After sorting, neighbours are close in value, the smallest stands first and equal values"
        " stand together. That often turns a hard search into one walk. When two items tie, a "
        "second rule must decide. Think of sorting cards by colour and then, within each colour, "
        "by number."
    ),
    "searching": (
        "A search keeps a promise about where the answer can still be. In a row without order you"
        " look at each place and stop at the first match. In a sorted row you can drop half of "
        "what is left with each look, as in a phone book. Decide what to answer when nothing is "
        "found."
    ),
    "classes": (
        "An object keeps its own values between calls. The constructor sets them up, and every "
        "method must leave them in a state that makes sense. Ask for each method: what does it "
        "read, what may it change, and what does it answer? Think of a vending machine: what you "
        "did before decides what it does now."
    ),
    "2d arrays": (
        "A grid is a list of rows, and each row is a list of cells. You need two positions: first"
        " the row, then the place in that row. Keep the two apart, and check both before you look"
        " at a neighbour. Think of a cinema: the row letter and the seat number are different "
        "things."
    ),
    "stacks": (
        "A stack gives back first what came in last, like a pile of plates. It fits whenever the "
        "newest open thing must be settled before the older ones. Before you take something off, "
        "check that there is something. And ask what is still on the pile at the end."
    ),
    "queues": (
        "A queue gives back first what came in first, like people at a counter. You take from the"
        " front and add at the back. Write down the whole line after each step for a small case. "
        "Note who leaves for good and who goes to the end of the line again."
    ),
}
