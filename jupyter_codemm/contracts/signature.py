"""What a learner has to write, in portable types."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from jupyter_codemm.contracts.base import Contract
from jupyter_codemm.contracts.types import PortableType, TypeNode, parse_type

Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,39}$")]
Observe = Annotated[str, StringConstraints(pattern=r"^(return|arg:[0-9])$")]


class Param(Contract):
    """One parameter."""

    name: Name
    type: PortableType

    @property
    def node(self) -> TypeNode:
        """The parsed type."""
        return parse_type(self.type)

    @model_validator(mode="after")
    def _is_a_value(self) -> Self:
        if self.type == "void":
            raise ValueError(f"parameter {self.name} cannot be void")
        return self


class Method(Contract):
    """One method of a class problem."""

    name: Name
    params: tuple[Param, ...] = Field(default=(), max_length=8)
    returns: PortableType = "void"

    @property
    def returns_node(self) -> TypeNode:
        """The parsed return type."""
        return parse_type(self.returns)


class Signature(Contract):
    """A function, or a class with its constructor parameters and methods.

    `container` is the Java class that holds a function (default Solution). `observe` says what is
    compared: the return value, or the argument that the function changes in place.
    """

    kind: Literal["function", "class"] = "function"
    name: Name
    container: Name | None = None
    params: tuple[Param, ...] = Field(default=(), max_length=8)
    returns: PortableType = "void"
    observe: Observe = "return"
    methods: tuple[Method, ...] = Field(default=(), max_length=12)

    @property
    def returns_node(self) -> TypeNode:
        """The parsed return type."""
        return parse_type(self.returns)

    @property
    def observed(self) -> TypeNode:
        """The type of the value that is compared."""
        index = self.observed_arg
        return self.returns_node if index is None else self.params[index].node

    @property
    def observed_arg(self) -> int | None:
        """The index of the argument that is compared, or None for the return value."""
        return None if self.observe == "return" else int(self.observe.removeprefix("arg:"))

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        names = [p.name for p in self.params]
        if len(set(names)) != len(names):
            raise ValueError(f"parameter names repeat: {', '.join(names)}")
        index = self.observed_arg
        if index is not None and index >= len(self.params):
            raise ValueError(
                f"observe is {self.observe} but there are {len(self.params)} parameters"
            )
        if (self.kind == "class") != bool(self.methods):
            raise ValueError("a class signature has methods, a function signature has none")
        methods = [m.name for m in self.methods]
        if len(set(methods)) != len(methods):
            raise ValueError(f"method names repeat: {', '.join(methods)}")
        return self
