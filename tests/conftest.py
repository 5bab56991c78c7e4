"""What many tests start from: an empty house, and the sample township after half a year."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.permission import SYSTEM, Actor
from supervision.queries.law import law
from supervision.queries.months import month_line
from supervision.queries.people import find_actor
from supervision.services.cards import sweep
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month, open_month, propose_consequences, score_month, seal_month
from supervision.services.setup import set_up
from supervision.services.tasks import open_tasks
from supervision.store.database import Database

pytest_plugins = ["tests.postgres", "tests.flows.tally"]

SAMPLE = Path(__file__).parents[1] / "supervision" / "sample" / "sanghe-2026H1"
TOWNSHIP, TOWNSHIP_NAME = "T01", "桑河乡"
NOW = datetime(2026, 7, 7, 9, 0)
SECRETARY = "P000001"


def fixed(moment: datetime = NOW) -> Callable[[], datetime]:
    """A clock that stands still."""
    return lambda: moment


def by_day() -> str:
    """A zone in which it is noon now: on a fixed day, what was recorded at nine lies behind every clock."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}"


def house(database: Database, moment: datetime = NOW) -> Context:
    """A set-up township, seen by the local operator."""
    set_up(database, TOWNSHIP, TOWNSHIP_NAME, fixed(moment), demonstration=True)
    return Context(database, TOWNSHIP, SYSTEM, fixed(moment))


def person(context: Context, person_no: str) -> Context:
    """The same house for one person."""
    with context.reading() as reading:
        actor: Actor = find_actor(reading, person_no)
    return context.acting_as(actor)


def run_month(context: Context, period: str, day_of: Callable[[str], datetime] | None = None) -> None:
    """One month's cycle by plain services, approved by the township secretary."""
    from supervision.domain.period import last_day

    with context.reading() as reading:
        pin = law(reading).month(period)
    assert pin is not None
    seal_at = day_of(period) if day_of else pin.planned_seal_at
    assert seal_at is not None
    open_month(context, period)
    open_tasks(context, last_day(period))
    sweep(context, last_day(period))
    score_month(context, period, seal_at)
    with context.reading() as reading:
        sha = month_line(reading, period).draft_sha
    assert sha is not None
    approve_month(person(context, SECRETARY), period, sha)
    seal_month(context, period)
    propose_consequences(context, period)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Context]:
    """A township with nothing in it, in a database in memory."""
    database = Database("sqlite://")
    yield house(database)
    database.close()


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Context]:
    """The sample township imported, no month run."""
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, SAMPLE)
    yield context
    database.close()


@pytest.fixture(scope="session")
def half_year_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the sample township after its six months; copy it before you change it."""
    path = tmp_path_factory.mktemp("half-year") / "supervision.db"
    database = Database(str(path))
    context = house(database)
    import_bundle(context, SAMPLE)
    for month in range(1, 7):
        run_month(context, f"2026-{month:02d}")
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def half_year(half_year_file: Path, tmp_path: Path) -> Iterator[Context]:
    """The sample township after its six months, as the local operator sees it on 7 July 2026; a copy of its own."""
    path = tmp_path / "supervision.db"
    shutil.copyfile(half_year_file, path)
    database = Database(str(path))
    yield Context(database, TOWNSHIP, SYSTEM, fixed())
    database.close()
