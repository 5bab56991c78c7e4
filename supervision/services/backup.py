"""The nightly copy of the database, one file a day, the newest ones kept; and of the evidence, each file once.

Beside each copy lies what was written: its sha256 and the heads of the trails in it. A copy gets its name last of all,
when that and its evidence are there: whatever dies before leaves no copy, and the next one clears up. Trying copies out
and going back to one is `copies`' question.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from supervision.context import Context
from supervision.domain.permission import SYSTEM, Action
from supervision.queries.copies import MANIFEST, copies, folder_of, manifest_of
from supervision.queries.people import townships
from supervision.queries.trail import trail_head
from supervision.store import encrypted
from supervision.store.attachments import copy_kept
from supervision.store.backup import copy_out, name_of, put_in_place, suffix_of

KEEP_DAYS = 30
MAKING = ".making"
"""What a copy is called until it is whole."""


def back_up(
    context: Context,
    folder: Path | None = None,
    keep: int = KEEP_DAYS,
    *,
    public: str | None = None,
    beside: Path | None = None,
) -> Path:
    """Copy the database into `folder` (`backups` beside it) under today's date; the copy. Once a day.

    With `public` (age1…) only the holder of that key can read it. `beside` is where evidence lies, and `backups` where
    the database is no file. Raises BadInput for a database in memory or a key that is none, Broken for an unsound copy.
    """
    database = context.database
    home = database.path.parent if database.path is not None else beside or Path()
    folder = folder or folder_of(database, home)
    with context.command(Action.BACK_UP) as work:
        name = f"{name_of(database)}-{work.today}{suffix_of(database)}{encrypted.SUFFIX if public else ''}"
        target = folder / name
        if target.exists() and manifest_of(target).exists():
            work.nothing_to_do()
            return target
        work.audit(f"backup:{work.today}", file=target.name)
        made_at = work.now
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _clear_up(folder, name_of(database))
    heads = _heads(context)  # before the copy: it holds at least these entries
    made = _copy_all(context, target, home, public)
    target.unlink(missing_ok=True)  # one of an earlier release, of which nothing was written down
    _write_down(target, made, made_at.isoformat(), heads)
    put_in_place(made, target)
    for old in copies(folder, database)[:-keep]:
        old.path.unlink()
        manifest_of(old.path).unlink(missing_ok=True)
    return target


def _clear_up(folder: Path, name: str) -> None:
    """What a death left: copies half made, notes on copies that are not there."""
    for path in folder.glob(f"{name}-????-??-??.*"):
        whose = path.with_name(path.name.removesuffix(MANIFEST))
        if MAKING in path.suffixes or (path.suffix == MANIFEST and not whose.exists()):
            path.unlink(missing_ok=True)


def _copy_all(context: Context, target: Path, home: Path, public: str | None) -> Path:
    """The database, then the evidence: whatever the copy's rows name was kept before them. The copy, unnamed as yet."""
    made = target.with_name(target.name + MAKING)
    if public is None:
        copy_out(context.database, made)
        copy_kept(home, target.parent)
        return made
    plain = target.with_name(f"{target.name}{MAKING}.plain")
    try:
        copy_out(context.database, plain)
        encrypted.encrypt(plain, made, public)
    finally:
        plain.unlink(missing_ok=True)
    encrypted.copy_kept(home, target.parent, public)
    return made


def _heads(context: Context) -> dict[str, tuple[int, str]]:
    with context.reading() as reading:
        codes = list(townships(reading))
    found = {}
    for code in codes:
        with Context(context.database, code, SYSTEM, context.clock).reading() as reading:
            head = trail_head(reading)
        found[code] = (head.entries, head.hash)
    return found


def _write_down(target: Path, made: Path, made_at: str, heads: dict[str, tuple[int, str]]) -> None:
    with made.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    place = manifest_of(target)
    part = place.with_name(place.name + ".part")
    part.write_text(json.dumps({"made_at": made_at, "sha256": sha256, "heads": heads}, indent=1), encoding="utf-8")
    put_in_place(part, place)
