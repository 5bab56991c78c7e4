"""How a project stands: which milestones are due, done, late or moved. What that scores is E02's question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.domain.development import MilestoneEvent
from supervision.domain.period import first_day, last_day


@dataclass(frozen=True, slots=True)
class Slip:
    """延期: from one date to another, decided on a day, for a reason."""

    decided_on: date
    was: date
    now: date
    reason: str


@dataclass(frozen=True, slots=True)
class Milestone:
    """One milestone of a project with its whole past; `due` is the date in force."""

    unit: str
    project_no: str
    name: str
    planned: date
    due: date
    slips: tuple[Slip, ...]
    done_on: date | None

    def late(self, today: date) -> bool:
        """Undone after its date, or done after it."""
        return (self.done_on or today) > self.due

    def due_in(self, period: str) -> bool:
        """Does it count for this month? A slip decided only after the date had passed does not unmake the miss."""
        first, last = first_day(period), last_day(period)
        dates = {self.due} | {slip.was for slip in self.slips if slip.decided_on > slip.was}
        return any(first <= day <= last for day in dates)

    def done_by(self, day: date) -> bool:
        return self.done_on is not None and self.done_on <= day


def milestones(rows: Iterable[MilestoneEvent], until: date | None = None) -> list[Milestone]:
    """Every milestone from its events dated up to `until`, by date in force."""
    own: dict[tuple[str, str], list[MilestoneEvent]] = {}
    for row in rows:
        if until is None or row.on <= until:
            own.setdefault((row.project_no, row.milestone), []).append(row)
    found = [each for events in own.values() if (each := _followed(events)) is not None]
    return sorted(found, key=lambda each: (each.due, each.project_no, each.name))


def _followed(events: Sequence[MilestoneEvent]) -> Milestone | None:
    """None where it was never planned: such rows are refused when they are entered."""
    ordered = sorted(events, key=lambda row: (row.on, row.recorded_at, row.row_no))
    planned = next((row for row in ordered if row.event == "planned" and row.due_on is not None), None)
    if planned is None or planned.due_on is None:
        return None
    due, slips, done = planned.due_on, [], None
    for row in ordered:
        if row.event == "slipped" and row.due_on is not None:
            slips.append(Slip(row.on, due, row.due_on, row.reason or ""))
            due = row.due_on
        elif row.event == "done" and done is None:
            done = row.on
    return Milestone(planned.unit, planned.project_no, planned.milestone, planned.due_on, due, tuple(slips), done)


def done_over_due(found: Iterable[Milestone], period: str) -> tuple[int, int]:
    """E02: of the milestones due in the month how many were done by its end, and how many were due."""
    due = [each for each in found if each.due_in(period)]
    return sum(each.done_by(last_day(period)) for each in due), len(due)
