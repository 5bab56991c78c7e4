"""A database file of its own for every test of the terminal: the sample township after its half year."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from supervision.queries.law import law
from supervision.services.cards import sweep
from supervision.services.importing import import_bundle
from supervision.services.months import open_month, score_month
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from tests.conftest import SAMPLE, house

PERIOD = "2026-01"


@pytest.fixture
def township(half_year_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "supervision.db"
    shutil.copyfile(half_year_file, path)
    return path


@pytest.fixture(scope="session")
def drafted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township in early February: January is scored and waits for its signature."""
    path = tmp_path_factory.mktemp("drafted") / "supervision.db"
    database = Database(str(path))
    context = house(database)
    import_bundle(context, SAMPLE)
    with context.reading() as reading:
        pin = law(reading).month(PERIOD)
    assert pin is not None
    assert pin.planned_seal_at is not None
    open_month(context, PERIOD)
    open_tasks(context, date(2026, 1, 31))
    sweep(context, date(2026, 1, 31))
    score_month(context, PERIOD, pin.planned_seal_at)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path
