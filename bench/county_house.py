"""Which county the bench works on: one township's records under as many codes, copied by the database itself.

What is measured on it is `county`'s question.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Table, text

from bench.inputs import GENERATOR
from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.law import law
from supervision.queries.months import month_line
from supervision.queries.people import find_actor
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month, open_month, propose_consequences, score_month, seal_month
from supervision.services.setup import set_up
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from supervision.store.every_table import METADATA
from tests.postgres import administer

VILLAGES = 12
NOW = datetime(2026, 7, 7, 9, 0)
APPROVER = "P000001"
SEALED, CLOSING = ("2026-01", "2026-02"), "2026-03"
FIRST = "T0001"


def code(number: int) -> str:
    return f"T{number:04d}"


def found(server: str, name: str, townships: int, folder: Path) -> int:
    """A database with so many townships: half a year of records, two months of it sealed; how many rows there are."""
    administer(server, f"CREATE DATABASE {name}")
    database = Database(f"{server}/{name}")
    _first_township(database, folder)
    rows = 0
    with database.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # copies need no second judgement
        for table in METADATA.sorted_tables:
            if "township" in table.columns:
                rows += _copy(connection, table, townships)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    database.close()
    return rows


def _copy(connection: Connection, table: Table, townships: int) -> int:
    """A surrogate key is given anew. The trail's chain does not hold the township: copies verify."""
    names = [column.name for column in table.columns if (table.name, column.name) != ("task", "id")]
    chosen = ", ".join("'T' || lpad(n::text, 4, '0')" if name == "township" else f't."{name}"' for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    statement = (
        f'INSERT INTO "{table.name}" ({listed}) SELECT {chosen} FROM "{table.name}" t '
        "CROSS JOIN generate_series(2, :last) n WHERE t.township = :first"
    )
    connection.execute(text(statement), {"last": townships, "first": FIRST})
    return int(connection.execute(text(f'SELECT count(*) FROM "{table.name}"')).scalar_one())


def _first_township(database: Database, folder: Path) -> None:
    bundle = folder / "county-bundle"
    if not bundle.exists():
        wish = ["--seed", 7, "--villages", VILLAGES, "--others", 2, "--findings-per-unit", 2, "--light", "--no-xlsx"]
        command = [sys.executable, GENERATOR, "--out", bundle, *wish]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    set_up(database, FIRST, "Bench", lambda: NOW)
    context = Context(database, FIRST, SYSTEM, lambda: NOW)
    import_bundle(context, bundle)
    with context.reading() as reading:
        approver = context.acting_as(find_actor(reading, APPROVER))
        seals = {pin.period: pin.planned_seal_at for pin in law(reading).months}
    for period in SEALED:
        seal_at = seals[period]
        assert seal_at is not None
        open_month(context, period)
        open_tasks(context, seal_at.date())
        approve_month(approver, period, score_month(context, period, seal_at))
        seal_month(context, period)
        propose_consequences(context, period)


def digests(address: str, townships: int) -> set[str | None]:
    """The closed month's digests: one, as all have the same records."""
    database = Database(address)
    seen = set()
    for number in range(1, townships + 1):
        with Context(database, code(number), SYSTEM, lambda: NOW).reading() as reading:
            seen.add(month_line(reading, CLOSING).digest)
    database.close()
    return seen
