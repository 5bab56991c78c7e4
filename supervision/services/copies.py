"""Trying a copy out, and going back to one. Making copies is `backup`'s question, which there are `queries.copies`'.

Going back never destroys: what is in the database's place is kept beside it under another name.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError

from supervision.context import Context, Reading
from supervision.domain.errors import BadInput, Broken, Conflict
from supervision.domain.permission import SYSTEM, Action
from supervision.queries.copies import Copy, copy_at, is_as_written
from supervision.queries.health import faults_in_pages
from supervision.queries.people import townships
from supervision.queries.trail import trail_break, trail_head
from supervision.queries.trail_rows import rows_held
from supervision.store import encrypted
from supervision.store.attachments import keep, kept
from supervision.store.backup import SUFFIX_POSTGRES, copy_database, load_dump, put_in_place
from supervision.store.database import WRITER_WAIT_SECONDS, Database
from supervision.store.mapping import table_of
from supervision.store.schema import head as present_release
from supervision.store.schema import revision
from supervision.store.tables.evidence import AttachmentRow

_ATTACHMENTS = table_of(AttachmentRow)


def new_key() -> tuple[str, str]:
    """A secret, to be kept away from the machine that makes copies, and its public half (age1…)."""
    return encrypted.new_key()


@dataclass(frozen=True, slots=True)
class Tried:
    """A copy that was opened: its release, its townships' trails (entries, head), how many files of evidence it has."""

    copy: Copy
    revision: str
    heads: dict[str, tuple[int, str]]
    evidence: int


def try_copy(path: Path, secret: str | None = None) -> Tried:
    """Open a copy in a folder of its own as if it were the database: pages, trails, evidence. It changes nothing.

    Raises BadInput for a file that is no copy or needs a secret, Broken for whatever is wrong with it. A dump of
    PostgreSQL is tried by restoring it into an empty database.
    """
    copy = _copy(path)
    with _opened(copy, secret) as plain:
        if plain.suffix == SUFFIX_POSTGRES:
            raise BadInput("copy-needs-database", file=path.name)
        return _tried_alone(copy, plain, secret)


def restore(
    url: str, path: Path, clock: Callable[[], datetime], *, secret: str | None, beside: Path
) -> tuple[Tried, Path | None]:
    """Put a copy in the database's place, after trying it out; what was there before is kept, and where.

    Each township's trail tells of it. For PostgreSQL the database at `url` must be empty. `beside` is where evidence
    lies. Raises as `try_copy` does, Conflict while somebody writes.
    """
    copy = _copy(path)
    with _opened(copy, secret) as plain:
        database = Database(url)
        try:
            if plain.suffix == SUFFIX_POSTGRES:
                before = None
                _fill_postgres(database, plain)
            elif database.path is None:
                raise BadInput("copy-other-kind", file=path.name)
            else:
                _tried_alone(copy, plain, secret)
                database.close()
                before = _replace(database.path, plain, clock())
            tried = _tried(copy, database, secret)
            _evidence_back(database, path.parent, beside, secret if copy.sealed else None)
            _tell(database, clock, path.name)
        finally:
            database.close()
    return tried, before


def _copy(path: Path) -> Copy:
    copy = copy_at(path)
    if copy is None:
        raise BadInput("no-copy", file=path.name)
    if copy.sha256 is not None and not is_as_written(copy):
        raise Broken("copy-changed", file=path.name)
    return copy


@contextmanager
def _opened(copy: Copy, secret: str | None) -> Iterator[Path]:
    """The copy in the clear, in a folder that goes with this block: nothing is ever written beside the copy itself."""
    with tempfile.TemporaryDirectory(prefix="supervision-") as folder:
        plain = Path(folder) / (copy.path.stem if copy.sealed else copy.path.name)
        if not copy.sealed:
            shutil.copyfile(copy.path, plain)
        elif secret is None:
            raise BadInput("copy-needs-secret", file=copy.path.name)
        else:
            encrypted.decrypt(copy.path, plain, secret)
        yield plain


