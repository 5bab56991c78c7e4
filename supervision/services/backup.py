"""The nightly copy of the database, one file a day, the newest ones kept; and of the evidence, each file once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.domain.permission import Action
from supervision.store.attachments import copy_kept
from supervision.store.backup import copy_database

KEEP_DAYS = 30
FOLDER = "backups"


def back_up(context: Context, folder: Path | None = None, keep: int = KEEP_DAYS) -> Path:
    """Copy the SQLite database into `folder` (`backups` beside it) under today's date; the copy. Once a day.

    Raises BadInput on PostgreSQL, which has its own `pg_dump`, and Broken when the copy is not sound.
    """
    source = context.database.path
    if source is None:
        raise BadInput("backup-not-here", database=context.database.url.render_as_string(hide_password=True))
    with context.command(Action.BACK_UP) as work:
        target = (folder or source.parent / FOLDER) / f"{source.stem}-{work.today}.db"
        if target.exists():
            work.nothing_to_do()
            return target
        work.audit(f"backup:{work.today}", file=target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    copy_database(source, target)
    copy_kept(source.parent, target.parent)  # after the database: whatever its rows name was kept before them
    for old in backups(target.parent, source.stem)[:-keep]:
        old.unlink()
    return target


def backups(folder: Path, stem: str) -> list[Path]:
    """The copies there are, oldest first."""
    found = [path for path in folder.glob(f"{stem}-????-??-??.db") if _dated(path, stem)]
    return sorted(found)


def _dated(path: Path, stem: str) -> bool:
    try:
        date.fromisoformat(path.stem.removeprefix(f"{stem}-"))
    except ValueError:
        return False
    return True
