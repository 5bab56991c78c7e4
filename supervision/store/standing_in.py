"""Does somebody act in another's post today (授权代办)? Asked with each command: a session may outlive the day."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlmodel import Session

from supervision.store.mapping import table_of
from supervision.store.tables.delegations import DelegationRow

DELEGATIONS = table_of(DelegationRow)


def stands_in(session: Session, township: str, person_no: str, giver_no: str, day: date) -> bool:
    given = DELEGATIONS.c
    where = (
        given.township == township,
        given.to_no == person_no,
        given.from_no == giver_no,
        given.valid_from <= day,
        given.valid_to >= day,
        or_(given.ended_on.is_(None), given.ended_on > day),
    )
    return session.execute(select(given.delegation_no).where(*where).limit(1)).first() is not None
