"""The working days that the library gives: equal to the published table, and a guessed year is known as guessed."""

from __future__ import annotations

import csv
from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.permission import Action
from supervision.store.calendar import library_year, read_workdays, replace_year, workdays_with
from tests.conftest import SAMPLE

with (SAMPLE.parent / "calendar.csv").open(encoding="utf-8") as file:
    PUBLISHED = {date.fromisoformat(row["date"]): row["kind"] == "work" for row in csv.DictReader(file)}


@pytest.mark.parametrize("year", sorted({day.year for day in PUBLISHED}))
def test_the_library_gives_the_days_of_the_table(year: int) -> None:
    special, _ = library_year(year)
    assert special == {day: works for day, works in PUBLISHED.items() if day.year == year}


def test_a_year_without_make_up_days_is_only_expected() -> None:
    assert [library_year(year)[1] for year in (2025, 2026, 2027)] == [True, True, False]


def test_a_make_up_saturday_is_worked_and_a_holiday_is_free(empty: Context) -> None:
    with empty.reading() as reading:
        workdays = read_workdays(reading.session)
    assert workdays.is_workday(date(2026, 2, 14))
    assert not workdays.is_workday(date(2026, 10, 7))
    assert 2026 in workdays.years
    assert 2027 not in workdays.years


def test_people_may_edit_a_year(empty: Context) -> None:
    with empty.command(Action.SET_UP) as work:
        replace_year(work.session, 2027, {date(2027, 2, 6): True}, official=True)
        work.audit("calendar")
    with empty.reading() as reading:
        workdays = read_workdays(reading.session)
    assert workdays.is_workday(date(2027, 2, 6))
    assert workdays.is_workday(date(2027, 10, 1)), "what the library expected is gone"
    assert 2027 in workdays.years


def test_a_year_that_the_table_lacks_comes_from_the_library_without_being_written(empty: Context) -> None:
    with empty.reading() as reading:
        assert 2024 not in read_workdays(reading.session).years
        assert not workdays_with(reading.session, [2024]).is_workday(date(2024, 10, 1))
        assert read_workdays(reading.session).is_workday(date(2024, 10, 1))
