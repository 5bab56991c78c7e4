"""Recording an activity (活动) that was held. What it counts is `queries.quotas`' question (R-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.context import Context
from supervision.domain.model import Activity
from supervision.domain.permission import Action
from supervision.queries.entries import checked
from supervision.queries.names import month_prefix, next_number
from supervision.store.mapping import ACTIVITIES


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What was held, where and when; figures as they were typed, so that a wrong one is told in its place."""

    unit: str
    type: str
    held_on: date | str
    group_no: int | str | None = None
    expected: int | str | None = None
    attended: int | str | None = None
    topic: str | None = None


def record_activity(context: Context, new: NewActivity, *, command_id: str | None = None) -> Activity:
    """Record an activity. Raises BadFile with every wrong figure, NotPermitted for somebody else's unit."""
    with context.command(Action.RECORD_ACTIVITY, command_id=command_id) as work:
        work.check_unit(new.unit)
        activity: Activity = checked(
            work,
            "activities",
            {
                "activity_no": next_number(work, ACTIVITIES.table.c.activity_no, month_prefix("HD", work.today)),
                "unit": new.unit,
                "type": new.type,
                "held_on": new.held_on,
                "group_no": new.group_no,
                "expected": new.expected,
                "attended": new.attended,
                "topic": new.topic,
            },
        )
        ACTIVITIES.write(work.session, work.township, [activity])
        work.audit(activity.activity_no, activity.unit, type=activity.type, held_on=activity.held_on)
        return activity
