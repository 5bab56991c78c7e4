"""A day that stands still (SUPERVISION_TODAY): its clock never runs behind what was recorded on it."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.services.months import open_month
from supervision.settings import enter, read_settings
from supervision.store.database import Database
from tests.conftest import TOWNSHIP, by_day, fixed


@pytest.mark.parametrize("last", [datetime(2026, 7, 7, 20), datetime(2026, 7, 7, 23, 59, 59)])
def test_on_the_next_morning_of_a_fixed_day_one_goes_on_after_the_last_record(
    half_year_db: Path, last: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_TIME_ZONE", by_day())
    database = Database(str(half_year_db))
    with closing(database):
        open_month(Context(database, TOWNSHIP, SYSTEM, fixed(last)), "2026-07")
    for today, from_when in (("2026-07-07", last), ("2026-07-08", datetime(2026, 7, 8, 11))):
        house = enter(read_settings(db=str(half_year_db), today=today, township=TOWNSHIP))
        with closing(house.database):
            now = house.clock()
        assert now >= from_when
        assert now.date() == date.fromisoformat(today)
