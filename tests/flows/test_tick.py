"""The daily tick: what it finds to do, that a second one finds nothing, that a missed quarter is caught up whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import pytest

from flows import documents
from flows.entry import run_months_plain
from flows.tick import TickOutcome, catch_up, run_tick
from supervision.queries.months import month_line
from supervision.services.months import approve_month, return_month
from supervision.settings import enter
from supervision.store.database import Database
from tests.conftest import SECRETARY, person
from tests.database_digest import content, database_digest
from tests.flows.standing import FIRST_HALF, StandingStill, copy_of, settings_of

FIRST_DAY, LAST_DAY = date(2026, 1, 1), date(2026, 4, 10)
CLOCK = {
    "card": {"issued_at", "document_no"},
    "month": {"approved_at", "opened_at"},
    "notice": {"written_at", "day"},
    "step": {"done_at"},
    "task": {"id", "opened_at"},
}
"""What only tells when somebody did it; a document's running number follows the order of issue within its month."""


@pytest.fixture(autouse=True)
def render_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "render", lru_cache(maxsize=64)(documents.render))


def on(path: Path, day: date, hour: int = 9) -> StandingStill:
    return settings_of(path, datetime(day.year, day.month, day.day, hour))


def sign_what_waits(settings: StandingStill) -> bool:
    """The secretary reads the draft that waits and signs; False when none does."""
    waiting = [outcome for outcome in catch_up(settings) if outcome.waiting_for]
    context = enter(settings)
    for outcome in waiting:
        assert outcome.draft is not None
        approve_month(person(context, SECRETARY), outcome.period, outcome.draft)
    context.database.close()
    return bool(waiting)


def timeless(path: Path) -> dict[str, set[tuple[str, ...]]]:
    """What the tables hold without the moments at which it was done, and of the notices those that tell of cards."""
    database = Database(str(path))
    found = content(database, CLOCK)
    database.close()
    found = {name: rows for name, rows in found.items() if name not in ("trail", "digest", "anchor")}
    found["notice"] = [row for row in found["notice"] if "'card:" in row]
    return {name: set(rows) for name, rows in found.items()}


def test_one_tick_in_april_gives_what_timely_ticks_give(some_villages_file: Path, tmp_path: Path) -> None:
    daily, once = (copy_of(some_villages_file, tmp_path / name) for name in ("daily", "once"))
    for passed in range((LAST_DAY - FIRST_DAY).days + 1):
        day = FIRST_DAY + timedelta(days=passed)
        outcome = run_tick(on(daily, day))
        if any(each.waiting_for for each in outcome.months):
            sign_what_waits(on(daily, day, 10))
    april = on(once, LAST_DAY)
    assert [each.waiting_for for each in run_tick(april).months] == ["approval"]
    signed = 0
    while sign_what_waits(april):
        signed += 1
    assert signed == 3
    wanted, found = timeless(daily), timeless(once)
    assert {name: found[name] ^ rows for name, rows in wanted.items() if found[name] != rows} == {}
    assert len(wanted["card"]) > 5
    assert len(wanted["notice"]) > 10


def test_a_second_tick_of_the_day_changes_nothing(some_villages_file: Path, tmp_path: Path) -> None:
    path = copy_of(some_villages_file, tmp_path / "twice")
    first = run_tick(on(path, date(2026, 2, 10)))
    before = database_digest(path)
    second = run_tick(on(path, date(2026, 2, 10), 23))
    assert first.opened > 0
    assert first.told > 0
    assert database_digest(path) == before
    assert second == TickOutcome(first.day, 0, 0, (), (replace(first.months[0], changed=False),), 0)


def test_a_month_is_opened_on_its_first_day_with_its_look_backs(some_villages_file: Path, tmp_path: Path) -> None:
    path = copy_of(some_villages_file, tmp_path / "begun")
    assert run_tick(on(path, date(2026, 1, 1), 7)).begun == ()
    assert run_tick(on(path, date(2026, 1, 2))).begun == ("2026-01",)
    assert run_tick(on(path, date(2026, 3, 1))).begun == ("2026-02", "2026-03")


def test_months_that_nobody_planned_follow_the_calendar_of_the_rubric(some_villages_file: Path, tmp_path: Path) -> None:
    path = copy_of(some_villages_file, tmp_path / "unplanned")
    run_months_plain(settings_of(path), FIRST_HALF, approve_as=SECRETARY)
    assert run_tick(on(path, date(2026, 8, 4))).months == ()
    (july,) = run_tick(on(path, date(2026, 8, 20))).months
    assert (july.period, july.waiting_for) == ("2026-07", "approval")
    context = enter(on(path, date(2026, 8, 20)))
    with context.reading() as reading:
        assert month_line(reading, "2026-07").seal_at == datetime(2026, 8, 5)
        assert month_line(reading, "2026-08").state == "open"
    context.database.close()


def test_a_returned_draft_is_scored_again_with_what_was_put_right_since(
    some_villages_file: Path, tmp_path: Path
) -> None:
    path = copy_of(some_villages_file, tmp_path / "returned")
    run_tick(on(path, date(2026, 2, 10)))
    context = enter(on(path, date(2026, 2, 11)))
    return_month(person(context, SECRETARY), "2026-01", "figures to be checked")
    (outcome,) = run_tick(on(path, date(2026, 2, 12))).months
    assert outcome.waiting_for == "approval"
    with context.reading() as reading:
        assert month_line(reading, "2026-01").seal_at == datetime(2026, 2, 12, 9)
    context.database.close()


def test_a_township_without_months_has_only_its_day(tmp_path: Path, empty_file: Callable[[], Path]) -> None:
    outcome = run_tick(on(empty_file(), date(2026, 2, 10)))
    assert (outcome.begun, outcome.months) == ((), ())
