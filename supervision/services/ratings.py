"""Recording a manual score (评分) by whoever gives it. Given again, the newer one counts (R-3, R-18)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from supervision.context import Context
from supervision.domain.model import Rating
from supervision.domain.permission import Action
from supervision.queries.entries import checked
from supervision.queries.names import month_prefix, next_number
from supervision.store.mapping import RATINGS


@dataclass(frozen=True, slots=True)
class NewRating:
    """What the acting person gives a unit for a manual item in a month, as it was typed."""

    unit: str
    item: str
    period: str
    value: Decimal | str
    comment: str | None = None


def record_rating(context: Context, new: NewRating, *, command_id: str | None = None) -> Rating:
    """Record a score. Raises BadFile where it is off the steps, lacks its comment or goes to one's own unit (R-18)."""
    with context.command(Action.RECORD_RATING, command_id=command_id) as work:
        work.check_unit(new.unit)
        rating: Rating = checked(
            work,
            "ratings",
            {
                "rating_no": next_number(work, RATINGS.table.c.rating_no, month_prefix("PF", work.today)),
                "unit": new.unit,
                "item": new.item,
                "period": new.period,
                "rater": work.actor.person_no,
                "value": new.value,
                "comment": new.comment,
            },
        )
        RATINGS.write(work.session, work.township, [rating])
        work.audit(rating.rating_no, rating.unit, item=rating.item, period=rating.period)
        return rating
