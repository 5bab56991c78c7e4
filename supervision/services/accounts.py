"""Passwords: setting them, and signing in with one. A hash is computed and compared outside any transaction.

Neither passwords nor hashes are ever told: not to the trail, not in an error, not in a log.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlalchemy import Row, select

from supervision.context import Context, Reading, Work
from supervision.domain.errors import BadInput, Conflict, NotPermitted
from supervision.domain.passwords import check_new, generated, is_locked, normal, wait_after
from supervision.domain.permission import SYSTEM, Action, Actor
from supervision.domain.posts import LEFT
from supervision.queries.accounts import accounts
from supervision.queries.people import find_actor, people
from supervision.store.mapping import table_of
from supervision.store.rows import change_rows, insert_row
from supervision.store.tables.accounts import AccountRow
from supervision.store.tables.township import PersonRow

_ACCOUNTS = table_of(AccountRow)
_PEOPLE = table_of(PersonRow)
_HASHES = PasswordHash((Argon2Hasher(),))
"""argon2id with 64 MiB and three passes (RFC 9106, second recommendation)."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who has shown who they are; `version` counts their passwords."""

    actor: Actor
    version: int
    must_change: bool


def sign_in(context: Context, who: str, password: str, door: str) -> SignedIn:
    """The person with that number or name, if the password is theirs. `door` is told to the trail.

    Raises NotPermitted, always the same one and after the same work: for somebody unknown, for a name that two
    people have, without an account, for a wrong password, and while one must wait after wrong ones.
    """
    with context.reading() as reading:
        found = _found(reading, who.strip())
    right = _HASHES.verify(normal(password), found.password_hash if found is not None else _nobodys_hash())
    if found is None:
        raise NotPermitted("sign-in-refused")
    actor = Actor(found.person_no, found.name, found.role, found.unit)
    with context.acting_as(actor if right else SYSTEM).command(Action.SIGN_IN) as work:
        row = work.session.execute(select(_ACCOUNTS).where(*_whose(work, found.person_no))).one()
        waits = is_locked(row.locked_until, work.now) or row.version != found.version
        if waits:
            work.nothing_to_do()
        else:
            _record(work, row, right, door)
    if waits or not right:
        raise NotPermitted("sign-in-refused")
    return SignedIn(actor, row.version, row.must_change)


def _record(work: Work, row: Row[Any], right: bool, door: str) -> None:
    failed = 0 if right else row.failed + 1
    wait = wait_after(failed)
    values = {"failed": failed, "locked_until": work.now + wait if wait else None}
    change_rows(work.session, _ACCOUNTS, _whose(work, row.person_no), **values)
    work.audit(row.person_no, door=door, right=right, failed=failed)


def set_password(context: Context, person_no: str, password: str | None = None) -> str:
    """Give somebody a first or another password; a random one when None. They must change it. It is given back."""
    with context.reading() as reading:
        actor = find_actor(reading, person_no)
    chosen = normal(password if password is not None else generated())
    check_new(chosen, actor.person_no, actor.name)
    hashed = _HASHES.hash(chosen)
    with context.command(Action.SET_PASSWORD) as work:
        _write(work, person_no, hashed, must_change=True)
    return chosen


def first_passwords(context: Context) -> Iterator[tuple[Actor, str]]:
    """Give everybody who has none a random password that they must change; each is told as it is given."""
    with context.reading() as reading:
        known = {line.person_no for line in accounts(reading)}
        waiting = [each.person_no for each in people(reading) if each.role != LEFT and each.person_no not in known]
    for person_no in waiting:
        chosen = set_password(context, person_no)
        with context.reading() as reading:
            actor = find_actor(reading, person_no)
        yield actor, chosen


def change_password(context: Context, who: str, old: str, new: str, door: str) -> SignedIn:
    """Somebody's own next password. Raises NotPermitted as `sign_in` does, BadInput for one that is not taken."""
    signed_in = sign_in(context, who, old, door)
    actor, chosen = signed_in.actor, normal(new)
    if chosen == normal(old):
        raise BadInput("password-same")
    check_new(chosen, actor.person_no, actor.name)
    hashed = _HASHES.hash(chosen)
    with context.acting_as(actor).command(Action.CHANGE_PASSWORD) as work:
        version = _write(work, actor.person_no, hashed, must_change=False, after=signed_in.version)
    return SignedIn(actor, version, False)


def _write(work: Work, person_no: str, hashed: str, *, must_change: bool, after: int | None = None) -> int:
    """The hash in its row; the password's count. With `after`, only if that password is still in force."""
    found = work.session.execute(select(_ACCOUNTS.c.version).where(*_whose(work, person_no))).scalar()
    if after is not None and found != after:
        raise Conflict("password-changed", person=person_no)
    version = (found or 0) + 1
    values = {
        "password_hash": hashed,
        "must_change": must_change,
        "failed": 0,
        "locked_until": None,
        "version": version,
        "changed_at": work.now,
    }
    if found is None:
        insert_row(work.session, _ACCOUNTS, township=work.township, person_no=person_no, **values)
    else:
        change_rows(work.session, _ACCOUNTS, _whose(work, person_no), **values)
    work.audit(person_no, version=version, must_change=must_change)
    return version


def _found(reading: Reading, who: str) -> Row[Any] | None:
    """The account of the person with that number, else with that name if nobody else has it."""
    columns = (_PEOPLE.c.name, _PEOPLE.c.role, _PEOPLE.c.unit)
    joined = (_PEOPLE.c.township == _ACCOUNTS.c.township) & (_PEOPLE.c.person_no == _ACCOUNTS.c.person_no)
    for column in (_PEOPLE.c.person_no, _PEOPLE.c.name):
        namesakes = select(_PEOPLE.c.person_no).where(_PEOPLE.c.township == reading.township, column == who)
        numbers = reading.session.execute(namesakes.limit(2)).scalars().all()
        if len(numbers) == 1:
            statement = select(_ACCOUNTS, *columns).join_from(_ACCOUNTS, _PEOPLE, joined)
            return reading.session.execute(statement.where(*_whose(reading, numbers[0]))).first()
    return None


def _whose(reading: Reading, person_no: str) -> tuple[Any, ...]:
    return (_ACCOUNTS.c.township == reading.township, _ACCOUNTS.c.person_no == person_no)


@cache
def _nobodys_hash() -> str:
    """What is compared where there is nothing to compare, so that it takes as long."""
    return _HASHES.hash(generated())
