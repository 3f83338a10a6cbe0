"""The author that asks a language model for data and believes none of it."""

from jupyter_codemm.authoring.llm.author import ModelAuthor

__all__ = ["ModelAuthor"]
