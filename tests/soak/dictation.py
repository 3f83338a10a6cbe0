"""References told in words, in many manners: how a model would dictate a solution."""

from __future__ import annotations

import ast
from random import Random

STYLES = 8
ASSIGN = (
    "set {t} to {v}", "let {t} be {v}", "{t} starts as {v}", "store {v} in {t}",
    "make {t} equal to {v}", "put {v} into {t}", "you give {t} the value {v}", "have {t} hold {v}",
)  # fmt: skip
CHANGE = (
    "add {v} to {t}", "increase {t} by {v}", "{t} grows by {v}", "bump {t} up by {v}",
    "raise {t} by {v}", "{t} becomes {t} plus {v}", "you add {v} onto {t}", "let {t} go up by {v}",
)  # fmt: skip
LOOP = (
    "for each {t} in {v} do the following", "go through {v} and call each item {t}",
    "loop over {v}, with {t} as the item", "walk along {v}, one {t} at a time",
    "visit every {t} of {v}", "take each {t} from {v} in turn",
    "you run through {v}, naming the item {t}", "iterate over {v} using {t}",
)  # fmt: skip
WHILE = (
    "while {v}, repeat this", "as long as {v}, keep going", "repeat until {v} is no longer so",
    "keep doing this while {v}", "while {v}, do these steps", "as long as {v}, go on",
    "you repeat while {v}", "until that fails, as long as {v}, repeat",
)  # fmt: skip
CHOICE = (
    "if {v}, then do this", "when {v}, go on like this", "check if {v}; if it is, continue here",
    "whenever {v}, do the next thing", "in case {v}, do this", "should it be that {v}, then act",
    "you test if {v}, and if so proceed", "only if {v}, do the next thing",
)  # fmt: skip
OTHER = ("otherwise do this", "or else do this", "if not, do this", "in the other case do this")
FINISH = (
    "return {v}", "give back {v}", "hand back {v}", "the answer is {v}", "finally output {v}",
    "end with {v} as the result", "you return {v}", "deliver {v}",
)  # fmt: skip
OPS = {
    ast.Lt: "is less than", ast.LtE: "is at most", ast.Gt: "is greater than",
    ast.GtE: "is at least", ast.Eq: "is equal to", ast.NotEq: "is not equal to",
    ast.In: "is in", ast.NotIn: "is not in", ast.Is: "is", ast.IsNot: "is not",
    ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Mod: "modulo",
    ast.FloorDiv: "divided whole by", ast.Div: "divided by", ast.And: "and", ast.Or: "or",
}  # fmt: skip
NUMBERS = "zero one two three four five six seven eight nine ten".split()
STARTS = (
    "",
    "First, ",
    "Then ",
    "Next, ",
    "After that, ",
    "Now ",
    "And ",
    "Step {n}: ",
    "Line {n}: ",
)


def words_of(node: ast.AST) -> str:  # noqa: C901, PLR0911 - one way for each kind of node
    """Return an expression in words."""
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool) and 0 <= value <= 10:
            return NUMBERS[value]
        case ast.Constant(value=value):
            return "the empty text" if value == "" else str(value)
        case ast.Name(id=name):
            return name.replace("_", " ")
        case ast.Compare(left=left, ops=ops, comparators=right):
            rest = " and ".join(
                f"{OPS[type(o)]} {words_of(r)}" for o, r in zip(ops, right, strict=True)
            )
            return f"{words_of(left)} {rest}"
        case ast.BinOp(left=left, op=op, right=right):
            return f"{words_of(left)} {OPS.get(type(op), 'with')} {words_of(right)}"
        case ast.BoolOp(op=op, values=values):
            return f" {OPS[type(op)]} ".join(map(words_of, values))
        case ast.UnaryOp(operand=operand):
            return f"not {words_of(operand)}"
        case ast.Subscript(value=value, slice=inner):
            return f"the item of {words_of(value)} at {words_of(inner)}"
        case ast.Call(func=func, args=args):
            name = func.attr if isinstance(func, ast.Attribute) else words_of(func)
            return f"the {name} of {' and '.join(map(words_of, args)) or 'it'}"
        case ast.List(elts=[]) | ast.Dict(keys=[]):
            return "an empty list"
        case _:
            return "the value"


def dictated(  # noqa: C901 - as above
    code: str, rng: Random, styles: range = range(STYLES)
) -> list[str]:
    """Return a Python program as sentences, in one of the styles for each kind of line."""
    pick = lambda options: options[rng.choice(list(styles)) % len(options)]  # noqa: E731
    sentences: list[str] = []

    def tell(text: str) -> None:
        start = rng.choice(STARTS).format(n=len(sentences) + 1)
        sentences.append(f"{start}{text}." if start else f"{text[0].upper()}{text[1:]}.")

    def body(statements: list[ast.stmt]) -> None:
        for one in statements:
            line(one)

    def line(one: ast.stmt) -> None:  # noqa: C901 - as above
        match one:
            case ast.Assign(targets=[target], value=value):
                tell(pick(ASSIGN).format(t=words_of(target), v=words_of(value)))
            case ast.AugAssign(target=target, value=value):
                tell(pick(CHANGE).format(t=words_of(target), v=words_of(value)))
            case ast.For(target=target, iter=over, body=inner):
                tell(pick(LOOP).format(t=words_of(target), v=words_of(over)))
                body(inner)
            case ast.While(test=test, body=inner):
                tell(pick(WHILE).format(v=words_of(test)))
                body(inner)
            case ast.If(test=test, body=inner, orelse=other):
                tell(pick(CHOICE).format(v=words_of(test)))
                body(inner)
                if other:
                    tell(rng.choice(OTHER))
                    body(other)
            case ast.Return(value=value) if value is not None:
                tell(pick(FINISH).format(v=words_of(value)))
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=name), args=args)):
                given = " and ".join(map(words_of, args)) or "it"
                tell(f"{name} {given} to {words_of(owner)}")
            case ast.FunctionDef(body=inner) | ast.ClassDef(body=inner):
                body(inner)
            case _:
                pass

    body(ast.parse(code).body)
    return sentences
