"""The restore drill: what comes back from a copy is, row by row and byte by byte, what was copied. On both databases,
plain and encrypted; and the copy that `supervision serve` makes by itself of a PostgreSQL database.

What else copies must do is `tests/services/test_copies`' question.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.permission import SYSTEM
from supervision.queries.copies import manifest_of
from supervision.queries.months import month_result
from supervision.services.backup import back_up
from supervision.services.copies import new_key, restore
from supervision.services.evidence import attach_content
from supervision.store.database import Database
from supervision.store.mapping import FINDINGS
from tests.conftest import NOW, TOWNSHIP, fixed, person
from tests.database_digest import content, folder_digest
from tests.flows.test_serve import HIDDEN, ROOT, group_is_gone, until
from tests.postgres import administer
from tests.trust.crash import SqliteStand, Stand, at_postgres
from tests.trust.fields import INSPECTOR
from tests.trust.test_crash_points import january_closed

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's client programs are not installed"),
]
PICTURES = 3
OFTEN_COPIED = """
import sys
from tests.flows import serve_day_by_day as day
day.SECONDS.update(tick=3600, deliver=3600, backup=20)
day.main(sys.argv[1])
"""


def filled(stand: Stand, home: Path) -> None:
    """A closed month, and evidence of some tasks."""
    january_closed(stand, home)
    database = Database(stand.url)
    context = Context(database, TOWNSHIP, SYSTEM, fixed(NOW))
    with context.reading() as reading:
        tasks = [finding.task_no for finding in FINDINGS.read(reading.session, TOWNSHIP)][:PICTURES]
    for number, task in enumerate(tasks):
        data = b"%PDF-1.7 what was mended " + bytes([65 + number]) * 100_000
        attach_content(person(context, INSPECTOR), task, f"{number}.pdf", data, beside=home)
    database.close()


def all_of(url: str) -> dict[str, list[str]]:
    database = Database(url)
    try:
        return content(database, {})
    finally:
        database.close()


def without_the_way_back(rows: dict[str, list[str]]) -> dict[str, list[str]]:
    return {**rows, "trail": [row for row in rows["trail"] if "'restore:" not in row]}


def elsewhere(stand: Stand, folder: Path) -> str:
    """An empty place of the same kind."""
    if isinstance(stand, SqliteStand):
        return str(folder / "supervision.db")
    name = f"{stand.url.rsplit('/', 1)[1]}_again"
    administer(stand.url.rsplit("/", 1)[0], f"CREATE DATABASE {name}")
    return f"{stand.url.rsplit('/', 1)[0]}/{name}"


def drill(stand: Stand, home: Path, copy: Path, secret: str | None) -> None:
    """Restore it somewhere else and compare everything; print what was compared."""
    there = home / "elsewhere"
    there.mkdir()
    url = elsewhere(stand, there)
    begun = time.monotonic()
    restore(url, copy, fixed(NOW), secret=secret, beside=there)
    seconds = time.monotonic() - begun
    copied, restored = all_of(stand.url), all_of(url)
    assert without_the_way_back(restored) == copied
    assert [row for row in restored["trail"] if "'restore:" in row]
    evidence = folder_digest(home / "evidence")
    assert evidence
    assert folder_digest(there / "evidence") == evidence
    result = [_result(each) for each in (stand.url, url)]
    assert result[0] == result[1]
    if not isinstance(stand, SqliteStand):
        administer(stand.url.rsplit("/", 1)[0], f"DROP DATABASE {url.rsplit('/', 1)[1]} WITH (FORCE)")
    rows = sum(map(len, copied.values()))
    print(
        f"{stand.name}, {'encrypted' if secret else 'plain'}: {len(copied)} tables, {rows} rows, {len(evidence)} files "
        f"of evidence, copy of {copy.stat().st_size} bytes: restored in {seconds:.1f} s, all equal"
    )


def _result(url: str) -> object:
    database = Database(url)
    try:
        with Context(database, TOWNSHIP, SYSTEM, fixed(NOW)).reading() as reading:
            return month_result(reading, "2026-01")
    finally:
        database.close()


@pytest.mark.parametrize("encrypted", [False, True], ids=["plain", "encrypted"])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_everything_comes_back_as_it_was(
    kind: str, encrypted: bool, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUPERVISION_FOLDER", str(tmp_path))
    secret, public = new_key() if encrypted else (None, None)

    def run(stand: Stand) -> None:
        filled(stand, tmp_path)
        database = Database(stand.url)
        copy = back_up(Context(database, TOWNSHIP, SYSTEM, fixed(NOW)), public=public, beside=tmp_path)
        database.close()
        drill(stand, tmp_path, copy, secret)

    if kind == "sqlite":
        run(SqliteStand(tmp_path / "supervision.db"))
        return
    with at_postgres(request.getfixturevalue("postgres_server")) as stand:
        run(stand)


@pytest.mark.prefect
def test_serve_copies_a_postgresql_database_at_night_and_the_copy_goes_back(
    tmp_path: Path, postgres_server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schedule's own run, its hours made seconds; encrypted, as an office would."""
    monkeypatch.setenv("SUPERVISION_FOLDER", str(tmp_path))
    secret, public = new_key()
    with at_postgres(postgres_server) as stand:
        filled(stand, tmp_path)
        made = copied_by_serve(stand.url, tmp_path, public)
        assert made.name.endswith(".dump.age")
        drill(stand, tmp_path, made, secret)


def copied_by_serve(url: str, home: Path, public: str) -> Path:
    """Let `serve` run until its nightly flow has made a copy, then end it as Ctrl-C does."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(HIDDEN)}
    environment |= {"SUPERVISION_FOLDER": str(home), "SUPERVISION_BACKUP_KEY": public}
    with (home / "serve.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-c", OFTEN_COPIED, url],
            cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        assert until(_copy_in(home), 240), (home / "serve.log").read_text()[-3000:]
        os.kill(process.pid, signal.SIGINT)
        process.wait(60)
    finally:
        if process.poll() is None:
            process.kill()
    assert until(lambda: group_is_gone(process.pid), 60)
    return next(iter((home / "backups").glob("*.age")))


def _copy_in(home: Path) -> Callable[[], bool]:
    return lambda: any(manifest_of(path).exists() for path in (home / "backups").glob("*.age"))
