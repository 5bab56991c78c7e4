"""Importing a bundle or one file of it: everything in one transaction, or nothing; what is there already is left alone.

Reading files is `store.bundle`'s question, what may be imported `domain.checks`'. An office's own table is understood
by `queries.office_table` and comes in as a bundle of its new rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from supervision.context import Context, Reading, Work
from supervision.domain.checks.bulk import without_circles
from supervision.domain.checks.bundle import Bundle
from supervision.domain.checks.check_bundle import Checked, check_bundle
from supervision.domain.checks.known import Known
from supervision.domain.checks.limits import FIRST_YEAR, LAST_YEAR
from supervision.domain.checks.office import OPEN, WRITE, Review, Watcher, Wishes, nobody, watched
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.domain.errors import BadFile, BadInput
from supervision.domain.model import MonthPlan
from supervision.domain.permission import Action, check_role
from supervision.queries.courses import courses_of
from supervision.queries.law import law
from supervision.queries.office_table import Prepared, prepare
from supervision.queries.tasks import opened_of
from supervision.store.bundle import has_bundle_name, read_bundle
from supervision.store.calendar import add_years, hold_calendar, special_days, workdays_with
from supervision.store.mapping import KINDS, table_of, write_rows
from supervision.store.result_rows import MONTHS
from supervision.store.rows import insert_row, remove_rows
from supervision.store.rubrics import rubric_sha
from supervision.store.sheet_grid import read_grids
from supervision.store.tables.importing import ImportMappingRow, ImportReferenceRow
from supervision.store.tables.township import CalendarDayRow, RubricRow
from supervision.store.task_rows import write_opened, write_standing

_RUBRICS = table_of(RubricRow)
_CALENDAR = table_of(CalendarDayRow)
_MAPPINGS = table_of(ImportMappingRow)
_REFERENCES = table_of(ImportReferenceRow)
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "findings": ("findings", "moves", "lookbacks", "root_causes"),
    "moves": ("moves",),
    "lookbacks": ("lookbacks",),
}
"""Which files of a bundle are judged by the known rows of a table; any other table only by itself."""
_ALWAYS = ("units", "people")
_DATED = ("period", "issued_on", "on")
_MONTH = re.compile(r"[12][0-9]{3}-[01][0-9]")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import added and what was there already, by file; `guessed_years` have no official working days."""

    new: Mapping[str, int]
    same: Mapping[str, int]
    rubrics: tuple[str, ...]
    ignored: tuple[str, ...]
    guessed_years: tuple[int, ...]
    dry_run: bool

    @property
    def changed(self) -> bool:
        return any(self.new.values()) or bool(self.rubrics)


@without_circles()
def import_bundle(context: Context, path: Path, *, dry_run: bool = False, watcher: Watcher = nobody) -> ImportReport:
    """Import a folder or a single file. Raises BadFile with every wrong place; then nothing is stored."""
    check_role(context.actor, Action.IMPORT_RECORDS)
    bundle = read_bundle(path)
    if dry_run:
        with context.reading() as reading:
            return _report(reading, bundle, check_bundle(bundle, _known(reading, bundle)), dry_run=True)
    with context.command(Action.IMPORT_RECORDS) as work:
        checked = check_bundle(bundle, _known(work, bundle))
        if not any(checked.new.values()) and not checked.rubrics:
            work.nothing_to_do()
        else:
            _store(work, bundle, checked, watcher)
        return _report(work, bundle, checked, dry_run=False)


def is_own_table(path: Path) -> bool:
    """Is this a table of an office's own, and not (a file of) a bundle?"""
    return not has_bundle_name(path)


@without_circles()
def review_table(context: Context, path: Path, wishes: Wishes, watcher: Watcher = nobody) -> Review:
    """What importing an office's own table would do, row by row. Raises BadFile when it cannot be understood at all."""
    check_role(context.actor, Action.IMPORT_RECORDS)
    grids = read_grids(path, watcher)
    with context.reading() as reading:
        prepared = prepare(reading, grids, path.name, wishes, watcher)
        try:
            check_bundle(prepared.bundle, _known(reading, prepared.bundle))
        except BadFile as wrong:
            return prepared.review(path.name, wrong.errors)
        return prepared.review(path.name)


@without_circles()
def import_table(context: Context, path: Path, wishes: Wishes, watcher: Watcher = nobody) -> Review:
    """Import an office's own table: every new row, or none. Raises BadFile with every wrong place."""
    if wishes.save_mapping and wishes.sender is None:
        raise BadInput("mapping-without-sender")
    check_role(context.actor, Action.IMPORT_RECORDS)
    grids = read_grids(path, watcher)  # before the transaction: nobody waits for a file being read
    with context.command(Action.IMPORT_RECORDS) as work:
        prepared = prepare(work, grids, path.name, wishes, watcher)
        try:
            checked = check_bundle(prepared.bundle, _known(work, prepared.bundle))
        except BadFile as wrong:
            raise BadFile(prepared.review(path.name, wrong.errors).errors) from wrong
        if wishes.save_mapping:
            _save_mapping(work, prepared, wishes)
        if any(checked.new.values()):
            _store(work, prepared.bundle, checked, watcher)
            _open_tasks(work, checked, watcher)
        elif not wishes.save_mapping:
            work.nothing_to_do()
        rows = (
            {"township": work.township, "sender": wishes.sender, "kind": prepared.placed.kind, "reference": own}
            | {"number": number}
            for own, number in prepared.references.items()
        )
        write_rows(work.session, _REFERENCES, rows)
        return prepared.review(path.name)


