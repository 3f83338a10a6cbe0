"""An author whose first drafts are refused or no drafts at all, so that repairs have to happen."""

from __future__ import annotations

from collections import Counter

from jupyter_codemm.errors import InvalidInputError
from tests.fakes.remembering import RememberingAuthor


class SpoilingAuthor(RememberingAuthor):
    """The built-in author; per slot a draft that quotes itself, then a reply that is no draft.

    The third reply is good. All drafts stay here, the spoilt ones too.
    """

    def __init__(self):
        super().__init__()
        self._asked = Counter()

    async def draft(self, request):
        draft = await super().draft(request)
        self._asked[request.slot.index] += 1
        match self._asked[request.slot.index]:
            case 1:
                quoting = [{"level": 1, "text": draft.reference.text[:1100]}]
                problem = draft.problem.updated(hints=quoting)
                return draft.model_copy(update={"problem": problem})
            case 2:
                raise InvalidInputError(f"got {draft.reference.text}", where="reference")
            case _:
                return draft
