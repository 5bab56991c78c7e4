"""Every kind of command dies at every statement, commit and file: acknowledged is there, the rest whole or absent.

What runs of the flows do after a death is `tests/flows/test_faults`' question: here it is each command by itself.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from flows.entry import run_months_plain
from supervision.cli.checks import Seen, database, evidence, records
from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.copies import copies, folder_of, is_as_written, manifest_of
from supervision.queries.months import month_line
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.services.backup import back_up
from supervision.services.cards import sweep
from supervision.services.copies import try_copy
from supervision.services.importing import import_bundle
from supervision.services.months import (
    approve_month,
    open_month,
    propose_consequences,
    publish_month,
    score_month,
    seal_month,
)
from supervision.services.setup import refresh_calendar, set_up
from supervision.services.tasks import open_tasks
from supervision.store.database import Database
from supervision.store.schema import migrate
from tests.conftest import NOW, SECRETARY, TOWNSHIP, TOWNSHIP_NAME, fixed, person
from tests.flows.places import Copy
from tests.flows.standing import settings_of, some_villages
from tests.flows.struck import BACK_AGAIN, JANUARY_CLOSED, MONTH
from tests.trust.crash import Stand, strike
from tests.trust.fields import House
from tests.trust.staged import SHOWN, stage

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="commands die in forked children; no fork here")
ONE_REGISTER = "registers.record.meetings"
"""All registers are written by one command."""
CHANGES_NOTHING = frozenset(
    ("appeals.start_publicity", "months.open_month", "months.propose_consequences", "evidence.check_attaching")
)
"""As they are called there, all is done already."""
NEW_MEASURES = (
    "measure_no,unit,metric,period,numerator,denominator,recorded_at\n"
    "S9000001,V03,paired_households_contacted_over_planned,2026-07,7,9,2026-07-01T11:00:00\n"
    "S9000002,V04,paired_households_contacted_over_planned,2026-07,8,9,2026-07-01T11:00:00\n"
)
Work = Callable[[Context], object]


def in_township(stand: Stand, moment: datetime, work: Work) -> Callable[[], object]:
    """The work in a database that is opened for it, as a program that starts does."""

    def run() -> object:
        house = Database(stand.url)
        with closing(house):
            return work(Context(house, TOWNSHIP, SYSTEM, fixed(moment)))

    return run


def is_in_order(stand: Stand, moment: datetime, folder: Path) -> None:
    """The trail holds, and the doctor finds nothing wrong."""
    in_township(stand, moment, _trail_holds)()
    settings = settings_of(Path(stand.url), moment)
    if stand.name == "SQLite":
        found = [seen for check in (database, records, evidence) for seen in check(settings)]
        assert [seen for seen in found if isinstance(seen, Seen) and seen.grade == "wrong"] == []


def _trail_holds(context: Context) -> None:
    with context.reading() as reading:
        assert trail_break(reading) is None
        assert rows_held(reading).faults == ()


def staged(stand: Stand, home: Path) -> House:
    house = Database(stand.url)
    made = stage(house, home)
    house.close()
    return made


def given(house: House, command: str) -> Work:
    """The command as `fields` gives it, in another process."""
    call = house.calls()[command]

    def work(context: Context) -> object:
        elsewhere = House(context, *[getattr(house, name) for name in House.__dataclass_fields__ if name != "context"])
        return elsewhere.give(command, call.who, call.arguments)

    return work


def records_and_decisions(house: House, folder: Path) -> dict[str, Work]:
    """Every command of `fields` that changes something, an import, the calendar."""
    calls = house.calls()
    wanted = [
        name
        for name, call in calls.items()
        if name not in CHANGES_NOTHING and call.refused is None
        if not name.startswith("registers.record.") or name == ONE_REGISTER
    ]
    (folder / "measures.csv").write_text(NEW_MEASURES, encoding="utf-8")
    return {
        **{name: given(house, name) for name in wanted},
        "importing.import_bundle": lambda context: import_bundle(context, folder / "measures.csv"),
        "setup.refresh_calendar": lambda context: refresh_calendar(context, [2027]),
    }


def january_closed(stand: Stand, folder: Path) -> None:
    """Three villages, January closed, nothing of February done."""
    house = Database(stand.url)
    set_up(house, TOWNSHIP, TOWNSHIP_NAME, fixed(NOW))
    import_bundle(Context(house, TOWNSHIP, SYSTEM, fixed(NOW)), some_villages(folder / "bundle"))
    house.close()
    run_months_plain(Copy(stand.url, folder).at(JANUARY_CLOSED), ["2026-01"], approve_as=SECRETARY)


def a_month() -> dict[str, Work]:
    """The steps of a month, one after the other."""

    def approve(context: Context) -> None:
        with context.reading() as reading:
            sha = month_line(reading, MONTH).draft_sha
        assert sha is not None
        approve_month(person(context, SECRETARY), MONTH, sha)

    return {
        "months.open_month": lambda context: open_month(context, MONTH),
        "tasks.open_tasks": lambda context: open_tasks(context, BACK_AGAIN.date()),
        "cards.sweep": lambda context: sweep(context, BACK_AGAIN.date()),
        "months.score_month": lambda context: score_month(context, MONTH, datetime(2026, 3, 5, 17)),
        "months.approve_month": approve,
        "months.seal_month": lambda context: seal_month(context, MONTH),
        "months.publish_month": lambda context: publish_month(context, MONTH, {"bulletin.md": "0" * 64}),
        "months.propose_consequences": lambda context: propose_consequences(context, MONTH),
    }


def told(stand: Stand, struck: Counter[str]) -> None:
    print(f"{stand.name}: {len(struck)} commands died at {struck.total()} points, each whole or absent afterwards")
    print("  " + ", ".join(f"{name} {count}" for name, count in sorted(struck.items())))


@pytest.mark.heavy
def test_every_record_and_decision_is_whole_or_absent(stand: Stand, tmp_path: Path) -> None:
    house, struck = staged(stand, tmp_path), Counter[str]()
    for name, work in records_and_decisions(house, tmp_path).items():
        struck[name] = strike(stand, in_township(stand, SHOWN, work), lambda: None)
        is_in_order(stand, SHOWN, tmp_path)
        stand.bring_back()
    told(stand, struck)
    assert struck.total() > 300


@pytest.mark.parametrize("few", [2, pytest.param(None, marks=pytest.mark.heavy)], ids=["some", "all"])
def test_every_step_of_a_month_is_whole_or_absent(stand: Stand, tmp_path: Path, few: int | None) -> None:
    january_closed(stand, tmp_path)
    struck = Counter[str]()
    for name, work in a_month().items():
        struck[name] = strike(stand, in_township(stand, BACK_AGAIN, work), lambda: None, few)
    is_in_order(stand, BACK_AGAIN, tmp_path)
    told(stand, struck)


@pytest.mark.heavy
def test_a_copy_is_complete_or_absent(stand: Stand, tmp_path: Path) -> None:
    january_closed(stand, tmp_path)

    def no_half_copy() -> None:
        house = Database(stand.url)
        for copy in copies(folder_of(house, tmp_path), house):
            assert is_as_written(copy), "its note was there before it"
            if stand.name == "SQLite":
                try_copy(copy.path)
            copy.path.unlink()
            manifest_of(copy.path).unlink(missing_ok=True)
        house.close()

    work = in_township(stand, BACK_AGAIN, lambda context: back_up(context, beside=tmp_path))
    struck = Counter({"backup.back_up": strike(stand, work, no_half_copy)})
    assert list(tmp_path.rglob("*.making*")) == []
    told(stand, struck)


@pytest.mark.heavy
def test_a_new_database_is_whole_or_absent(stand: Stand) -> None:
    """Making the shape is the migration of nothing; that of older releases is `tests/store/test_upgrade`'s."""
    Database(stand.url).close()

    def work() -> None:
        house = Database(stand.url)
        with closing(house):
            migrate(house)

    told(stand, Counter({"schema.migrate": strike(stand, work, lambda: None)}))
