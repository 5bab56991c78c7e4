"""What the doctor looks at, one function a question; each gives findings with the key of their words (`cli.doctor.`).

What a finding reads like and the exit code are the question of `doctor`.
"""

from __future__ import annotations

import importlib
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Literal

from supervision.domain.errors import SupervisionError

if TYPE_CHECKING:
    from supervision.settings import Settings

LIBRARIES = ("supervision", "prefect", "textual", "rich", "typer", "sqlmodel", "sqlalchemy", "alembic", "holidays")
COPY_DAYS = 1
"""Copies are made every night."""
Grade = Literal["good", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that was looked at. A warning or a wrong one has a second sentence `<key>.mend`."""

    key: str
    grade: Grade
    facts: dict[str, object] = field(default_factory=dict)


def programs(settings: Settings) -> Iterator[Seen]:
    """Versions of Python and of the libraries, and whether all of them are there."""
    yield Seen("python", "good", {"version": platform.python_version(), "system": platform.platform(terse=True)})
    found: dict[str, str] = {}
    for name in LIBRARIES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            yield Seen("library-missing", "wrong", {"name": name})
    yield Seen("libraries", "good", {"versions": [f"{name} {number}" for name, number in found.items()]})


def sqlite(settings: Settings) -> Iterator[Seen]:
    from supervision.queries.health import sqlite_build

    if settings.database_url.startswith("postgresql"):
        return
    build = sqlite_build()
    source = "pysqlite3" if build.bundled else "Python"
    yield Seen(
        "sqlite" if build.sound else "sqlite-bug",
        "good" if build.sound else "warning",
        {"version": build.version, "source": source},
    )


def place(settings: Settings) -> Iterator[Seen]:
    """Where the database lies, whether it is there and may be written to."""
    from supervision.queries.health import place_of
    from supervision.settings import opened

    database = opened(settings)
    found = place_of(database)
    database.close()
    if found is None:
        return
    if not found.exists:
        yield Seen("database-missing", "wrong", {"path": found.path})
    else:
        yield Seen("database", "good", {"path": found.path, "size": f"{found.size / 1_000_000:.1f}"})
    if not found.writable:
        yield Seen("not-writable", "wrong", {"folder": found.path.parent})
    if found.remote is not None:
        yield Seen("remote-folder", "wrong", {"folder": found.path.parent, "kind": found.remote})


def database(settings: Settings) -> Iterator[Seen]:
    """Shape, settings, pages of a database that is there."""
    from supervision.queries.health import faults_in_pages, settings_of, shape_of
    from supervision.settings import opened

    house = opened(settings)
    try:
        if house.path is not None and not house.path.exists():
            return
        shape = shape_of(house)
        if shape.found != shape.wanted:
            yield Seen("other-release", "wrong", {"found": shape.found, "wanted": shape.wanted})
            return
        if shape.missing_triggers:
            yield Seen("triggers-missing", "wrong", {"names": shape.missing_triggers})
        yield Seen("shape", "good", {"revision": shape.found})
        kept = [f"{name}={value}" for name, value in settings_of(house).items()]
        if kept:
            yield Seen("settings", "good", {"settings": kept})
        faults = faults_in_pages(house)
        yield Seen("damaged", "wrong", {"faults": faults}) if faults else Seen("pages", "good")
    finally:
        house.close()


def records(settings: Settings) -> Iterator[Seen]:
    """The township's trail and whether every record is as it tells, calendar and clock."""
    from supervision.queries.answering import vacant_duties
    from supervision.queries.calendar import calendar_years
    from supervision.queries.law import law
    from supervision.queries.people import township_name
    from supervision.queries.trail import trail_break, trail_head
    from supervision.queries.trail_rows import rows_held
    from supervision.settings import enter

    context = enter(settings)
    try:
        with context.reading() as reading:
            head, years, rules, now = trail_head(reading), calendar_years(reading), law(reading), reading.now
            broken, held, name = trail_break(reading), rows_held(reading), township_name(reading)
            vacant = [each.name or name for each in vacant_duties(reading, reading.today)] if rules.months else []
    finally:
        context.database.close()
    yield Seen("township", "good", {"code": context.township, "name": name, "months": len(rules.months)})
    if broken is not None or held.faults:
        yield Seen("trail-broken", "wrong", {"faults": len(held.faults) or 1})
    else:
        yield Seen("trail", "good", {"entries": head.entries, "rows": held.rows, "head": head.hash})
    yield Seen("calendar", "good", {"years": [each.year for each in years if each.official]})
    for each in years:
        if not each.official:
            yield Seen("calendar-guessed", "warning", {"year": each.year})
    if vacant:
        yield Seen("duties-vacant", "warning", {"count": len(vacant), "names": list(dict.fromkeys(vacant))})
    if rules.last_seal is not None and now < rules.last_seal:
        yield Seen("clock-behind", "wrong", {"now": now, "sealed_at": rules.last_seal})
    elif settings.today is not None:
        yield Seen("clock-fixed", "warning", {"today": settings.today})
    else:
        yield Seen("clock", "good", {"now": now, "zone": settings.zone.key})


def accounts(settings: Settings) -> Iterator[Seen]:
    """Can anybody sign in? A township made or upgraded from a release without passwords has none yet."""
    from supervision.queries.accounts import anybody_has_one, passwords_asked
    from supervision.settings import enter

    context = enter(settings)
    try:
        with context.reading() as reading:
            if passwords_asked(reading) and not anybody_has_one(reading):
                yield Seen("no-passwords", "warning")
    finally:
        context.database.close()


def copies(settings: Settings) -> Iterator[Seen]:
    """How old the newest good copy is."""
    from supervision.queries.copies import can_copy, folder_of, newest_good
    from supervision.settings import enter

    context = enter(settings)
    try:
        if not can_copy(context.database):
            return
        with context.reading() as reading:
            today = reading.today
        newest = newest_good(folder_of(context.database, settings.data_folder), context.database)
    finally:
        context.database.close()
    if newest is None or newest.day is None:
        yield Seen("no-copy", "warning")
        return
    days = (today - newest.day).days
    facts: dict[str, object] = {"days": days, "file": newest.path.name}
    yield Seen("copy", "good", facts) if days <= COPY_DAYS else Seen("copy-old", "warning", facts)


def evidence(settings: Settings) -> Iterator[Seen]:
    """Is every file of evidence there, and what it was?"""
    from supervision.queries.evidence import evidence_faults
    from supervision.settings import enter

    context = enter(settings)
    try:
        with context.reading() as reading:
            count, wrong = evidence_faults(reading, settings.data_folder)
    finally:
        context.database.close()
    for sha256, code in wrong.items():
        facts: dict[str, object] = {"file": sha256[:12]}
        gone = code == "evidence-missing"
        yield Seen("evidence-missing", "wrong", facts) if gone else Seen("evidence-changed", "wrong", facts)
    if not wrong and count:
        yield Seen("evidence", "good", {"count": count})


def doors(settings: Settings) -> Iterator[Seen]:
    """The flows with their Prefect, and the terminal UI."""
    for name in ("flows.environment", "flows.server", "tui"):
        try:
            importlib.import_module(name)
        except ModuleNotFoundError as error:
            yield Seen("door-missing", "wrong", {"name": name, "lacks": error.name})
            return
    named = importlib.import_module("flows.environment").known_server()
    if named is None:
        yield Seen("prefect-own", "good")
    elif importlib.import_module("flows.server").answers(named):
        yield Seen("prefect-answers", "good", {"address": named})
    else:
        yield Seen("prefect-silent", "warning", {"address": named})


CLOSING = frozenset({"database-missing", "other-release", "triggers-missing", "damaged"})
CHECKS: tuple[Callable[[Settings], Iterator[Seen]], ...] = (
    programs,
    sqlite,
    place,
    database,
    records,
    accounts,
    evidence,
    copies,
    doors,
)


def everything(settings: Settings) -> Iterator[Seen | SupervisionError]:
    """All of it in order; a question that cannot be answered gives the error that says why.

    Records, accounts, evidence and copies are not asked for in a database that cannot be opened: the same would be told
    twice.
    """
    closed = False
    for check in CHECKS:
        if check in (records, accounts, evidence, copies) and closed:
            continue
        try:
            for seen in check(settings):
                closed = closed or seen.key in CLOSING
                yield seen
        except SupervisionError as error:
            closed = closed or check is database
            yield error
