"""What people are told: the inbox, the digests that have not gone out, how deliveries went."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, func, or_, select

from supervision.context import Reading
from supervision.store.mapping import table_of
from supervision.store.notice_rows import NOTICES
from supervision.store.tables.notices import ContactRow, DeliveryRow, DigestRow

_CONTACTS = table_of(ContactRow)
_DELIVERIES = table_of(DeliveryRow)
_DIGESTS = table_of(DigestRow)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing told. `facts` are codes, numbers and dates as text."""

    key: str
    kind: str
    unit: str | None
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Digest:
    """Everything one person is told on one day."""

    person_no: str
    day: date
    items: tuple[Item, ...]
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A channel of a person. The address may hold a password: hand it to the sender, show it to nobody."""

    person_no: str
    channel: str
    address: str


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """How one digest went out by one channel."""

    person_no: str
    day: date
    channel: str
    state: str
    attempts: int
    last_error: str | None
    next_try_at: datetime | None
    sent_at: datetime | None


def inbox(reading: Reading, person_no: str, limit: int = 30) -> list[Digest]:
    """A person's newest digests up to today, newest first."""
    where = (NOTICES.c.township == reading.township, NOTICES.c.person_no == person_no, NOTICES.c.day <= reading.today)
    days = reading.session.execute(
        select(NOTICES.c.day).where(*where).distinct().order_by(NOTICES.c.day.desc()).limit(limit)
    ).scalars()
    wanted = list(days)
    seen = {
        row.day: row.seen_at
        for row in reading.session.execute(
            select(_DIGESTS.c.day, _DIGESTS.c.seen_at).where(
                _DIGESTS.c.township == reading.township, _DIGESTS.c.person_no == person_no
            )
        )
    }
    return [Digest(person_no, day, _items(reading, person_no, day), seen.get(day)) for day in wanted]


def unread(reading: Reading, person_no: str) -> int:
    """How many things a person has been told up to today and has not read yet."""
    seen = select(_DIGESTS.c.day).where(
        _DIGESTS.c.township == reading.township, _DIGESTS.c.person_no == person_no, _DIGESTS.c.seen_at.is_not(None)
    )
    where = (NOTICES.c.township == reading.township, NOTICES.c.person_no == person_no, NOTICES.c.day <= reading.today)
    count = select(func.count()).select_from(NOTICES).where(*where, NOTICES.c.day.not_in(seen))
    return int(reading.session.execute(count).scalar_one())


def _items(reading: Reading, person_no: str, day: date) -> tuple[Item, ...]:
    rows = reading.session.execute(
        select(NOTICES.c.key, NOTICES.c.kind, NOTICES.c.unit, NOTICES.c.facts)
        .where(NOTICES.c.township == reading.township, NOTICES.c.person_no == person_no, NOTICES.c.day == day)
        .order_by(NOTICES.c.kind, NOTICES.c.key)
    )
    return tuple(Item(row.key, row.kind, row.unit, json.loads(row.facts)) for row in rows)


def digests_to_send(reading: Reading) -> list[Digest]:
    """Digests of today and before that some channel of their person has not taken yet, oldest first."""
    rows = reading.session.execute(
        select(NOTICES.c.person_no, NOTICES.c.day)
        .join(_CONTACTS, and_(_CONTACTS.c.township == NOTICES.c.township, _CONTACTS.c.person_no == NOTICES.c.person_no))
        .outerjoin(_DELIVERIES, _same_delivery())
        .where(
            NOTICES.c.township == reading.township, NOTICES.c.day <= reading.today, _CONTACTS.c.active, _is_due(reading)
        )
        .distinct()
        .order_by(NOTICES.c.day, NOTICES.c.person_no)
    )
    return [Digest(row.person_no, row.day, _items(reading, row.person_no, row.day)) for row in rows]


def _same_delivery() -> Any:
    return and_(
        _DELIVERIES.c.township == NOTICES.c.township,
        _DELIVERIES.c.person_no == NOTICES.c.person_no,
        _DELIVERIES.c.day == NOTICES.c.day,
        _DELIVERIES.c.channel == _CONTACTS.c.channel,
    )


def _is_due(reading: Reading) -> Any:
    return or_(
        _DELIVERIES.c.state.is_(None),
        and_(_DELIVERIES.c.state == "failed", _DELIVERIES.c.next_try_at <= reading.now),
    )


def contacts(reading: Reading, digest: Digest) -> list[Contact]:
    """The person's channels by which this digest is still to go out."""
    delivered = and_(
        _DELIVERIES.c.township == _CONTACTS.c.township,
        _DELIVERIES.c.person_no == _CONTACTS.c.person_no,
        _DELIVERIES.c.day == digest.day,
        _DELIVERIES.c.channel == _CONTACTS.c.channel,
    )
    rows = reading.session.execute(
        select(_CONTACTS.c.person_no, _CONTACTS.c.channel, _CONTACTS.c.address)
        .outerjoin(_DELIVERIES, delivered)
        .where(
            _CONTACTS.c.township == reading.township,
            _CONTACTS.c.person_no == digest.person_no,
            _CONTACTS.c.active,
            _is_due(reading),
        )
        .order_by(_CONTACTS.c.channel)
    )
    return [Contact(*row) for row in rows]


def deliveries(reading: Reading, limit: int = 100) -> list[DeliveryLine]:
    """The newest deliveries, failed ones first."""
    columns = [_DELIVERIES.c[name] for name in DeliveryLine.__dataclass_fields__]
    rows = reading.session.execute(
        select(*columns)
        .where(_DELIVERIES.c.township == reading.township)
        .order_by(_DELIVERIES.c.state, _DELIVERIES.c.day.desc(), _DELIVERIES.c.person_no)
        .limit(limit)
    )
    return [DeliveryLine(*row) for row in rows]


def channels_of(reading: Reading) -> list[tuple[str, str, str]]:
    """Person, channel and the kind of address (`mailto`, `wecombot` …), never the address itself."""
    rows = reading.session.execute(
        select(_CONTACTS.c.person_no, _CONTACTS.c.channel, _CONTACTS.c.address)
        .where(_CONTACTS.c.township == reading.township)
        .order_by(_CONTACTS.c.person_no, _CONTACTS.c.channel)
    )
    return [(row.person_no, row.channel, row.address.partition("://")[0]) for row in rows]
