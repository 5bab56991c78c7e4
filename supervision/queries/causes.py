"""Why a problem came about (症结): the standing root cause of one task, or of many at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from supervision.context import Reading
from supervision.domain.checks.register_kinds import standing
from supervision.domain.decision_facts import RootCause
from supervision.store.mapping import ROOT_CAUSES


def root_cause(reading: Reading, task_no: str) -> RootCause | None:
    """The newest cause of a task that no later row replaces."""
    return _newest(ROOT_CAUSES.read(reading.session, reading.township, ROOT_CAUSES.table.c.task_no == task_no)).get(
        task_no
    )


def root_causes(reading: Reading, before: datetime) -> Mapping[str, RootCause]:
    """Every task's cause as it was known before a moment."""
    return _newest(ROOT_CAUSES.read(reading.session, reading.township, ROOT_CAUSES.table.c.recorded_at < before))


def _newest(rows: list[RootCause]) -> dict[str, RootCause]:
    found = standing("root_causes", rows)
    return {row.task_no: row for row in sorted(found, key=lambda row: (row.recorded_at, row.cause_no))}
