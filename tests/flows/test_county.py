"""Many townships in one database: each comes to what it would come to alone, and one's failure is its own."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from flows import township_pool
from flows.county import DONE, FAILED, WAITING, Order, TownshipOutcome, county, packed, shards_for
from flows.county_entry import run_county_plain
from flows.township_pool import close_townships
from supervision.context import Context
from supervision.domain.errors import BadInput, Broken
from supervision.domain.permission import SYSTEM
from supervision.queries.months import month_line
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.services.importing import import_bundle
from supervision.services.setup import set_up
from supervision.settings import Settings
from supervision.store.database import Database
from tests.conftest import NOW, SECRETARY, fixed
from tests.flows.standing import settings_of, some_villages

NAMES = {"T001": "桑河乡", "T002": "青岭镇", "T003": "云坪镇"}
MONTH = "2026-01"


@pytest.fixture
def of_three(tmp_path: Path) -> Settings:
    """Three townships with the same records in one database."""
    bundle = some_villages(tmp_path / "bundle")
    database = Database(str(tmp_path / "county.db"))
    for code, name in NAMES.items():
        set_up(database, code, name, fixed())
        import_bundle(Context(database, code, SYSTEM, fixed()), bundle)
    database.close()
    return replace(settings_of(tmp_path / "county.db"), township=None)


def digests(settings: Settings) -> dict[str, str | None]:
    database = Database(settings.database_url)
    found = {}
    for code in NAMES:
        with Context(database, code, SYSTEM, fixed(NOW)).reading() as reading:
            found[code] = month_line(reading, MONTH).digest
            assert trail_break(reading) is None
            assert rows_held(reading).faults == ()
    database.close()
    return found


def run(settings: Settings, jobs: int = 1, approve_as: str | None = SECRETARY) -> dict[str, TownshipOutcome]:
    told: dict[str, TownshipOutcome] = {}

    def on_township(outcome: TownshipOutcome, *_: object) -> None:
        told[outcome.township] = outcome

    run_county_plain(settings, MONTH, None, approve_as, on_township, jobs=jobs)
    return told


def test_every_township_comes_to_the_same_from_the_same_records_and_a_second_run_adds_nothing(
    of_three: Settings,
) -> None:
    assert {each.state for each in run(of_three, approve_as=None).values()} == {WAITING}
    assert run(of_three) == {code: TownshipOutcome(code, DONE, True) for code in NAMES}
    assert len(set(digests(of_three).values())) == 1
    assert None not in digests(of_three).values()
    assert run(of_three) == {code: TownshipOutcome(code, DONE, False) for code in NAMES}


def test_one_townships_failure_is_told_by_name_and_stops_no_other(of_three: Settings) -> None:
    in_the_way = of_three.data_folder / "documents" / MONTH / "draft" / "T002-bulletin.docx"
    in_the_way.mkdir(parents=True)
    with pytest.raises(Broken) as caught:
        run_county_plain(of_three, MONTH, None, SECRETARY, lambda *_: None, jobs=1)
    assert caught.value.facts == {"count": 1, "townships": ["T002 青岭镇"]}
    found = digests(of_three)
    assert [code for code, digest in found.items() if digest is None] == ["T002"]
    in_the_way.rmdir()
    assert run(of_three)["T002"] == TownshipOutcome("T002", DONE, True)
    assert len(set(digests(of_three).values())) == 1


def test_without_a_month_the_day_is_run_for_every_township(of_three: Settings) -> None:
    told: list[TownshipOutcome] = []
    run_county_plain(of_three, None, None, None, lambda each, *_: told.append(each), jobs=1)
    assert told == [TownshipOutcome(code, WAITING, True) for code in NAMES]
    told.clear()
    run_county_plain(of_three, None, None, None, lambda each, *_: told.append(each), jobs=1)
    assert told == [TownshipOutcome(code, WAITING, False) for code in NAMES]


def test_a_month_that_is_none_is_refused_before_anything_is_done(of_three: Settings) -> None:
    with pytest.raises(BadInput):
        run_county_plain(of_three, "2026-13", None, None, lambda *_: None)


def _die_on_the_second(order: Order, township: str) -> TownshipOutcome:
    if township == "T002":
        os.kill(os.getpid(), signal.SIGKILL)
    return TownshipOutcome(township, DONE)


@pytest.mark.skipif(os.name == "nt", reason="signals to a process are POSIX")
def test_a_process_that_is_killed_fails_its_own_township_only(
    of_three: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(township_pool, "close_township", _die_on_the_second)
    outcomes = close_townships(Order(of_three, MONTH), list(NAMES), 2, lambda each: None)
    assert {each.township: each.state for each in outcomes} == {"T001": DONE, "T002": FAILED, "T003": DONE}
    assert [each.reason for each in outcomes if each.state == FAILED] == [of_three.words("flows.process-died")]


def test_shards_are_even_and_none_is_empty() -> None:
    codes = [f"T{number:04d}" for number in range(1, 1001)]
    parts = packed(codes, shards_for(len(codes)))
    assert sorted(each for part in parts for each in part) == codes
    assert {len(part) for part in parts} == {50}
    assert [len(part) for part in packed(codes[:3], 16)] == [1, 1, 1]
    assert [shards_for(number) for number in (1, 300, 1000, 9000)] == [1, 6, 20, 64]


def test_the_townships_of_a_county_have_their_names(of_three: Settings) -> None:
    assert county(of_three) == NAMES
