"""Which rules hold in this township: its months, the rubric versions they pinned, its working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import Broken, GuardFailed
from supervision.domain.period import period_of
from supervision.domain.rubric import Rubric
from supervision.domain.timeline import Timeline
from supervision.domain.workdays import Workdays
from supervision.store.calendar import read_workdays
from supervision.store.mapping import table_of
from supervision.store.rubrics import read_rubric
from supervision.store.tables.months import MonthRow
from supervision.store.tables.township import RubricRow

_MONTHS = table_of(MonthRow)
_RUBRICS = table_of(RubricRow)


@dataclass(frozen=True, slots=True)
class MonthPin:
    """What the rules need to know of a month."""

    period: str
    opened_at: datetime
    planned_seal_at: datetime | None
    sealed_at: datetime | None
    rubric_version: int
    state: str


@dataclass(frozen=True, slots=True)
class Law:
    """Months oldest first, rubrics by version, working days."""

    months: tuple[MonthPin, ...]
    rubrics: Mapping[int, Rubric]
    workdays: Workdays

    @property
    def latest_version(self) -> int:
        return max(self.rubrics)

    @property
    def last_seal(self) -> datetime | None:
        """The moment of the newest seal: whatever is recorded must come after it (R-3)."""
        return max((month.sealed_at for month in self.months if month.sealed_at is not None), default=None)

    def refuse_before_seal(self, now: datetime) -> None:
        """Raise GuardFailed when the clock stands before the last seal: what is recorded now would never count."""
        if self.last_seal is not None and now < self.last_seal:
            raise GuardFailed("clock-behind-seal", now=now, sealed_at=self.last_seal)

    def month(self, period: str) -> MonthPin | None:
        return next((month for month in self.months if month.period == period), None)

    def timeline(self, today: date, period: str | None = None, seal_at: datetime | None = None) -> Timeline:
        """The sealed months, and `period` as if sealed at `seal_at` (R-3, R-4)."""
        pinned = {month.period: self.rubrics[month.rubric_version] for month in self.months}
        if not pinned:
            pinned = {period or period_of(today): self.rubrics[self.latest_version]}
        seals = {month.period: month.sealed_at for month in self.months if month.sealed_at is not None}
        if period is not None and seal_at is not None:
            seals[period] = seal_at
        return Timeline(min(pinned), dict(sorted(seals.items())), pinned)


@lru_cache(maxsize=64)
def _rubric(text: str, source: str) -> Rubric:
    return read_rubric(text, source)


def law(reading: Reading) -> Law:
    """The rules as they stand. Raises Broken when the township has no rubric at all."""
    session = reading.session
    months = session.execute(
        select(
            _MONTHS.c.period,
            _MONTHS.c.opened_at,
            _MONTHS.c.planned_seal_at,
            _MONTHS.c.sealed_at,
            _MONTHS.c.rubric_version,
            _MONTHS.c.state,
        )
        .where(_MONTHS.c.township == reading.township)
        .order_by(_MONTHS.c.period)
    )
    versions = session.execute(
        select(_RUBRICS.c.version, _RUBRICS.c.text, _RUBRICS.c.source).where(_RUBRICS.c.township == reading.township)
    )
    rubrics = {row.version: _rubric(row.text, row.source) for row in versions}
    if not rubrics:
        raise Broken("no-rubric", township=reading.township)
    return Law(tuple(MonthPin(*row) for row in months), rubrics, read_workdays(session))
