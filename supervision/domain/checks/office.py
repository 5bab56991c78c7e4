"""What is asked of an office's own table and what is told before it comes in: every row, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from supervision.domain.checks.grid import Grid
from supervision.domain.errors import RowError

T = TypeVar("T")
NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
STATES = (NEW, CHANGED, SAME, REFUSED)
SKIP_HIDDEN, READ_HIDDEN = "skip", "read"

READ, JUDGE, WRITE, OPEN = STEPS = ("read", "judge", "write", "open")
Watcher = Callable[[str, int, int], None]
"""Told now and then which step is under way, how many rows of it are done, and of how many."""
_EVERY = 1_000


def nobody(step: str, done: int, total: int) -> None:
    """Who watches when nobody does."""


def watched(rows: Iterable[T], step: str, total: int, watcher: Watcher) -> Iterator[T]:
    """The rows as they pass, every thousandth told."""
    for done, row in enumerate(rows):
        if done % _EVERY == 0:
            watcher(step, done, total)
        yield row
    if total:
        watcher(step, total, total)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the person wants the table read. `columns` is by header; without `hidden` whatever is hidden is refused."""

    kind: str | None = None
    sender: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    hidden: str | None = None
    year: int | None = None
    period: str | None = None
    save_mapping: bool = False


@dataclass(frozen=True, slots=True)
class RowReview:
    """One row of the sender's: what becomes of it, the columns that tell which it is, and what is wrong with it."""

    line: int
    state: str
    told: tuple[str, ...]
    errors: tuple[RowError, ...] = ()


@dataclass(frozen=True, slots=True)
class Omitted:
    """A row that is no record: `why` is totals, note, head-again, hidden-row or hidden-column."""

    line: int
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Review:
    """What importing the table would do. `titles` are the sender's headers by column; `other` are errors of no row."""

    file: str
    kind: str
    grid: Grid
    titles: Mapping[str, str]
    places: Mapping[str, int]
    rows: tuple[RowReview, ...]
    omitted: tuple[Omitted, ...]
    other: tuple[RowError, ...] = ()

    @property
    def errors(self) -> tuple[RowError, ...]:
        return (*self.other, *(error for row in self.rows for error in row.errors))

    @property
    def counts(self) -> Mapping[str, int]:
        return {state: sum(row.state == state for row in self.rows) for state in STATES}

    @property
    def adds(self) -> bool:
        return any(row.state in (NEW, CHANGED) for row in self.rows)
