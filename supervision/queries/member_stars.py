"""Members' stars of a quarter: counts for everybody; names only for `services.members`, which leaves a trail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.member_stars import EXEMPT, MemberStars, member_stars, member_terms, rated_share
from supervision.domain.period import month_number, shift
from supervision.queries.law import law
from supervision.queries.quotas import units_in
from supervision.store.mapping import MEMBER_POINTS


@dataclass(frozen=True, slots=True)
class StarCounts:
    """One branch: how many members have how many stars, how many are exempt, and the rated share (C05)."""

    unit: str
    name: str
    by_stars: Mapping[int, int]
    exempt: int
    incomplete: int
    capped: int
    rated: int
    members: int


def quarter_end(period: str) -> str:
    """The last month of the quarter that holds the month."""
    return shift(period, -month_number(period) % 3)


def stars_of(reading: Reading, unit: str, period: str) -> list[MemberStars]:
    """The members of one branch with the reason for every star taken away. Names: see `services.members`."""
    end = quarter_end(period)
    table = MEMBER_POINTS.table
    rows = MEMBER_POINTS.read(reading.session, reading.township, table.c.unit == unit, table.c.period == end)
    terms = member_terms(law(reading).timeline(reading.today).rubric_for(end).shown)
    return member_stars(rows, terms)


def star_counts(reading: Reading, period: str, units: tuple[str, ...] = ()) -> list[StarCounts]:
    """Every branch's counts in the quarter of the month."""
    lines = []
    for unit in units_in(reading, period, units):
        members = stars_of(reading, unit.unit, period)
        done, of = rated_share(members, unit.formal_members)
        lines.append(
            StarCounts(
                unit.unit,
                unit.name,
                Counter(each.stars for each in members if each.stars is not None),
                sum(EXEMPT in each.reasons for each in members),
                sum("incomplete" in each.reasons for each in members),
                sum("share_cap" in each.reasons for each in members),
                done,
                of,
            )
        )
    return lines
