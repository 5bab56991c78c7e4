"""Who acts in whose post today. Giving and ending that is `services.delegations`' question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from supervision.context import Reading
from supervision.domain.errors import NotPermitted
from supervision.domain.permission import Actor
from supervision.queries.people import find_actor
from supervision.store.standing_in import DELEGATIONS, stands_in

FOR = "/"
"""P000002/P000001: the first acts in the post of the second."""


@dataclass(frozen=True, slots=True)
class Delegation:
    """One delegation; `ended_on` is the day from which it no longer holds, None while it runs its course."""

    delegation_no: str
    from_no: str
    to_no: str
    valid_from: date
    valid_to: date
    reason: str
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to and (self.ended_on is None or day < self.ended_on)


def delegations(reading: Reading, person_no: str | None = None) -> list[Delegation]:
    """Every delegation, or those given by or to somebody, by number."""
    columns = [DELEGATIONS.c[name] for name in Delegation.__dataclass_fields__]
    where = [DELEGATIONS.c.township == reading.township]
    if person_no is not None:
        where.append(or_(DELEGATIONS.c.from_no == person_no, DELEGATIONS.c.to_no == person_no))
    rows = reading.session.execute(select(*columns).where(*where).order_by(DELEGATIONS.c.delegation_no))
    return [Delegation(*row) for row in rows]


def acting(reading: Reading, named: str) -> Actor:
    """The person of that number; with `P000002/P000001` the first one in the post of the second.

    The person stays who they are: nobody verifies or closes what they own, in whatever post. Raises BadInput for
    somebody unknown, NotPermitted without a delegation that holds today.
    """
    own, _, other = named.partition(FOR)
    actor = find_actor(reading, own)
    if not other:
        return actor
    giver = find_actor(reading, other)
    if not stands_in(reading.session, reading.township, own, other, reading.today):
        raise NotPermitted("no-delegation", person=actor.name, giver=giver.name, day=reading.today)
    return Actor(actor.person_no, actor.name, giver.role, giver.unit, giver.person_no)


def posts_lent(reading: Reading, person_no: str) -> list[Delegation]:
    """The delegations by which this person may act in others' posts today."""
    given = delegations(reading, person_no)
    return [each for each in given if each.to_no == person_no and each.holds_on(reading.today)]
