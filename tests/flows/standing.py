"""A sample township on disk, and settings whose clock stands still: two runs differ in nothing."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from supervision.services.importing import import_bundle
from supervision.settings import Settings
from supervision.store.database import Database
from tests.conftest import NOW, SAMPLE, TOWNSHIP, fixed, house
from tests.database_digest import database_digest, folder_digest

FIRST_HALF = [f"2026-{month:02d}" for month in range(1, 7)]


@dataclass(frozen=True, slots=True)
class StandingStill(Settings):
    """Settings of a door at one moment."""

    moment: datetime

    def clock(self) -> Callable[[], datetime]:
        return fixed(self.moment)


def settings_of(path: Path, moment: datetime = NOW, person_no: str | None = None) -> StandingStill:
    return StandingStill(str(path), "en", None, person_no, ZoneInfo("Asia/Shanghai"), TOWNSHIP, moment)


def imported(path: Path, bundle: Path = SAMPLE) -> Path:
    """A database file with the sample township, no month run; copy it, it is one file."""
    database = Database(str(path))
    import_bundle(house(database), bundle)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


def some_villages(folder: Path, units: frozenset[str] = frozenset({"V03", "V05", "V08"})) -> Path:
    """A bundle with these villages of the sample only: the same township, quicker."""
    folder.mkdir()
    tasks: set[str] = set()
    for name in ("findings", *(path.stem for path in sorted(SAMPLE.glob("*.csv")) if path.stem != "findings")):
        with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        place = header.index("unit") if "unit" in header else None
        if name in ("moves", "lookbacks"):
            kept = [row for row in rows if row[header.index("task_no")] in tasks]
        else:
            kept = [row for row in rows if place is None or row[place] in units or not row[place]]
        if name == "findings":
            tasks = {row[header.index("task_no")] for row in kept}
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *kept])
    return folder


def copy_of(path: Path, folder: Path) -> Path:
    """That database in a folder of its own, with nothing beside it."""
    folder.mkdir()
    return Path(shutil.copyfile(path, folder / path.name))


def state_of(path: Path) -> tuple[str, dict[str, str]]:
    """Everything a run leaves behind: the rows and the documents."""
    return database_digest(path), folder_digest(path.parent / "documents")