def _open_tasks(work: Work, checked: Checked, watcher: Watcher) -> None:
    """Findings issued today open their tasks at once, as those that an inspector records."""
    issued = [finding.task_no for finding in checked.new.get("findings", ()) if finding.issued_on <= work.today]
    if issued:
        courses = watched(courses_of(work, law(work), issued), OPEN, len(issued), watcher)
        write_opened(work.session, work.township, work.now, courses)


def _save_mapping(work: Work, prepared: Prepared, wishes: Wishes) -> None:
    """What this form of the sender's means from now on; saved again, the newer one counts."""
    placed = prepared.placed
    key = {"township": work.township, "sender": wishes.sender, "kind": placed.kind, "headers": placed.signature}
    remove_rows(work.session, _MAPPINGS, tuple(_MAPPINGS.c[name] == value for name, value in key.items()))
    columns = {**{title: column for column, title in prepared.titles.items()}, **wishes.columns}
    told = json.dumps(columns, ensure_ascii=False, sort_keys=True)
    insert_row(work.session, _MAPPINGS, **key, columns=told, saved_at=work.now, version=1)
    work.audit(f"mapping:{wishes.sender}", kind=placed.kind, columns=len(columns))


def _known(reading: Reading, bundle: Bundle) -> Known:
    rules = law(reading)
    here = {table.name for table in bundle.tables.values()}
    rows = {
        name: kind.read(reading.session, reading.township)
        for name, kind in KINDS.items()
        if name not in REGISTERS and (name in _ALWAYS or here & set(_NEEDS.get(name, (name,))))
    }
    books = {
        name: KINDS[name].read(reading.session, reading.township)
        for name in (REGISTERS if not here.isdisjoint(REGISTERS) else ())
    }
    months = [
        MonthPlan(month.period, month.opened_at, month.planned_seal_at, month.rubric_version) for month in rules.months
    ]
    return Known(
        default_rubric=rules.rubrics[min(rules.rubrics)],
        workdays=workdays_with(reading.session, _years(bundle)),
        special_days=special_days(reading.session),
        rubrics=rules.rubrics,
        months=months,
        sealed_until=rules.last_seal,
        registers=books,
        **rows,
    )


def _store(work: Work, bundle: Bundle, checked: Checked, watcher: Watcher) -> None:
    _store_rubrics(work, bundle, checked)
    _store_calendar(work, bundle, checked)
    _store_months(work, checked.new.get("months", []))
    for name, kind in KINDS.items():
        new = checked.new.get(name)
        if new:
            kind.write(work.session, work.township, watched(new, WRITE, len(new), watcher))
    moved = sorted({move.task_no for move in checked.new.get("moves", ())})
    opened = opened_of(work, moved)
    write_standing(work.session, work.township, courses_of(work, law(work), [no for no in moved if no in opened]))
    for name, rows in checked.new.items():
        if rows:
            work.audit(f"import:{name}", new=len(rows), same=checked.same.get(name, 0))


def _store_rubrics(work: Work, bundle: Bundle, checked: Checked) -> None:
    for file, rubric in sorted(checked.rubrics.items()):
        text = bundle.rubrics[file]
        insert_row(
            work.session,
            _RUBRICS,
            township=work.township,
            version=rubric.version,
            sha256=rubric_sha(text),
            text=text,
            source=file,
            recorded_at=work.now,
        )
        work.audit(f"rubric:{rubric.label}", sha256=rubric_sha(text))


def _store_calendar(work: Work, bundle: Bundle, checked: Checked) -> None:
    """The library's days of every year that the facts touch; on top of them the bundle's own special days."""
    add_years(work.session, _years(bundle))
    days = checked.new.get("calendar", [])
    if days:
        hold_calendar(work.session)
        remove_rows(work.session, _CALENDAR, (_CALENDAR.c.day.in_([day.date for day in days]),))
        write_rows(work.session, _CALENDAR, ({"day": day.date, "kind": day.kind} for day in days))


def _years(bundle: Bundle) -> set[int]:
    """The years that a bundle's dates name; from November on the next one too, into which due dates run."""
    dates = {
        text[:7]
        for table in bundle.tables.values()
        for column in _DATED
        for text in set(table.columns.get(column, ()))
        if _MONTH.match(text)
    }
    found = {int(text[:4]) for text in dates} | {int(text[:4]) + 1 for text in dates if text[5:] >= "11"}
    return {year for year in found if FIRST_YEAR <= year <= LAST_YEAR}


def _store_months(work: Work, months: Collection[MonthPlan]) -> None:
    rows = (
        {
            "township": work.township,
            "period": month.period,
            "state": "planned",
            "opened_at": month.opened_at,
            "planned_seal_at": month.sealed_at,
            "rubric_version": month.rubric_version,
            "version": 1,
        }
        for month in months
    )
    write_rows(work.session, MONTHS, rows)


def _report(reading: Reading, bundle: Bundle, checked: Checked, *, dry_run: bool) -> ImportReport:
    official = workdays_with(reading.session, _years(bundle)).years
    return ImportReport(
        new={name: len(rows) for name, rows in checked.new.items() if rows},
        same={name: count for name, count in checked.same.items() if count},
        rubrics=tuple(sorted(checked.rubrics)),
        ignored=bundle.ignored,
        guessed_years=tuple(sorted(_years(bundle) - official)),
        dry_run=dry_run,
    )
