"""The fault matrix: whatever strikes a run, running it again leaves what an undisturbed run leaves.

{SQLite, PostgreSQL} × {first run, catch-up after three missed days, two runs at once, clock moved back an hour, full
disk}, each struck at its boundaries: some of them here, all of them by `make test-heavy`. What is compared is every row
of every table and every document: cards, notices and sealed months among them. Prefect's server gone in the middle is
the question of `test_faults_prefect`, kills between statements that of `test_kills`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache, partial

import pytest

from flows import documents
from supervision.domain.errors import NotThisMonth
from tests.flows.dying import CUT, STOPPED, Boundaries, disk_full, started
from tests.flows.full_disk import freed, full_at_entry, no_larger_files
from tests.flows.places import CLOCK, Place
from tests.flows.struck import BACK_AGAIN, HOUR, JUST_DUE, Work, catch_up, close, standing, struck, undisturbed, whole
from tests.flows.tally import Tally

BEFORE_AND_AFTER_FILES = range(1, 2 * (2 + 3) + 1)
"""Of two drafts and three documents."""
SIZES = range(64 * 1024, 640 * 1024, 24 * 1024)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are struck in forked children; no fork here")


@pytest.fixture(autouse=True)
def render_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "render", lru_cache(maxsize=64)(documents.render))


def some_or_all(most: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("most", [most, pytest.param(None, marks=pytest.mark.heavy)], ids=["some", "all"])


def chosen(points: range, most: int | None) -> Sequence[int]:
    """All of them, or so many spread evenly."""
    return points if most is None else [points[(2 * place + 1) * len(points) // (2 * most)] for place in range(most)]


@some_or_all(1)
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


@some_or_all(2)
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


@some_or_all(2)
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


@some_or_all(2)
def test_no_room_for_a_document(place: Place, most: int | None, tally: Tally) -> None:
    expected, _ = undisturbed(place, close, BACK_AGAIN)
    for cut_at in chosen(BEFORE_AND_AFTER_FILES, most):
        with place.copy() as copy:
            assert struck(copy, close, BACK_AGAIN, Boundaries(cut_at, disk_full), Boundaries.at_files) == STOPPED
            close(copy.at(BACK_AGAIN))
            assert whole(copy) == expected, cut_at
        tally.survived(place.name, "no room for a document")


@some_or_all(2)
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
        if outcome == STOPPED:  # a large enough size is no fault
            stopped += 1
            tally.survived(place.name, "no room for the database")
    assert stopped


def new_entries(place: Place) -> range:
    """The numbers of the trail's entries that closing the month writes."""
    after, _ = undisturbed(place, close, BACK_AGAIN)
    with place.copy() as copy:
        return range(len(copy.content()[0]["trail"]) + 1, len(after[0]["trail"]) + 1)
