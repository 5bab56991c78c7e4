"""Candidates for membership, secretaries and their filing, reserves, highlights: the lists and what is missing in them.

Member stars, whose names are read by few, are `member_stars`' question.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.development import Highlight
from supervision.domain.filing import FilingLine, ReserveLine, filings, highlights, new_highlights, reserves
from supervision.domain.period import first_day, last_day
from supervision.domain.recruitment import Candidate, candidates
from supervision.queries.known_courses import Horizon
from supervision.queries.people import VILLAGE, units
from supervision.queries.terms import figure
from supervision.store.mapping import FILINGS, HIGHLIGHTS, RECRUITMENT, RESERVES


@dataclass(frozen=True, slots=True)
class SecretaryLine:
    """A secretary's filing; `age` in full years is None where the year of birth is not told."""

    line: FilingLine
    age: int | None


def recruits(reading: Reading, unit: str | None = None, on: date | None = None) -> list[Candidate]:
    """Candidates (of one unit) with the stages reached by a day; whoever has a fault first."""
    until = on or reading.today
    rows = RECRUITMENT.read(reading.session, reading.township, RECRUITMENT.table.c.on <= until)
    found = [each for each in candidates(rows) if unit in (None, each.unit)]
    return sorted(found, key=lambda each: (not each.faults, each.unit, each.candidate_no))


def secretaries(reading: Reading, unit: str | None = None, on: date | None = None) -> list[SecretaryLine]:
    """Filings, the late and unfiled first."""
    today = on or reading.today
    days = figure(reading, "filing_days", today)
    found = filings(FILINGS.read(reading.session, reading.township), today, days)
    return [
        SecretaryLine(line, today.year - line.filing.birth_year if line.filing.birth_year is not None else None)
        for line in found
        if unit in (None, line.filing.unit)
    ]


def reserve_list(reading: Reading, unit: str | None = None, on: date | None = None) -> list[ReserveLine]:
    """Every village (or one unit) with its reserves, those with gaps too; other branches where they have some."""
    every = [line for line in units(reading) if unit in (None, line.unit)]
    rows = RESERVES.read(reading.session, reading.township)
    day = on or reading.today
    found = reserves(rows, [line.unit for line in every], day, figure(reading, "reserves_per_village", day))
    villages = {line.unit for line in every if line.unit_type == VILLAGE}
    return [line for line in found if line.unit in villages or line.on_file]


def highlights_of(reading: Reading, periods: Iterable[str], unit: str | None = None) -> list[Highlight]:
    """Highlights recognised in these months, each matter once at its highest level."""
    months = sorted(periods)
    found = highlights(HIGHLIGHTS.read(reading.session, reading.township), first_day(months[0]), last_day(months[-1]))
    return [row for row in found if unit in (None, row.unit)]


def highlights_known(reading: Reading, horizon: Horizon) -> list[Highlight]:
    """What the bulletin of that month tells: matters that reached their highest level in it, as far as it may know."""
    known = HIGHLIGHTS.read(reading.session, reading.township, HIGHLIGHTS.table.c.recorded_at < horizon.moment)
    return new_highlights(known, horizon.first, horizon.last)
