"""How wrong places are collected, so that all of them can be told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from supervision.domain.checks.bundle import Table
from supervision.domain.checks.characters import visible
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import ERRORS_PER_FILE, SHOWN_CHARACTERS
from supervision.domain.errors import BadFile, RowError

Facts = tuple[tuple[str, str], ...]


def shown(value: object) -> str | None:
    """A wrong value as an error repeats it: short, and without anything that a screen would obey."""
    if value is None or value == "":
        return None
    text = str(value)
    return visible(text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 1] + "…")


def as_facts(facts: dict[str, object]) -> Facts:
    return tuple((name, str(value)) for name, value in facts.items())


def file_error(
    file: str, expected: Expected, line: int | None = None, value: object = None, **facts: object
) -> RowError:
    """What is wrong with a file as such (E-FILE)."""
    return RowError(visible(file), line, "E-FILE", None, shown(value), expected.value, as_facts(facts))


def bad_file(file: str, expected: Expected, line: int | None = None, value: object = None, **facts: object) -> BadFile:
    """The refusal of a file that cannot be read at all."""
    return BadFile([file_error(file, expected, line, value, **facts)])


class Problems:
    """Every wrong place found so far; of one file only so many, and then how many more."""

    def __init__(self, first: Iterable[RowError] = ()) -> None:
        self._errors: list[RowError] = list(first)
        self._count = Counter(error.file for error in self._errors)

    def add(
        self,
        table: Table,
        line: int | None,
        code: str,
        column: str | None,
        value: object,
        expected: str,
        **facts: object,
    ) -> None:
        """Note one wrong place; for a sheet the cell's address and the column's header are told too."""
        if table.headers and column is not None and column in table.headers:
            facts["header"] = table.headers[column]
        if table.letters and line is not None and column is not None and column in table.letters:
            facts["cell"] = f"{table.letters[column]}{line}"
        self.append(RowError(table.file, line, code, column, shown(value), str(expected), as_facts(facts)))

    def append(self, error: RowError) -> None:
        self._count[error.file] += 1
        if self._count[error.file] <= ERRORS_PER_FILE:
            self._errors.append(error)

    def raise_any(self) -> None:
        """Raise BadFile with all of them, by file and line, if there is one."""
        if not self._errors:
            return
        ordered = sorted(self._errors, key=lambda error: (error.file, error.line or 0, error.column or "", error.code))
        for file, count in self._count.items():
            if count > ERRORS_PER_FILE:
                ordered.append(file_error(file, Expected.FEWER_ERRORS, left_out=count - ERRORS_PER_FILE))
        raise BadFile(ordered)
