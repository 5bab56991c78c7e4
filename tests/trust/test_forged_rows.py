"""Forging the trail where it lies: every byte of the rows, every entry, the end cut off, clocks; on both databases.

Somebody with the file or the server has dropped the triggers; each forgery is one statement, looked at, undone. Chains
by themselves are `test_forged_trail`'s question.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from supervision.context import Reading
from supervision.domain.errors import BadInput
from supervision.domain.permission import SYSTEM
from supervision.queries.anchors import anchor_faults
from supervision.queries.trail import trail_break
from supervision.store.database import Database
from supervision.store.triggers import expected_triggers
from tests.conftest import NOW, TOWNSHIP
from tests.trust.crash import Stand
from tests.trust.test_crash_points import january_closed

TEXTS = ("actor", "role", "action", "subject", "unit", "facts", "rows", "previous", "hash")
CLOCKS = (timedelta(hours=-1), timedelta(seconds=1), timedelta(days=365), timedelta(microseconds=1))


class Forger:
    """Somebody with the database itself: each forgery is judged in its own transaction and undone."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.tried: Counter[str] = Counter()
        self.missed: list[str] = []
        with database.engine.connect() as connection:
            self._unguard(connection)
            rows = connection.execute(text("SELECT * FROM trail ORDER BY seq")).mappings().all()
        self.rows = [dict(row) for row in rows]

    def _unguard(self, connection: Connection) -> None:
        if self.database.is_sqlite:
            for name in expected_triggers("sqlite"):
                connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        else:
            for table in inspect(connection).get_table_names():
                connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        connection.commit()

    def forge(self, kind: str, statement: str, *more: str, cut: bool = False, **values: Any) -> None:
        """Do it, look, undo it. With `cut` the sealed month's anchor is what must find it."""
        with self.database.engine.connect() as connection, Session(bind=connection) as session:
            try:
                for each in (statement, *more):
                    session.execute(text(each), {k: v for k, v in values.items() if f":{k}" in each})
            except (DBAPIError, BadInput):  # the database itself does not take it: a byte that is no text, a key
                self.tried[f"{kind}, refused"] += 1
                return
            reading = Reading(session, TOWNSHIP, SYSTEM, NOW)
            found = anchor_faults(reading) if cut else trail_break(reading)
            session.rollback()
        self.tried[kind] += 1
        if not found:
            self.missed.append(f"{kind}: {statement} {values}")

    def told(self, name: str) -> None:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(self.tried.items()))
        print(
            f"{name}: {self.tried.total()} forgeries of {len(self.rows)} entries ({kinds}), missed {len(self.missed)}"
        )
        assert self.missed == []


def every_byte(forger: Forger, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        for column in TEXTS:
            data = (row[column] or "").encode()
            for at in range(len(data)):
                flipped = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]]).decode("latin-1")
                forger.forge(
                    "byte flipped",
                    f"UPDATE trail SET {column} = :value WHERE seq = :seq",
                    value=flipped,
                    seq=row["seq"],
                )


def every_entry(forger: Forger, rows: list[dict[str, Any]]) -> None:
    columns = ", ".join(forger.rows[0])
    told = ", ".join("seq + 1" if name == "seq" else name for name in forger.rows[0])
    other = {"command_id": "NULL", "previous": "substr(previous, 2) || '0'", "hash": "substr(hash, 2) || '0'"}
    told = ", ".join(other.get(each, each) for each in told.split(", "))
    last = forger.rows[-1]["seq"]
    for row in rows:
        seq = row["seq"]
        if seq < last:
            forger.forge("deleted", "DELETE FROM trail WHERE seq = :seq", seq=seq)
            forger.forge(
                "deleted, renumbered",
                "DELETE FROM trail WHERE seq = :seq",
                "UPDATE trail SET seq = -seq WHERE seq > :seq",
                "UPDATE trail SET seq = -seq - 1 WHERE seq < 0",
                seq=seq,
            )
            forger.forge(
                "swapped",
                "UPDATE trail SET seq = -1 WHERE seq = :seq",
                "UPDATE trail SET seq = :seq WHERE seq = :seq + 1",
                "UPDATE trail SET seq = :seq + 1 WHERE seq = -1",
                seq=seq,
            )
        forger.forge(
            "inserted",
            "UPDATE trail SET seq = -seq WHERE seq > :seq",
            "UPDATE trail SET seq = -seq + 1 WHERE seq < 0",
            f"INSERT INTO trail ({columns}) SELECT {told} FROM trail WHERE seq = :seq",
            seq=seq,
        )
        for clock in CLOCKS:
            at = datetime.fromisoformat(str(row["at"])) + clock
            forger.forge("clock", "UPDATE trail SET at = :at WHERE seq = :seq", at=str(at), seq=seq)


def every_end(forger: Forger, sealed: int) -> None:
    """A trail cut off before what a sealed month rests on; its chain holds, the month's anchor does not."""
    for keep in range(sealed):
        forger.forge("cut off", "DELETE FROM trail WHERE seq > :keep", cut=True, keep=keep)


@pytest.mark.parametrize("few", [2, pytest.param(None, marks=pytest.mark.heavy)], ids=["some", "all"])
def test_every_forgery_in_the_database_is_found(stand: Stand, tmp_path: Path, few: int | None) -> None:
    january_closed(stand, tmp_path)
    database = Database(stand.url)
    forger = Forger(database)
    sealed = next(row["seq"] for row in forger.rows if row["action"] == "seal_month")
    every_byte(forger, forger.rows[2:3] if few else forger.rows)
    every_entry(forger, forger.rows[:few])
    every_end(forger, few or sealed - 1)
    database.close()
    forger.told(stand.name)
