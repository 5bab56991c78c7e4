"""The fault matrix: whatever strikes a run, running it again leaves what an undisturbed run leaves.

{SQLite, PostgreSQL} × {first run, catch-up after three missed days, two runs at once, clock moved back an hour, full
disk}, each struck at its boundaries: some of them here, all of them by `make test-heavy`. What is compared is every row
of every table and every document: cards, notices and sealed months among them. Prefect's server gone in the middle is
the question of `test_prefect`, kills between statements that of `test_kills`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import lru_cache, partial
from pathlib import Path

import pytest

from flows import documents
from flows.entry import run_months_plain
from flows.tick import run_tick
from supervision.context import Context
from supervision.domain.errors import NotThisMonth
from supervision.domain.permission import SYSTEM
from supervision.queries.months import MonthLine, month_line
from supervision.queries.trail import trail_break
from supervision.services.importing import import_bundle
from supervision.services.months import approve_month
from supervision.services.setup import set_up
from supervision.settings import Settings, enter
from supervision.store.database import Database
from tests.conftest import NOW, SECRETARY, TOWNSHIP, TOWNSHIP_NAME, fixed, person
from tests.flows.dying import CUT, STOPPED, Boundaries, Watch, disk_full, started
from tests.flows.full_disk import freed, full_at_entry, no_larger_files
from tests.flows.places import CLOCK, NO_CONTENT, Content, Copy, InPostgres, InSqlite, Place
from tests.flows.standing import some_villages
from tests.flows.tally import Tally
from tests.postgres import administer

MONTH = "2026-02"
JANUARY_CLOSED, LAST_SEEN = datetime(2026, 2, 6, 9), datetime(2026, 3, 2, 9)
BACK_AGAIN = datetime(2026, 3, 6, 9)
"""February was to be sealed on 5 March at 17:00, the last of three days without power."""
AT_ALL = Boundaries.at_commits_and_files
BEFORE_AND_AFTER_FILES = range(1, 2 * (2 + 3) + 1)
"""Of two drafts and three documents."""
SIZES = range(64 * 1024, 640 * 1024, 24 * 1024)
JUST_DUE, HOUR = datetime(2026, 3, 5, 17, 30), timedelta(hours=1)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are struck in forked children; no fork here")


@pytest.fixture(autouse=True)
def render_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "render", lru_cache(maxsize=64)(documents.render))


# --- where it happens -----------------------------------------------------------------------------------------------


def begun(url: str, folder: Path) -> None:
    """January closed, February's records there; the last tick was on 2 March."""
    copy = Copy(url, folder)
    database = Database(url)
    set_up(database, TOWNSHIP, TOWNSHIP_NAME, fixed(NOW))
    import_bundle(Context(database, TOWNSHIP, SYSTEM, fixed(NOW)), some_villages(folder / "bundle"))
    database.close()
    run_months_plain(copy.at(JANUARY_CLOSED), ["2026-01"], approve_as=SECRETARY)
    run_tick(copy.at(LAST_SEEN))


@pytest.fixture(scope="module")
def sqlite_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("faults-sqlite")
    begun(str(folder / "start.db"), folder)
    return InSqlite(folder / "start.db", folder)


@pytest.fixture(scope="module")
def postgres_place(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("faults-postgresql")
    name = f"faults_{os.getpid()}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPERVISION_FOLDER", str(folder))
        begun(f"{postgres_server}/{name}", folder)
    yield InPostgres(postgres_server, name, folder)
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue("sqlite_place" if request.param == "sqlite" else "postgres_place")
    return found


some_or_all = pytest.mark.parametrize("most", [2, pytest.param(None, marks=pytest.mark.heavy)], ids=["some", "all"])


