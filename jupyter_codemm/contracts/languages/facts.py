"""What the project knows about a language: facts and small renderings, one file per language."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jupyter_codemm.contracts.base import Language
from jupyter_codemm.contracts.signature import Signature
from jupyter_codemm.contracts.types import TypeNode

MAX_SOURCE_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class LanguageFacts:
    """One language. `time_factor` scales the time limit of a submission against Python's."""

    language: Language
    title: str
    constraints: str
    entry_file: str
    file_name: re.Pattern[str]
    max_files: int
    time_factor: float
    comment: str
    mimetype: str
    reserved: frozenset[str]
    unsupported_types: frozenset[str]
    native: Callable[[TypeNode], str]
    function_starter: Callable[[Signature], str]
    class_starter: Callable[[Signature], str]
    program_starter: str

    def starter(self, signature: Signature | None) -> str:
        """Return the code that follows from a signature, or from there being none; it throws."""
        if signature is None:
            return self.program_starter
        if signature.kind == "class":
            return self.class_starter(signature)
        return self.function_starter(signature)

    def supports(self, signature: Signature) -> str | None:
        """Return why this language cannot express the signature, or None when it can."""
        for name in signature_names(signature):
            if name in self.reserved:
                return f"{name!r} is a reserved word in {self.title}"
        for node in signature_types(signature):
            for inner in node.walk():
                if inner.name in self.unsupported_types:
                    return f"{self.title} has no type for {inner.name}"
        return None


def signature_names(signature: Signature) -> list[str]:
    """Return every identifier that a signature introduces."""
    names = [signature.name, *(p.name for p in signature.params)]
    for method in signature.methods:
        names += [method.name, *(p.name for p in method.params)]
    return names + ([signature.container] if signature.container else [])


def signature_types(signature: Signature) -> list[TypeNode]:
    """Return every type that a signature mentions."""
    nodes = [signature.returns_node, *(p.node for p in signature.params)]
    for method in signature.methods:
        nodes += [method.returns_node, *(p.node for p in method.params)]
    return nodes
