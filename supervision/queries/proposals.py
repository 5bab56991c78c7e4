"""What has become of a month's proposed rewards and penalties, and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.result import Consequence
from supervision.domain.rubric import Rubric
from supervision.queries.law import law
from supervision.queries.months import month_line, month_result
from supervision.queries.people import people, unit_names
from supervision.store.mapping import table_of
from supervision.store.tables.months import ProposalRow

_PROPOSALS = table_of(ProposalRow)


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """Where one proposal stands: proposed, approved, refused or executed."""

    unit: str
    code: str
    state: str
    decided_by: str | None
    decided_at: datetime | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal with the figures that triggered it; `decided_by` is a name."""

    line: ProposalLine
    unit_name: str
    consequence: Consequence
    decided_by: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """A month's, in the rubric's order; `periods` are the months that have any, oldest first."""

    period: str
    periods: tuple[str, ...]
    rubric: Rubric
    rows: tuple[Proposal, ...]


def proposals(reading: Reading, period: str) -> list[ProposalLine]:
    """The proposals of a month by unit and code; none before they are laid before the committee."""
    columns = [_PROPOSALS.c[name] for name in ProposalLine.__dataclass_fields__]
    where = (_PROPOSALS.c.township == reading.township, _PROPOSALS.c.period == period)
    rows = reading.session.execute(select(*columns).where(*where).order_by(_PROPOSALS.c.unit, _PROPOSALS.c.code))
    return [ProposalLine(*row) for row in rows]


def undecided(reading: Reading) -> dict[str, int]:
    """Month → proposals that nobody has decided about."""
    where = (_PROPOSALS.c.township == reading.township, _PROPOSALS.c.state == "proposed")
    found: dict[str, int] = {}
    for period in reading.session.execute(select(_PROPOSALS.c.period).where(*where).order_by(_PROPOSALS.c.period)):
        found[period[0]] = found.get(period[0], 0) + 1
    return found


def proposals_of(reading: Reading, period: str | None = None) -> Proposals | None:
    """The month named, else the oldest with something undecided, else the last with any; None where there is none."""
    own = _PROPOSALS.c.township == reading.township
    periods = tuple(
        reading.session.execute(
            select(_PROPOSALS.c.period).where(own).distinct().order_by(_PROPOSALS.c.period)
        ).scalars()
    )
    chosen = period if period in periods else next(iter(undecided(reading)), periods[-1] if periods else None)
    if chosen is None:
        return None
    rubric = law(reading).rubrics[month_line(reading, chosen).rubric_version]
    order = {rule.code: place for place, rule in enumerate((*rubric.rewards, *rubric.penalties))}
    results = {unit.unit: unit for unit in month_result(reading, chosen).units}
    names, persons = unit_names(reading), {each.person_no: each.name for each in people(reading)}
    rows = [
        Proposal(line, names.get(line.unit, line.unit), one, persons.get(line.decided_by or "", line.decided_by or ""))
        for line in proposals(reading, chosen)
        for one in results[line.unit].consequences
        if one.code == line.code
    ]
    rows.sort(key=lambda row: (order.get(row.line.code, len(order)), results[row.line.unit].rank or 0, row.line.unit))
    return Proposals(chosen, periods, rubric, tuple(rows))
