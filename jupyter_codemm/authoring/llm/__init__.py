"""The author that asks a language model for data and believes none of it."""

from jupyter_codemm.authoring.llm.author import ModelAuthor
from jupyter_codemm.authoring.llm.rewording import reword
from jupyter_codemm.authoring.llm.settings import AuthorSettings, Staging

__all__ = ["AuthorSettings", "ModelAuthor", "Staging", "reword"]