def _tried_alone(copy: Copy, plain: Path, secret: str | None) -> Tried:
    database = Database(str(plain))
    try:
        return _tried(copy, database, secret)
    except DatabaseError as error:  # not a database, or one with unreadable pages
        raise Broken("copy-unsound", file=copy.path.name, found=str(error.orig)) from error
    finally:
        database.close()


def _tried(copy: Copy, database: Database, secret: str | None) -> Tried:
    found = revision(database)
    faults = faults_in_pages(database) if found is not None else ["empty"]
    if found is None or faults:
        raise Broken("copy-unsound", file=copy.path.name, found="; ".join(faults))
    heads = dict(_whole_trails(copy, database))
    return Tried(copy, found, heads, _evidence_there(copy, database, secret))


def _whole_trails(copy: Copy, database: Database) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each township's trail, unbroken and at least as long as was written down."""
    with Context(database, "", SYSTEM, datetime.now).reading() as reading:
        codes = list(townships(reading))
    for code in sorted(set(codes) | set(copy.heads)):
        with Context(database, code, SYSTEM, datetime.now).reading() as reading:
            broken, head = trail_break(reading), trail_head(reading)
            if broken is not None or head.entries < copy.heads.get(code, (0, ""))[0]:
                raise Broken("copy-trail-broken", file=copy.path.name, township=code)
            _check_rows(copy, reading, revision(database))
        yield code, (head.entries, head.hash)


def _check_rows(copy: Copy, reading: Reading, found: str | None) -> None:
    """A copy of this release holds the rows that its trail tells of; one of an earlier release told of none."""
    faults = rows_held(reading).faults if found == present_release() else ()
    if faults:
        raise Broken("copy-rows-differ", file=copy.path.name, township=reading.township, count=len(faults))


def _digests(database: Database) -> list[str]:
    with database.reading() as session:
        if not inspect(session.connection()).has_table(_ATTACHMENTS.name):
            return []
        return list(session.execute(select(_ATTACHMENTS.c.sha256).distinct()).scalars())


def _evidence_there(copy: Copy, database: Database, secret: str | None) -> int:
    digests = _digests(database)
    for sha256 in digests:
        _content(copy.path.parent, sha256, secret if copy.sealed else None)
    return len(digests)


def _content(folder: Path, sha256: str, secret: str | None) -> bytes:
    return kept(folder, sha256) if secret is None else encrypted.open_kept(folder, sha256, secret)


def _evidence_back(database: Database, folder: Path, beside: Path, secret: str | None) -> None:
    for sha256 in _digests(database):
        keep(beside, _content(folder, sha256, secret))


def _replace(place: Path, plain: Path, now: datetime) -> Path | None:
    """The copy in the place of the file, whole or not at all; the name under which the old one is kept."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(f"{place}.lock", timeout=WRITER_WAIT_SECONDS):
            before = None
            if place.exists():
                before = place.with_name(f"{place.stem}-before-{now:%Y-%m-%dT%H%M%S}{place.suffix}")
                copy_database(place, before)
            part = place.with_name(place.name + ".part")
            shutil.copyfile(plain, part)
            part.chmod(0o600)
            for log in ("-wal", "-shm"):
                place.with_name(place.name + log).unlink(missing_ok=True)  # the old file's; it is whole in `before`
            put_in_place(part, place)
    except Timeout as error:
        raise Conflict("database-busy", seconds=WRITER_WAIT_SECONDS) from error
    return before


def _fill_postgres(database: Database, dump: Path) -> None:
    if database.is_sqlite:
        raise BadInput("copy-other-kind", file=dump.name)
    if revision(database) is not None:
        raise BadInput("restore-not-empty", database=database.url.render_as_string(hide_password=True))
    load_dump(database.url, dump)


def _tell(database: Database, clock: Callable[[], datetime], file: str) -> None:
    with Context(database, "", SYSTEM, clock).reading() as reading:
        codes = list(townships(reading))
    for code in codes:
        with Context(database, code, SYSTEM, clock).command(Action.BACK_UP) as work:
            work.audit(f"restore:{work.today}", file=file)
