"""Letting somebody act in one's post for some days (授权代办), and ending that early."""

from __future__ import annotations

from datetime import date

from supervision.context import Context
from supervision.domain.errors import BadInput, Conflict
from supervision.domain.permission import Action, Role
from supervision.domain.texts import entered
from supervision.queries.delegations import Delegation, delegations
from supervision.queries.names import month_prefix, next_number
from supervision.queries.people import find_actor
from supervision.store.rows import change_rows, insert_row
from supervision.store.standing_in import DELEGATIONS


def delegate(context: Context, to_no: str, valid_to: date, reason: str, valid_from: date | None = None) -> Delegation:
    """The acting person lets another act in their own post, from a day (today) to a last day.

    Raises BadInput for oneself, for somebody unknown and for days that are past or in the wrong order. What was
    delegated to somebody cannot be passed on: only one's own post can be given.
    """
    with context.command(Action.DELEGATE) as work:
        giver, other = find_actor(work, work.actor.person_no), find_actor(work, to_no)
        first = valid_from or work.today
        if other.person_no == giver.person_no or other.role == Role.ADMIN:
            raise BadInput("delegate-to-whom", person=other.name)
        if giver.role != work.actor.role:
            raise BadInput("delegate-own-post")
        if not work.today <= first <= valid_to:
            raise BadInput("delegate-days", first=first, last=valid_to, today=work.today)
        number = next_number(work, DELEGATIONS.c.delegation_no, month_prefix("SQ", work.today))
        made = Delegation(number, giver.person_no, other.person_no, first, valid_to, entered("reason", reason), None)
        values = {name: getattr(made, name) for name in Delegation.__dataclass_fields__}
        insert_row(work.session, DELEGATIONS, township=work.township, **values, given_at=work.now, version=1)
        work.audit(number, giver.unit, by=giver.person_no, to=other.person_no, first=first, last=valid_to)
        return made


def end_delegation(context: Context, number: str) -> None:
    """End one's own delegation today; it holds no more from this moment. Raises BadInput when there is none."""
    with context.command(Action.DELEGATE) as work:
        own = delegations(work, work.actor.person_no)
        found = next((each for each in own if each.delegation_no == number), None)
        if found is None or found.from_no != work.actor.person_no:
            raise BadInput("no-such-delegation", value=number)
        if not found.holds_on(max(work.today, found.valid_from)):
            work.nothing_to_do()
            return
        own_number = (DELEGATIONS.c.township == work.township, DELEGATIONS.c.delegation_no == number)
        where = (*own_number, DELEGATIONS.c.ended_on.is_(None))
        if change_rows(work.session, DELEGATIONS, where, ended_on=work.today, version=2) != 1:
            raise Conflict("delegation-ended", value=number)
        work.audit(number, ended=work.today)