def chosen(points: range, most: int | None) -> Sequence[int]:
    """All of them, or so many spread evenly."""
    return points if most is None else [points[(2 * place + 1) * len(points) // (2 * most)] for place in range(most)]


# --- what is run ----------------------------------------------------------------------------------------------------


def close(settings: Settings) -> None:
    run_months_plain(settings, [MONTH], approve_as=SECRETARY)


def catch_up(settings: Settings) -> None:
    """The tick after the missed days, the secretary's signature, the next tick."""
    run_tick(settings)
    context = enter(settings)
    with context.reading() as reading:
        line = month_line(reading, MONTH)
    if line.state == "awaiting_approval" and line.draft_sha is not None:
        approve_month(person(context, SECRETARY), MONTH, line.draft_sha)
    context.database.close()
    run_tick(settings)


Work = Callable[[Settings], None]


def whole(copy: Copy, without: Mapping[str, set[str]] = NO_CONTENT) -> Content:
    """Everything that is there; the trail unbroken."""
    context = enter(copy.at(NOW))
    with context.reading() as reading:
        assert trail_break(reading) is None
    context.database.close()
    return copy.content(without)


@lru_cache
def undisturbed(place: Place, work: Work, moment: datetime, *, timeless: bool = False) -> tuple[Content, range]:
    """What the work leaves, and the boundaries it passes."""
    with place.copy() as copy:
        passed = started(lambda: work(copy.at(moment)), Boundaries(), AT_ALL).outcome()
        return whole(copy, CLOCK if timeless else NO_CONTENT), range(1, passed + 1)


def struck(copy: Copy, work: Work, moment: datetime, boundaries: Boundaries, watch: Watch = AT_ALL) -> int:
    return started(lambda: work(copy.at(moment)), boundaries, watch).outcome()


# --- the matrix -----------------------------------------------------------------------------------------------------


@some_or_all
@pytest.mark.parametrize("work", [close, catch_up])
def test_killed_anywhere_on_the_first_run_or_after_missed_days(
    work: Work, place: Place, most: int | None, tally: Tally
) -> None:
    expected, passed = undisturbed(place, work, BACK_AGAIN)
    for cut_at in chosen(passed, most):
        with place.copy() as copy:
            assert struck(copy, work, BACK_AGAIN, Boundaries(cut_at)) == CUT
            work(copy.at(BACK_AGAIN))
            assert whole(copy) == expected, cut_at
        tally.survived(place.name, {close: "first run killed", catch_up: "catch-up killed"}[work])


@some_or_all
def test_killed_beside_another_run(place: Place, most: int | None, tally: Tally) -> None:
    expected, passed = undisturbed(place, close, BACK_AGAIN)
    for cut_at in chosen(passed, most):
        with place.copy() as copy:
            work = partial(close, copy.at(BACK_AGAIN))
            one, other = started(work, Boundaries(cut_at)), started(work, Boundaries())
            one.outcome()  # it may find everything done before it comes to its boundary
            assert other.outcome() >= 0
            assert whole(copy) == expected, cut_at
            close(copy.at(BACK_AGAIN))
            assert whole(copy) == expected, cut_at
        tally.survived(place.name, "one of two runs killed")


@some_or_all
def test_killed_and_run_again_with_the_clock_an_hour_back(place: Place, most: int | None, tally: Tally) -> None:
    """The seal is at 17:00: at 16:30 nothing is scored, signed or sealed; what is sealed stays as it is."""
    expected, passed = undisturbed(place, catch_up, JUST_DUE, timeless=True)
    for cut_at in chosen(passed, most):
        with place.copy() as copy:
            assert struck(copy, catch_up, JUST_DUE, Boundaries(cut_at)) == CUT
            before = standing(copy)
            with suppress(NotThisMonth):  # "seal-in-future", where a draft waits
                catch_up(copy.at(JUST_DUE - HOUR))
            assert standing(copy) == before
            catch_up(copy.at(JUST_DUE))
            assert whole(copy, CLOCK) == expected, cut_at
        tally.survived(place.name, "killed, clock moved back")


def standing(copy: Copy) -> MonthLine:
    context = enter(copy.at(NOW))
    with context.reading() as reading:
        found = month_line(reading, MONTH)
    context.database.close()
    return found


@some_or_all
def test_no_room_for_a_document(place: Place, most: int | None, tally: Tally) -> None:
    expected, _ = undisturbed(place, close, BACK_AGAIN)
    for cut_at in chosen(BEFORE_AND_AFTER_FILES, most):
        with place.copy() as copy:
            assert struck(copy, close, BACK_AGAIN, Boundaries(cut_at, disk_full), Boundaries.at_files) == STOPPED
            close(copy.at(BACK_AGAIN))
            assert whole(copy) == expected, cut_at
        tally.survived(place.name, "no room for a document")


@some_or_all
def test_no_room_for_the_database(place: Place, most: int | None, tally: Tally) -> None:
    """SQLite: no file may grow beyond a size. PostgreSQL: a COMMIT is refused for want of room."""
    expected, _ = undisturbed(place, close, BACK_AGAIN)
    stopped = 0
    for point in chosen(SIZES if place.name == "SQLite" else new_entries(place), most):
        with place.copy() as copy:
            if place.name == "SQLite":
                outcome = struck(copy, close, BACK_AGAIN, Boundaries(), no_larger_files(point))
            else:
                full_at_entry(copy.url, point)
                outcome = struck(copy, close, BACK_AGAIN, Boundaries())
                assert outcome == STOPPED
                freed(copy.url)
            close(copy.at(BACK_AGAIN))
            assert whole(copy) == expected, point
        stopped += outcome == STOPPED
        tally.survived(place.name, "no room for the database")
    assert stopped


def new_entries(place: Place) -> range:
    """The numbers of the trail's entries that closing the month writes."""
    after, _ = undisturbed(place, close, BACK_AGAIN)
    with place.copy() as copy:
        return range(len(copy.content()[0]["trail"]) + 1, len(after[0]["trail"]) + 1)
