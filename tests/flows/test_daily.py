"""The round of a day, and which months the clock finds waiting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from flows.daily import run_daily, unclosed_months
from flows.entry import run_months_plain
from supervision.settings import enter
from supervision.store.mapping import table_of
from supervision.store.tables.work import CardRow
from tests.conftest import SECRETARY
from tests.database_digest import database_digest
from tests.flows.standing import FIRST_HALF, copy_of, settings_of

_CARDS = table_of(CardRow)


def cards(path: Path) -> set[tuple[object, ...]]:
    context = enter(settings_of(path))
    with context.reading() as reading:
        columns = (_CARDS.c.task_no, _CARDS.c.round, _CARDS.c.level, _CARDS.c.reached_on)
        found = {tuple(row) for row in reading.session.execute(select(*columns))}
    context.database.close()
    return found


def test_a_second_round_of_the_same_day_changes_nothing(township_file: Path) -> None:
    settings = settings_of(township_file)
    first = run_daily(settings, date(2026, 2, 10))
    before = database_digest(township_file)
    second = run_daily(settings, date(2026, 2, 10))
    assert first.opened > 0
    assert first.cards > 0
    assert (second.opened, second.cards) == (0, 0)
    assert database_digest(township_file) == before


def test_one_round_after_missed_days_issues_the_cards_of_all_of_them(imported_file: Path, tmp_path: Path) -> None:
    daily, once = copy_of(imported_file, tmp_path / "daily"), copy_of(imported_file, tmp_path / "once")
    first, last = date(2026, 1, 1), date(2026, 2, 10)
    for passed in range((last - first).days + 1):
        run_daily(settings_of(daily), first + timedelta(days=passed))
    run_daily(settings_of(once), last)
    assert cards(daily) == cards(once)
    assert cards(once)


def test_the_months_that_wait_come_from_the_tables_in_order(township_file: Path) -> None:
    context = enter(settings_of(township_file))
    assert unclosed_months(context) == FIRST_HALF
    assert unclosed_months(context, date(2026, 4, 2)) == ["2026-01", "2026-02"]
    context.database.close()


def test_closed_months_wait_no_more_and_later_ones_follow_the_last(township_file: Path) -> None:
    run_months_plain(settings_of(township_file), FIRST_HALF, approve_as=SECRETARY)
    context = enter(settings_of(township_file))
    assert unclosed_months(context) == []
    assert unclosed_months(context, date(2026, 10, 1)) == ["2026-07", "2026-08"]
    assert unclosed_months(context, date(2026, 10, 8)) == ["2026-07", "2026-08", "2026-09"]
    context.database.close()


def test_a_month_whose_planned_seal_is_still_to_come_does_not_wait(township_file: Path) -> None:
    before_the_seal = enter(settings_of(township_file, datetime(2026, 2, 1, 0, 30)))
    assert unclosed_months(before_the_seal) == []
    before_the_seal.database.close()
