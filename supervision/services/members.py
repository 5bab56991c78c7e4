"""Reading members' names with their stars: for the own branch and the office; each reading is on the trail."""

from __future__ import annotations

from supervision.context import Context
from supervision.domain.member_stars import MemberStars
from supervision.domain.period import parse_period
from supervision.domain.permission import Action
from supervision.queries.member_stars import quarter_end, stars_of
from supervision.queries.people import check_unit_exists


def read_members(context: Context, unit: str, period: str) -> list[MemberStars]:
    """The members of a branch in the quarter of the month. Raises NotPermitted for another branch's people."""
    parse_period(period)
    with context.command(Action.READ_MEMBERS) as work:
        work.check_unit(unit)
        check_unit_exists(work, unit)
        found = stars_of(work, unit, period)
        work.audit(f"members:{unit}", unit, period=quarter_end(period), count=len(found))
        return found
