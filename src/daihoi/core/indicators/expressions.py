"""Conditions and sums over records, written once and read by people, by Python and by NumPy alike.

An expression is evaluated over a mapping from column name to value. With plain integers it tells about one record;
with arrays it tells about all of them at once: the same operators, the same code, no NumPy needed here.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Columns = Mapping[str, Any]


class Expression:
    """A whole number (or an array of them) computed from columns."""

    def __call__(self, columns: Columns) -> Any:
        raise NotImplementedError

    def __add__(self, other: "Expression | int") -> "Expression":
        return Binary("+", self, lift(other))

    def __sub__(self, other: "Expression | int") -> "Expression":
        return Binary("-", self, lift(other))

    def __mul__(self, other: "Expression | int") -> "Expression":
        return Binary("*", self, lift(other))

    def __le__(self, other: "Expression | int") -> "Condition":
        return Condition("<=", self, lift(other))

    def __lt__(self, other: "Expression | int") -> "Condition":
        return Condition("<", self, lift(other))

    def __ge__(self, other: "Expression | int") -> "Condition":
        return Condition(">=", self, lift(other))

    def __gt__(self, other: "Expression | int") -> "Condition":
        return Condition(">", self, lift(other))

    def equals(self, other: "Expression | int") -> "Condition":
        return Condition("==", self, lift(other))


@dataclass(frozen=True)
class Column(Expression):
    """The value of one column."""

    name: str

    def __call__(self, columns: Columns) -> Any:
        return columns[self.name]


@dataclass(frozen=True)
class Constant(Expression):
    """A number written in the catalogue."""

    value: int

    def __call__(self, columns: Columns) -> Any:
        return self.value


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
    "and": operator.and_,
    "or": operator.or_,
}


@dataclass(frozen=True)
class Binary(Expression):
    """Two expressions joined by + - *, or a condition read as 0 or 1."""

    sign: str
    left: Expression
    right: Expression

    def __call__(self, columns: Columns) -> Any:
        return _OPERATORS[self.sign](self.left(columns), self.right(columns))


@dataclass(frozen=True)
class Condition(Binary):
    """True or false for each record; join with & and |, negate with ~."""

    def __and__(self, other: "Condition") -> "Condition":
        return Condition("and", self, other)

    def __or__(self, other: "Condition") -> "Condition":
        return Condition("or", self, other)

    def __invert__(self) -> "Condition":
        # `x == False` works on booleans and on boolean arrays alike; `not` and `~` each work on one of them only.
        return Condition("==", self, Constant(0))


def lift(value: Expression | int) -> Expression:
    return value if isinstance(value, Expression) else Constant(value)


def columns_of(expression: Expression) -> frozenset[str]:
    """The names of all columns that an expression reads."""
    if isinstance(expression, Column):
        return frozenset({expression.name})
    if isinstance(expression, Binary):
        return columns_of(expression.left) | columns_of(expression.right)
    return frozenset()
