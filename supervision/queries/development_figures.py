"""What the registers of development come to as measures of a month: E01, E02, C04, C05, each by unit.

They stand beside what was recorded in `register_figures`; nothing is overwritten by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from supervision.context import Reading
from supervision.domain.period import last_day
from supervision.domain.projects import done_over_due, milestones
from supervision.queries.economy import METRIC as INCOME
from supervision.queries.economy import economy_of
from supervision.queries.lists_of_people import reserve_list
from supervision.queries.member_stars import star_counts
from supervision.queries.registers import is_empty
from supervision.store.mapping import MILESTONES

Ratio = tuple[Decimal, Decimal | None]


def income_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """Operating income over the year's target; only of units whose income of this very month is told (E01)."""
    return {
        line.unit: (line.economy.amount, line.economy.target)
        for line in economy_of(reading, period)
        if line.economy.period == period and line.economy.target is not None
    }


def milestone_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """Of the milestones due in the month those done by its end (E02)."""
    found = milestones(MILESTONES.read(reading.session, reading.township), last_day(period))
    made: dict[str, Ratio] = {}
    for unit in sorted({each.unit for each in found}):
        done, due = done_over_due([each for each in found if each.unit == unit], period)
        made[unit] = (Decimal(done), Decimal(due))
    return made


def reserve_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """Reserves on file at the month's end (C04); none while nobody keeps the register."""
    if is_empty(reading, "reserves"):
        return {}
    return {line.unit: (Decimal(len(line.on_file)), None) for line in reserve_list(reading, on=last_day(period))}


def rated_figures(reading: Reading, period: str) -> dict[str, Ratio]:
    """Members with their points for the quarter, of all (C05)."""
    lines = star_counts(reading, period)
    return {line.unit: (Decimal(line.rated), Decimal(line.members)) for line in lines if line.rated}


DEVELOPMENT_FIGURES: Mapping[str, Callable[[Reading, str], Mapping[str, Ratio]]] = {
    INCOME: income_figures,
    "project_milestones_done_over_due": milestone_figures,
    "reserve_cadres_on_file": reserve_figures,
    "members_rated_share": rated_figures,
}
"""By metric."""
