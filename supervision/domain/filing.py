"""Who is missing from the lists of people: secretaries not filed in time, villages short of reserves, highlights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supervision.domain.development import Filing, Highlight, Reserve
from supervision.domain.facts import latest
from supervision.domain.local_terms import FILING_DAYS, LEVELS, RESERVES_PER_VILLAGE


@dataclass(frozen=True, slots=True)
class FilingLine:
    """One secretary's filing with the county; `days_late` is 0 while there is time."""

    filing: Filing
    due: date
    days_late: int


@dataclass(frozen=True, slots=True)
class ReserveLine:
    """One village's reserves on a day: how many are lacking, and who has no mentor."""

    unit: str
    on_file: tuple[Reserve, ...]
    missing: int
    without_mentor: tuple[str, ...]


def filings(rows: Iterable[Filing], today: date, days: int = FILING_DAYS) -> list[FilingLine]:
    """The newest row of each secretary's appointment, the latest-filed first."""
    newest = latest(
        (row for row in rows if row.appointed_on <= today),
        lambda row: (row.unit, row.person_no, row.appointed_on),
        lambda row: row.filing_no,
    )
    lines = []
    for row in newest:
        due = row.appointed_on + timedelta(days=days)
        lines.append(FilingLine(row, due, max(0, ((row.filed_on or today) - due).days)))
    return sorted(lines, key=lambda line: (line.filing.filed_on is not None, -line.days_late, line.filing.unit))


def reserves(
    rows: Iterable[Reserve], units: Sequence[str], day: date, wanted: int = RESERVES_PER_VILLAGE
) -> list[ReserveLine]:
    """Every unit's reserves on `day`; feeds C04."""
    own: dict[str, list[Reserve]] = {unit: [] for unit in units}
    for row in latest(rows, lambda row: (row.unit, row.name, row.since), lambda row: row.reserve_no):
        if row.unit in own and row.since <= day and (row.until is None or row.until >= day):
            own[row.unit].append(row)
    lines = []
    for unit, found in own.items():
        found.sort(key=lambda row: row.reserve_no)
        lonely = tuple(row.name for row in found if row.mentor is None)
        lines.append(ReserveLine(unit, tuple(found), max(0, wanted - len(found)), lonely))
    return lines


def highlights(rows: Iterable[Highlight], since: date, until: date) -> list[Highlight]:
    """Each matter of a unit once, at the highest level recognised in the time; the highest first."""
    best: dict[tuple[str, str], Highlight] = {}
    for row in rows:
        if since <= row.recognised_on <= until:
            other = best.get((row.unit, row.matter))
            if other is None or _rank(row) > _rank(other):
                best[row.unit, row.matter] = row
    return sorted(best.values(), key=lambda row: (-LEVELS.index(row.level), row.recognised_on, row.highlight_no))


def new_highlights(rows: Iterable[Highlight], since: date, until: date) -> list[Highlight]:
    """Those of the year that reached their highest level between the two days: a bulletin tells each matter once."""
    return [row for row in highlights(rows, date(until.year, 1, 1), until) if row.recognised_on >= since]


def _rank(row: Highlight) -> tuple[int, date, str]:
    """Of one level the newest recognition counts."""
    return (LEVELS.index(row.level), row.recognised_on, row.highlight_no)
