"""What has become of a month's proposed rewards and penalties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
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


def proposals(reading: Reading, period: str) -> list[ProposalLine]:
    """The proposals of a month by unit and code; none before they are laid before the committee."""
    columns = [_PROPOSALS.c[name] for name in ProposalLine.__dataclass_fields__]
    where = (_PROPOSALS.c.township == reading.township, _PROPOSALS.c.period == period)
    rows = reading.session.execute(select(*columns).where(*where).order_by(_PROPOSALS.c.unit, _PROPOSALS.c.code))
    return [ProposalLine(*row) for row in rows]
