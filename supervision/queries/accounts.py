"""Who has a password. The passwords themselves never leave `services.accounts`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.store.choices import is_demonstration
from supervision.store.mapping import table_of
from supervision.store.tables.accounts import AccountRow
from supervision.store.tables.township import PersonRow

_ACCOUNTS = table_of(AccountRow)
_PEOPLE = table_of(PersonRow)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Somebody's account as it may be shown."""

    person_no: str
    name: str
    role: str
    must_change: bool
    failed: int
    locked_until: datetime | None
    changed_at: datetime


def accounts(reading: Reading) -> list[AccountLine]:
    """Every account of the township, by number."""
    shown = (_ACCOUNTS.c.must_change, _ACCOUNTS.c.failed, _ACCOUNTS.c.locked_until, _ACCOUNTS.c.changed_at)
    statement = (
        select(_PEOPLE.c.person_no, _PEOPLE.c.name, _PEOPLE.c.role, *shown)
        .join_from(
            _ACCOUNTS,
            _PEOPLE,
            (_PEOPLE.c.township == _ACCOUNTS.c.township) & (_PEOPLE.c.person_no == _ACCOUNTS.c.person_no),
        )
        .where(_ACCOUNTS.c.township == reading.township)
        .order_by(_ACCOUNTS.c.person_no)
    )
    return [AccountLine(*row) for row in reading.session.execute(statement)]


def passwords_asked(reading: Reading) -> bool:
    """Must whoever comes in show who they are? Not in a demonstration in which nobody has a password."""
    return anybody_has_one(reading) or not demonstration(reading)


def demonstration(reading: Reading) -> bool:
    """Was the township made by `demo`? No command makes a demonstration of a real one."""
    return is_demonstration(reading.session, reading.township)


def anybody_has_one(reading: Reading) -> bool:
    """Does anybody of the township have a password?"""
    statement = select(_ACCOUNTS.c.person_no).where(_ACCOUNTS.c.township == reading.township).limit(1)
    with reading.whole():
        return reading.session.execute(statement).first() is not None


def password_version(reading: Reading, person_no: str) -> int | None:
    """Which password of the person is in force, counted; None without an account, or while a new one must be set."""
    statement = select(_ACCOUNTS.c.version).where(
        _ACCOUNTS.c.township == reading.township,
        _ACCOUNTS.c.person_no == person_no,
        _ACCOUNTS.c.must_change.is_(False),
    )
    return reading.session.execute(statement).scalar()
