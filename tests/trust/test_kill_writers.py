"""Writers that are killed: nothing that was acknowledged is lost, nothing is half there, and the trail holds."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.queries.health import faults_in_pages
from supervision.queries.trail import trail_break
from supervision.queries.trail_rows import rows_held
from supervision.services.activities import NewActivity, record_activity
from supervision.store.database import Database
from supervision.store.mapping import ACTIVITIES
from tests.conftest import SAMPLE, fixed, house, person
from tests.conftest import import_bundle as import_sample

KILLS, WRITERS = 520, 8
CLERK = "P000008"

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked children; no fork here"),
]


def write_until_killed(url: str, told: int) -> None:
    """Record activities; each number goes through the pipe once the command has come back."""
    database = Database(url)
    context = person(Context(database, "T01", house(database).actor, fixed()), CLERK)
    while True:
        number = record_activity(context, NewActivity("V03", "volunteer_service", "2026-07-06")).activity_no
        os.write(told, f"{number}\n".encode())


def one_round(url: str, chance: random.Random) -> set[str]:
    """Some writers at once, each killed at a moment of its own; the numbers they had acknowledged."""
    pipes, children = [], []
    for _ in range(WRITERS):
        reads, writes = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reads)
            try:
                write_until_killed(url, writes)
            finally:
                os._exit(1)
        os.close(writes)
        pipes.append(reads)
        children.append(child)
    for child in children:
        time.sleep(chance.uniform(0.01, 0.12))
        os.kill(child, signal.SIGKILL)
    for child in children:
        assert os.waitpid(child, 0)[1] == signal.SIGKILL, "a writer ended by itself"
    told = set()
    for pipe in pipes:
        with os.fdopen(pipe, "rb") as read:
            told |= {line.decode().strip() for line in read.read().splitlines(keepends=True) if line.endswith(b"\n")}
    return told


def stored(url: str) -> set[str]:
    database = Database(url)
    try:
        with Context(database, "T01", house(database).actor, fixed()).reading() as reading:
            assert trail_break(reading) is None
            assert rows_held(reading).faults == ()
            rows = ACTIVITIES.read(reading.session, "T01")
        assert faults_in_pages(database) == []
    finally:
        database.close()
    return {row.activity_no for row in rows}


def kill_writers(url: str, kills: int) -> tuple[int, int, int]:
    """Kills, acknowledged, durable without an acknowledgement."""
    chance, done, acknowledged = random.Random(20260707), 0, set[str]()
    before = stored(url)
    while done < kills:
        acknowledged |= one_round(url, chance)
        done += WRITERS
        found = stored(url)
        assert acknowledged <= found, f"lost: {sorted(acknowledged - found)[:3]}"
    return done, len(acknowledged), len(found - before - acknowledged)


def test_no_acknowledged_record_is_lost_when_eight_writers_are_killed_on_sqlite(tmp_path: Path) -> None:
    path = tmp_path / "supervision.db"
    database = Database(str(path))
    import_sample(house(database), SAMPLE)
    database.close()
    killed, acknowledged, silent = kill_writers(str(path), KILLS)
    print(f"SQLite: {killed} kills, {acknowledged} acknowledged, 0 lost; {silent} durable though never acknowledged")
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_no_acknowledged_record_is_lost_when_writers_are_killed_on_postgresql(postgres: str) -> None:
    database = Database(postgres)
    import_sample(house(database), SAMPLE)
    database.close()
    killed, acknowledged, silent = kill_writers(postgres, KILLS // 4)
    print(
        f"PostgreSQL: {killed} kills, {acknowledged} acknowledged, 0 lost; {silent} durable though never acknowledged"
    )
