"""What a month would come to: computed from the facts as they are, nothing kept; and does its draft still say so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.checks.bulk import without_circles
from supervision.domain.errors import NotThisMonth
from supervision.domain.month import compute_month
from supervision.domain.permission import Action
from supervision.domain.result import MonthResult
from supervision.queries.law import law
from supervision.queries.scoring_facts import sealed_before, township_facts
from supervision.store.mapping import table_of
from supervision.store.tables.trail import TrailRow

_TRAIL = table_of(TrailRow)
_NO_FACTS = (
    *(Action.APPROVE_MONTH, Action.START_PUBLICITY, Action.FILE_APPEAL, Action.DECIDE_APPEAL, Action.DECIDE_PROPOSAL),
    *(Action.ATTACH_EVIDENCE, Action.BACK_UP, Action.DELIVER, Action.READ_NOTICES),
    *(Action.SIGN_IN, Action.SET_PASSWORD, Action.CHANGE_PASSWORD),
)
"""What can be done without changing anything that a month is computed from."""


@without_circles()
def preview(reading: Reading, period: str, seal_at: datetime | None = None) -> MonthResult:
    """The month as if it were sealed at `seal_at` (now). Raises NotThisMonth when there is no such month."""
    rules = law(reading)
    pin = rules.month(period)
    if pin is None:
        raise NotThisMonth("month-not-open", period=period)
    timeline = rules.timeline(reading.today, period, seal_at or reading.now)
    with reading.whole():
        facts, earlier = township_facts(reading), sealed_before(reading, period)
    return reading.as_seen(compute_month(period, pin.opened_at, timeline, facts, earlier, rules.workdays))


def drafted_last(reading: Reading, period: str, draft_sha: str) -> bool:
    """Is that draft the last thing done here that could change a figure? Then computing again would give it again."""
    statement = (
        select(_TRAIL.c.action, _TRAIL.c.subject, _TRAIL.c.facts)
        .where(_TRAIL.c.township == reading.township, _TRAIL.c.action.not_in([action.value for action in _NO_FACTS]))
        .order_by(_TRAIL.c.seq.desc())
        .limit(1)
    )
    with reading.whole():
        action, subject, facts = reading.session.execute(statement).one()
    return (action, subject) == (Action.RUN_MONTH, period) and draft_sha in facts
