"""Which months a span of reporting covers: a month, a quarter, a half-year or a year. What settles when: `period`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision.domain.checks.limits import FIRST_YEAR, LAST_YEAR
from supervision.domain.errors import BadInput
from supervision.domain.period import WINDOW_MONTHS, first_day, last_day, month_number, months_between, shift

MONTH, QUARTER, HALF, YEAR = KINDS = tuple(WINDOW_MONTHS)
_FORM = re.compile(r"([0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|H(?P<half_year>[12])))?")
_WRITTEN = {MONTH: "-{:02d}", QUARTER: "-Q{}", HALF: "-H{}", YEAR: ""}


@dataclass(frozen=True, slots=True)
class Span:
    """The `number`th month, quarter or half of a year; of a year itself 1."""

    kind: str
    year: int
    number: int

    def __str__(self) -> str:
        """`2026-06`, `2026-Q2`, `2026-H1` or `2026`."""
        return f"{self.year:04d}{_WRITTEN[self.kind].format(self.number)}"

    @property
    def first(self) -> str:
        """The period of its first month."""
        return f"{self.year:04d}-{(self.number - 1) * WINDOW_MONTHS[self.kind] + 1:02d}"

    @property
    def last(self) -> str:
        return shift(self.first, WINDOW_MONTHS[self.kind] - 1)

    @property
    def days(self) -> tuple[date, date]:
        return first_day(self.first), last_day(self.last)

    @property
    def months(self) -> tuple[str, ...]:
        return tuple(months_between(self.first, self.last))

    def months_until(self, day: date) -> tuple[str, ...]:
        """Those of its months that have begun by the day."""
        return tuple(period for period in self.months if first_day(period) <= day)


def parse_span(text: str, kinds: Sequence[str] = KINDS) -> Span:
    """The span written as `2026-06`, `2026-Q2`, `2026-H1` or `2026`. Raises BadInput, also for one of another kind."""
    found = _FORM.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise BadInput("bad-span", value=text)
    kind = found.lastgroup or YEAR
    if kind not in kinds:
        raise BadInput("span-of-other-kind", value=text)
    return Span(kind, int(found[1]), int(found[found.lastgroup]) if found.lastgroup else 1)


def span_around(period: str, kind: str) -> Span:
    """The span of that kind in which the month lies."""
    return Span(kind, int(period[:4]), (month_number(period) - 1) // WINDOW_MONTHS[kind] + 1)
