"""Which months there are, when they are sealed, and which rubric each has pinned (R-3, R-4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from supervision.domain.course import Terms
from supervision.domain.model import Severity
from supervision.domain.period import period_of, window
from supervision.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months up to the one being computed. `seals` holds every sealed month and the present one, oldest first."""

    first: str
    seals: Mapping[str, datetime]
    rubrics: Mapping[str, Rubric]
    """By period, for every month that has pinned a version."""

    def rubric_for(self, period: str) -> Rubric:
        """The version pinned by the month; months before the first take the first's, later ones the last's (R-4)."""
        pinned = self.rubrics.get(period)
        if pinned is not None:
            return pinned
        return self.rubrics[max((p for p in self.rubrics if p <= period), default=min(self.rubrics))]

    def rubric_at(self, day: date) -> Rubric:
        return self.rubric_for(period_of(day))

    def terms_of(self, day: date, severity: Severity) -> Terms:
        """The clock of a round that begins on `day` (R-4)."""
        return self.rubric_for(period_of(day)).severities[severity].terms

    def complete_window(self, period: str, kind: str) -> tuple[str, ...] | None:
        """The window's months when all of them are in months.csv (R-14), else None."""
        months = window(period, kind)
        return months if months[0] >= self.first else None

    def effective_in(self, on: date, recorded_at: datetime) -> str | None:
        """The first month not before `on`'s whose seal is after `recorded_at` (R-24); None when none is yet."""
        month = period_of(on)
        return next((p for p, sealed_at in self.seals.items() if p >= month and sealed_at > recorded_at), None)

    def previous_seal(self, period: str) -> datetime | None:
        """The seal of the month before `period`; None for the first."""
        return max((at for p, at in self.seals.items() if p < period), default=None)
