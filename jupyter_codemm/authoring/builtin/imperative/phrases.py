"""Ways to say the same thing: what every statement has to say, in several wordings.

Each wording of a row says all that the others say, so that any of them can be drawn.
"""

from __future__ import annotations

ASKS = (
    "Write a function {call}. It gets:",
    "Please write a function {call}. It is called with:",
    "Your task is a function {call}. Its parameters are:",
    "Implement a function {call}. These values are handed to it:",
    "Put your solution into a function {call}. What it is given:",
)
RETURNS = (
    "It returns {result}.",
    "The function returns {result}.",
    "Return {result}.",
    "It gives back {result}.",
)
PRINTS_TOO = (
    "Before it returns, it prints one line: `{label}: ` and then the same result, {rule}.",
    "It also prints one line before that: `{label}: ` followed by the result, {rule}.",
    "First of all, the function prints `{label}: ` and, on the same line, the result {rule}.",
)
PRINTED_TOO = (
    "The printed line is `{line}`.",
    "It prints the line `{line}`.",
    "The line on the screen is `{line}`.",
)
EDGES = (
    "{edges}",
    "{edges}",
    "Mind the special cases. {edges}",
    "Do not forget the special cases. {edges}",
)
EXAMPLES = (
    "With {values}, the result is {answer}, because {reason}.",
    "For {values} the answer is {answer}, since {reason}.",
    "Given {values}, you should get {answer}. Here {reason}.",
    "Take {values}. The right result is {answer}, as {reason}.",
)

PROGRAM_ASKS = (
    "Write a program. It reads from standard input:",
    "Write a program that reads these values from standard input:",
    "Solve this with a program. Its input consists of:",
    "Your task is a whole program. On standard input it finds:",
)
READS = (
    "It comes as {rule}.",
    "It is given as {rule}.",
    "In the input this is {rule}.",
)
PRINTS = (
    "It prints {result}, {rule}.",
    "Print {result}, {rule}.",
    "The program prints {result}, {rule}.",
    "As its only output it prints {result}, {rule}.",
)
PROGRAM_EXAMPLES = (
    "With the input {values}, the program prints {answer}, because {reason}.",
    "If the input is {values}, the output is {answer}, since {reason}.",
    "The input {values} leads to the output {answer}. Here {reason}.",
    "Given the input {values}, print {answer}, as {reason}.",
)

CLASS_ASKS = (
    "Write a class {made}. {limits} It has these methods:",
    "Your task is a class {made}. {limits} These are its methods:",
    "Implement the class {made}. {limits} Its objects can do this:",
    "Put your solution into a class {made}. {limits} Give it these methods:",
)
CLASS_EXAMPLES = (
    "After {made}, the calls {calls} answer {answers}.",
    "An object made by {made} answers {answers} to the calls {calls}.",
    "Make an object with {made}. The calls {calls} then return {answers}.",
)
CLASS_PROGRAMS = (
    (
        "Then write a program that uses the class. The first line of its input holds what the "
        "constructor gets, with one space between the numbers. Each line after it is one call: "
        "the name of the method and, after a space, its argument if it has one. The program "
        "prints the answer to each call on a line of its own."
    ),
    (
        "Add a program that reads calls and carries them out. Line 1 of the input has the numbers "
        "for the constructor, split by single spaces. All other lines are calls, one on each "
        "line, with a space before the argument if there is one. For each call, print what it "
        "answers on its own line."
    ),
    (
        "Let a program make one object and call it. It finds the numbers for the constructor in "
        "the first line of its input, with single spaces between them. From the second line on, "
        "each line names a method, followed by a space and the argument if the method takes one. "
        "Every answer is printed on a new line."
    ),
)
CLASS_PROGRAM_EXAMPLES = (
    "With the input lines {given}, the program prints {answers}.",
    "If the lines of the input are {given}, the lines of the output are {answers}.",
    "The input lines {given} lead to the output lines {answers}.",
)
REPLAYS = (
    (
        "Then write a function {call}. It makes an object and carries out the calls. They are "
        "texts: the name of the method and, after a space, its argument if it has one. The "
        "function prints each answer on a line of its own. At the end it returns what {last} "
        "answers."
    ),
    (
        "Add a function {call} that makes one object and plays the calls on it. Each call is a "
        "text: the name of a method alone, or the name, a space and the argument. Print every "
        "answer on its own line, and return what {last} gives at the very end."
    ),
    (
        "Besides the class, a function {call} is wanted. It creates an object, and then it does "
        "what the texts in `calls` say: a method's name, followed by a space and the argument if "
        "there is one. All answers are printed, one on each line. The function returns the answer "
        "of {last} after the last call."
    ),
)
REPLAY_EXAMPLES = (
    "With {start} for the constructor, the calls {calls} print {answers}.",
    "If the constructor gets {start}, then {answers} are printed for the calls {calls}.",
    "Take {start} for the constructor. For the calls {calls} the lines {answers} are printed.",
)
