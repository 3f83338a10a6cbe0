"""The constants of a reference solution: tests belong right beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.source import Source
from jupyter_codemm.gates.inputs.spans import Number, Span
from jupyter_codemm.syntax.tokens import STRING, code_tokens

MAX_NUMBERS = 24
MAX_TEXTS = 24
MAX_DIGITS = 40
FACTORS = (2, 3, 5, 10)
POWERS = (2, 3, 4)
CLOSE = 2


@dataclass(frozen=True, slots=True)
class Constants:
    """Numbers and texts that a program mentions, each once, in the order of the program."""

    numbers: tuple[Number, ...] = ()
    texts: tuple[str, ...] = ()

    def near(self, span: Span) -> tuple[Number, ...]:
        """Return the numbers of a span that lie at most one step beside a constant.

        Sums, differences, few multiples and powers follow the constants themselves: where a program
        adds a constant or divides by one, they are its boundaries.
        """
        return _beside((*self.numbers, *self._joined(), *self._grown()), span)

    def close(self, span: Span) -> tuple[Number, ...]:
        """Return the numbers of a span that are a constant or at most one step beside it."""
        return _beside(self.numbers, span)

    def _joined(self) -> tuple[Number, ...]:
        """Return sums and differences of whole numbers that stand close to each other."""
        whole = [n for n in self.numbers if isinstance(n, int) and n > 1]
        pairs = [
            (a, b) for gap in range(1, CLOSE + 1) for a, b in zip(whole, whole[gap:], strict=False)
        ]
        return tuple(dict.fromkeys(n for a, b in pairs for n in (a + b, abs(a - b))))

    def _grown(self) -> tuple[Number, ...]:
        whole = [n for n in self.numbers if isinstance(n, int) and n > 1]
        negative = [-n for n in self.numbers if n > 0]
        multiples = [n * factor for factor in FACTORS for n in whole]
        powers = [n**power for power in POWERS for n in whole if n <= 100]  # noqa: PLR2004
        return tuple(dict.fromkeys([*negative, *multiples, *powers]))


def constants(source: Source, language: Language) -> Constants:
    """Read the constants of a source; escapes in texts are left as they are written."""
    numbers: dict[Number, None] = {}
    texts: dict[str, None] = {}
    for token in code_tokens(source.text, language):
        if token.startswith(STRING):
            texts[token.removeprefix(STRING)] = None
        elif token[0].isdigit() and len(token) <= MAX_DIGITS:
            number = _number(token)
            if number is not None:
                numbers[number] = None
    kept = [text for text in texts if text and "\\" not in text]
    return Constants(tuple(numbers)[:MAX_NUMBERS], tuple(kept)[:MAX_TEXTS])


def _beside(numbers: Sequence[Number], span: Span) -> tuple[Number, ...]:
    gap = 10**-span.decimals if span.decimals else 1
    near = (span.exact(n + side * gap) for n in numbers for side in (0, -1, 1))
    return tuple(dict.fromkeys(number for number in near if span.holds(number)))


def _number(token: str) -> Number | None:
    try:
        return int(token)
    except ValueError:
        pass
    try:
        return float(token)
    except ValueError:
        return None
