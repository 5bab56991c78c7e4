"""Many who write at once: every command comes back, nothing is lost or doubled, and the trail holds.

Writers that are killed are `test_kill_writers`' question.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.model import MoveKind, Severity
from supervision.queries.health import faults_in_pages
from supervision.queries.trail import trail_break, trail_head
from supervision.queries.trail_rows import rows_held
from supervision.services.activities import NewActivity, record_activity
from supervision.services.findings import NewFinding, record_finding
from supervision.services.importing import import_bundle
from supervision.services.measures import NewMeasure, record_measure
from supervision.services.rectification import NewMove, move_task
from supervision.services.registers import record
from supervision.store.database import Database
from supervision.store.mapping import ACTIVITIES, FINDINGS, KINDS, MEASURES, MOVES
from tests.conftest import SAMPLE, fixed, house, person

INSPECTOR, CLERK, BRANCH, UNIT = "P000005", "P000008", "P000021", "V03"
DAY = date(2026, 7, 7)
SECONDS = 8.0
LONGEST = 30.0
"""Seconds after which a writer would be refused ("database-busy")."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked children; no fork here")
Done = Iterator[tuple[str, str]]


def mixed_work(everyone: dict[str, Context]) -> Done:
    """What a township does all day, over and over: the kind and number of each record that was acknowledged."""
    inspector, clerk, branch = everyone[INSPECTOR], everyone[CLERK], everyone[BRANCH]
    metric = "paired_households_contacted_over_planned"
    while True:
        finding = record_finding(
            inspector, NewFinding(UNIT, "B08", "纪实逾期补录", Severity.MINOR, "记录晚了", BRANCH, DAY)
        )
        yield "finding", finding.finding_no
        yield "move", move_task(branch, NewMove(finding.task_no, MoveKind.ACKNOWLEDGE)).move_no
        yield "activity", record_activity(clerk, NewActivity(UNIT, "volunteer_service", DAY)).activity_no
        yield "measure", record_measure(clerk, NewMeasure(UNIT, metric, "2026-07", "7", "9")).measure_no
        meeting = {"kind": "training", "unit": UNIT, "on": "2026-07-01", "title": "培训", "chair": BRANCH}
        yield "meeting", record(branch, "meetings", meeting).meeting_no


def write(url: str, told: int, until: float) -> None:
    """One writer: a line for each command that came back, with how long it took."""
    database = Database(url)
    start = Context(database, "T01", house(database).actor, fixed())
    work = mixed_work({number: person(start, number) for number in (INSPECTOR, CLERK, BRANCH)})
    while time.monotonic() < until:
        begun = time.monotonic()
        kind, number = next(work)
        os.write(told, f"{kind} {number} {time.monotonic() - begun:.4f}\n".encode())


@dataclass(frozen=True, slots=True)
class Told:
    """What the writers told: acknowledged records by kind and number, errors, how long each command took."""

    acknowledged: Counter[tuple[str, str]]
    errors: list[str]
    waits: list[float]


def at_once(url: str, writers: int, seconds: float) -> Told:
    until, pipes, children = time.monotonic() + seconds, [], []
    for _ in range(writers):
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            try:
                write(url, writes, until)
            except BaseException as error:
                os.write(writes, f"error {type(error).__name__} {str(error)[:200]!r}\n".encode())
                os._exit(1)
            os._exit(0)
        os.close(writes)
        pipes.append(reads)
        children.append(child)
    told = Told(Counter(), [], [])
    for pipe in pipes:
        with os.fdopen(pipe) as read:
            for line in read:
                kind, number, rest = line.split(" ", 2)
                if kind == "error":
                    told.errors.append(line)
                else:
                    told.acknowledged[kind, number] += 1
                    told.waits.append(float(rest))
    for child in children:
        os.waitpid(child, 0)
    return told


def kept(url: str) -> tuple[set[tuple[str, str]], int]:
    """Every record by kind and number, and the entries of the trail, which must hold."""
    database = Database(url)
    try:
        with Context(database, "T01", house(database).actor, fixed()).reading() as reading:
            assert trail_break(reading) is None
            assert rows_held(reading).faults == ()
            tables = {"finding": FINDINGS, "move": MOVES, "activity": ACTIVITIES, "measure": MEASURES}
            tables["meeting"] = KINDS["meetings"]
            keys = {"meeting": "meeting_no"}
            found = {
                (kind, getattr(row, keys.get(kind, f"{kind}_no")))
                for kind, table in tables.items()
                for row in table.read(reading.session, "T01")
            }
            entries = trail_head(reading).entries
        assert faults_in_pages(database) == []
    finally:
        database.close()
    return found, entries


def nothing_is_lost(name: str, url: str, writers: int, seconds: float) -> None:
    database = Database(url)
    import_bundle(house(database), SAMPLE)
    database.close()
    before, entries = kept(url)
    told = at_once(url, writers, seconds)
    after, now = kept(url)
    lost = set(told.acknowledged) - after
    doubled = [number for number, count in told.acknowledged.items() if count > 1]
    waits = sorted(told.waits)
    print(
        f"{name}: {writers} writers, {len(waits)} commands acknowledged in {seconds:g} s, errors {len(told.errors)}, "
        f"lost {len(lost)}, doubled {len(doubled)}, wait p50 {waits[len(waits) // 2]:.3f} s, "
        f"longest {waits[-1]:.2f} s, trail verified"
    )
    assert (told.errors, lost, doubled) == ([], set(), [])
    assert after - before == set(told.acknowledged)
    assert now - entries == len(waits)
    assert waits[-1] < LONGEST


def test_two_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    nothing_is_lost("SQLite", str(tmp_path / "supervision.db"), 2, 0.6)


@pytest.mark.heavy
def test_eight_writers_at_once_on_sqlite_lose_nothing(tmp_path: Path) -> None:
    nothing_is_lost("SQLite", str(tmp_path / "supervision.db"), 8, SECONDS)
    shutil.rmtree(tmp_path, ignore_errors=True)


@pytest.mark.heavy
def test_thirty_two_writers_at_once_on_postgresql_lose_nothing(postgres: str) -> None:
    nothing_is_lost("PostgreSQL", postgres, 32, 2 * SECONDS)
