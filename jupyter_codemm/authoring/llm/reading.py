"""A model's reply → a form. The reasons given hold no word of the reply."""

from __future__ import annotations

from pydantic import ValidationError

from jupyter_codemm.authoring.llm.form import FORMS, AnyForm
from jupyter_codemm.contracts.loose_json import read_object
from jupyter_codemm.contracts.problem import ProblemKind
from jupyter_codemm.errors import InvalidInputError
from jupyter_codemm.ports import Completion


def read_form(completion: Completion, kind: ProblemKind) -> AnyForm:
    """Return the form that a reply fills in; raises InvalidInputError naming what is missing."""
    data = read_object(completion.text)
    if data is None:
        reason = "stopped at the token limit" if completion.truncated else "is not a JSON object"
        raise InvalidInputError(f"The model's reply {reason}.", where="reply")
    try:
        return FORMS[kind].model_validate(data)
    except ValidationError as error:
        raise _unfit(error) from None


def _unfit(error: ValidationError) -> InvalidInputError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return InvalidInputError(f"The model's reply: {where}: {first['msg']}.", where=where)
