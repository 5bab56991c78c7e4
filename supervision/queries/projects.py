"""How projects stand on a day: their milestones, what is late, what was moved and why (E02)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.development import Project
from supervision.domain.projects import Milestone, milestones
from supervision.store.mapping import MILESTONES, PROJECTS


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project with its milestones by date in force."""

    project: Project
    milestones: tuple[Milestone, ...]

    @property
    def done(self) -> int:
        return sum(each.done_on is not None for each in self.milestones)

    def late(self, today: date) -> tuple[Milestone, ...]:
        """Undone after their date."""
        return tuple(each for each in self.milestones if each.done_on is None and each.late(today))

    @property
    def following(self) -> Milestone | None:
        """The first milestone that is still to be done."""
        return next((each for each in self.milestones if each.done_on is None), None)


def projects(reading: Reading, unit: str | None = None, on: date | None = None) -> list[ProjectLine]:
    """Every project (of one unit) as known on a day, by unit and number."""
    found = milestones(MILESTONES.read(reading.session, reading.township), on or reading.today)
    rows = [row for row in PROJECTS.read(reading.session, reading.township) if unit in (None, row.unit)]
    rows.sort(key=lambda row: (row.unit, row.project_no))
    return [ProjectLine(row, _own(found, row.project_no)) for row in rows]


def _own(found: Sequence[Milestone], project_no: str) -> tuple[Milestone, ...]:
    return tuple(each for each in found if each.project_no == project_no)
