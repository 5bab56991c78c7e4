"""Which kinds of refusal exist. How they are worded is the question of `supervision.i18n`.

SupervisionError            something cannot be done; carries a code and facts, never a sentence
├── BadInput                what was handed in is wrong (exit code 2)
│   └── BadFile             a file's rows are wrong; carries every `RowError`
├── Refused                 right in form, but the rules say no (exit code 3)
│   ├── NotPermitted        this person may not do this
│   ├── IllegalMove         this move does not leave this state
│   ├── GuardFailed         the move exists, a condition of it is not met
│   ├── NotThisMonth        the month is not in the state that the step needs
│   └── Conflict            somebody else changed it first
└── Broken                  the house itself is not in order (exit code 1)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class SupervisionError(Exception):
    """A refusal with a stable `code` and the `facts` that its sentence needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code}({told})"


class BadInput(SupervisionError):
    """What was handed in is wrong; nothing was changed."""


class Refused(SupervisionError):
    """The rules say no; nothing was changed."""


class NotPermitted(Refused):
    """This person may not do this."""


class IllegalMove(Refused):
    """This move does not leave this state (R-6)."""


class GuardFailed(Refused):
    """The move exists, but a condition of it is not met (R-6, R-7)."""


class NotThisMonth(Refused):
    """The month is not in the state that the step needs."""


class Conflict(Refused):
    """Somebody else changed it first."""


class Broken(SupervisionError):
    """The house itself is not in order: a database, a file or a digest is not what it must be."""


@dataclass(frozen=True, slots=True)
class RowError:
    """One wrong place in a file: where it is, what was found there and what was expected."""

    file: str
    line: int | None
    code: str
    column: str | None
    value: str | None
    expected: str
    facts: tuple[tuple[str, str], ...] = ()


class BadFile(BadInput):
    """All wrong places of a file or bundle at once; nothing was stored."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__("E-FILE", count=len(errors))
        self.errors = tuple(errors)
