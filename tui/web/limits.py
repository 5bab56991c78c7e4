"""How much of everything one visitor, and all of them together, may take; and who has taken how many places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times are seconds. A terminal takes about 80 MB, a password being compared 64 MB,
    an upload up to 20 MB and a photograph being looked at up to 200 MB."""

    visits: int = 40
    visits_of_one: int = 3
    life: float = 10 * 3600
    idle: float = 60 * 60
    look_again: float = 30
    ending: float = 5
    comparisons: int = 4
    waiting_comparisons: int = 16
    failure_takes: float = 1
    columns: tuple[int, int] = (40, 300)
    rows: tuple[int, int] = (12, 120)
    message_bytes: int = 256 * 1024
    form_bytes: int = 8 * 1024
    file_bytes: int = 20 * 1024 * 1024
    upload_bytes: int = 100 * 1024 * 1024
    files: int = 20
    uploads: int = 8
    upload_time: float = 5 * 60

    def size(self, columns: object, rows: object) -> tuple[int, int]:
        """The size asked for, within bounds; the smallest for what is no number."""
        return _within(columns, self.columns), _within(rows, self.rows)


def _within(asked: object, bounds: tuple[int, int]) -> int:
    try:
        number = int(str(asked)[:9])
    except ValueError:
        number = bounds[0]
    return max(bounds[0], min(bounds[1], number))


class Full(Exception):
    """No place is left for this person, or for anybody."""


class Places:
    """Who has how many terminals open."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._taken: Counter[tuple[str, str]] = Counter()

    def left_for(self, whose: tuple[str, str]) -> bool:
        return self._taken.total() < self._limits.visits and self._taken[whose] < self._limits.visits_of_one

    @contextmanager
    def taken_by(self, whose: tuple[str, str]) -> Iterator[None]:
        """One place, given back at the end. Raises Full."""
        if not self.left_for(whose):
            raise Full
        self._taken[whose] += 1
        try:
            yield
        finally:
            self._taken[whose] -= 1
            self._taken += Counter()
