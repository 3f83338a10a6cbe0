"""Source code as learners, teachers and authors hand it in."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, model_validator

from jupyter_codemm.contracts.base import Contract, Language
from jupyter_codemm.contracts.languages import FACTS, MAX_SOURCE_BYTES
from jupyter_codemm.errors import InvalidInputError, TooLargeError

_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\..*", re.IGNORECASE)


class Source(Contract):
    """Files by name. `code` is sugar for the one entry file and is kept only when it was given.

    Names and counts depend on the language: see `resolved`.
    """

    files: dict[str, str] | None = Field(default=None, max_length=30)
    code: str | None = None

    @classmethod
    def single(cls, code: str) -> Self:
        """Return the source that is one entry file."""
        return cls(code=code)

    def resolved(self, language: Language, *, entry_file: str | None = None) -> dict[str, str]:
        """Return the files by name for a language; `code` becomes the entry file.

        Raises InvalidInputError for a file name or a count that the language does not allow, and
        TooLargeError for more than MAX_SOURCE_BYTES of UTF-8 together.
        """
        facts = FACTS[language]
        files = (
            dict(self.files)
            if self.files is not None
            else {entry_file or facts.entry_file: self.code or ""}
        )
        if len(files) > facts.max_files:
            raise InvalidInputError(
                f"source.files: {len(files)} files, {facts.title} takes at most {facts.max_files}",
                where="source.files",
            )
        for name in files:
            if not facts.file_name.fullmatch(name):
                raise InvalidInputError(
                    f"source.files: {name[:80]!r} is not a {facts.title} file name here",
                    where="source.files",
                )
            if _DEVICE.fullmatch(name):
                raise InvalidInputError(
                    f"source.files: {name!r} is the name of a device on some machines",
                    where="source.files",
                )
        size = sum(len(text.encode("utf-8", "surrogatepass")) for text in files.values())
        if size > MAX_SOURCE_BYTES:
            raise TooLargeError(f"source: {size} bytes, at most {MAX_SOURCE_BYTES}", where="source")
        return files

    @property
    def text(self) -> str:
        """All files one after another, for showing and fingerprinting."""
        if self.files is None:
            return self.code or ""
        return "\n".join(self.files[name] for name in sorted(self.files))

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.files is None) == (self.code is None):
            raise ValueError("give either files or code")
        if self.files is not None and not self.files:
            raise ValueError("files is empty")
        return self
