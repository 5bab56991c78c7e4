"""Writing what is to be told: each key once a person, gathered into one digest a person and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.trail import canonical
from supervision.store.mapping import table_of, write_rows
from supervision.store.tables.notices import DeliveryRow, NoticeRow

NOTICES = table_of(NoticeRow)
_DELIVERIES = table_of(DeliveryRow)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell one person. `key` makes it unique, such as `card:ZG-2026-07-001#1:2`."""

    person_no: str
    key: str
    kind: str
    unit: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def write_notices(session: Session, township: str, at: datetime, notices: Iterable[Notice]) -> int:
    """Write those that were not written before; how many. A digest that went out takes no more: they wait a day."""
    wanted = {(notice.person_no, notice.key): notice for notice in notices}
    known = _known(session, township, {key for _, key in wanted})
    new = [notice for place, notice in wanted.items() if place not in known]
    gone = _gone(session, township, at.date())
    rows = (
        {
            "township": township,
            "person_no": notice.person_no,
            "key": notice.key,
            "kind": notice.kind,
            "day": at.date() + timedelta(days=1) if notice.person_no in gone else at.date(),
            "unit": notice.unit,
            "facts": canonical(dict(notice.facts)),
            "written_at": at,
        }
        for notice in new
    )
    return write_rows(session, NOTICES, rows)


def _known(session: Session, township: str, keys: set[str]) -> set[tuple[str, str]]:
    known: set[tuple[str, str]] = set()
    ordered = sorted(keys)
    for start in range(0, len(ordered), 500):
        part = ordered[start : start + 500]
        where = (NOTICES.c.township == township, NOTICES.c.key.in_(part))
        found = session.execute(select(NOTICES.c.person_no, NOTICES.c.key).where(*where))
        known.update((row.person_no, row.key) for row in found)
    return known


def _gone(session: Session, township: str, day: date) -> set[str]:
    where = (_DELIVERIES.c.township == township, _DELIVERIES.c.day == day)
    return set(session.execute(select(_DELIVERIES.c.person_no).where(*where)).scalars())
