"""Which class the committee has given a unit otherwise than it was computed (R-37: beside it, changing nothing)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from supervision.context import Reading
from supervision.domain.checks.register_kinds import REGISTERS, standing
from supervision.domain.decision_facts import ClassDecision
from supervision.domain.period import last_day
from supervision.queries.known_courses import Horizon
from supervision.store.mapping import CLASS_DECISIONS


def classes_decided(reading: Reading, day: date, before: datetime | None = None) -> Mapping[str, ClassDecision]:
    """The decision in force on a day by unit, the newest one; `before`: as it was known then."""
    rows = CLASS_DECISIONS.read(reading.session, reading.township)
    known = standing("class_decisions", [row for row in rows if before is None or row.recorded_at < before])
    holds = REGISTERS["class_decisions"].is_open
    in_force = [row for row in known if holds is not None and holds(row, day)]
    return {row.unit: row for row in sorted(in_force, key=lambda row: (row.decided_on, row.decision_no))}


def class_decisions_known(reading: Reading, horizon: Horizon) -> list[ClassDecision]:
    """Those decided by the end of a document's time that hold in it or afterwards, as far as it may know."""
    rows = CLASS_DECISIONS.read(reading.session, reading.township, CLASS_DECISIONS.table.c.recorded_at < horizon.moment)
    told = [
        row
        for row in standing("class_decisions", rows)
        if row.decided_on <= horizon.last and (row.valid_to is None or row.valid_to >= horizon.first)
    ]
    return sorted(told, key=lambda row: (row.unit, row.valid_from, row.decision_no))


def classes_decided_in(reading: Reading, period: str) -> Mapping[str, ClassDecision]:
    """Those that hold at the end of a month, or today while it runs."""
    return classes_decided(reading, min(last_day(period), reading.today))
