"""Importing a table of an office's own from the command line: the preview, the import, the errors given back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from supervision.cli.call import Call
from supervision.cli.errors import row_line
from supervision.cli.printing import print_json, print_tables, table_of
from supervision.cli.progress import Progress
from supervision.domain.errors import BadFile, BadInput
from supervision.domain.period import parse_period

if TYPE_CHECKING:
    from supervision.domain.checks.office import Review, RowReview, Wishes

MAPPINGS = "mappings"
_SHOWN = 60
"""Rows of a preview; all of them come with --json."""
_HIDDEN = ("read", "skip")


@dataclass(frozen=True, slots=True)
class Given:
    """The options as they were typed."""

    kind: str | None
    sender: str | None
    columns: Sequence[str]
    sheet: str | None
    hidden: str | None
    year: int | None
    period: str | None
    save_mapping: bool
    errors_to: str | None

    @property
    def anything(self) -> bool:
        told = (self.kind, self.sender, self.sheet, self.hidden, self.year, self.period, self.errors_to)
        return any(each is not None for each in told) or bool(self.columns) or self.save_mapping

    def wishes(self) -> Wishes:
        """Raises BadInput for an option that makes no sense."""
        from supervision.domain.checks.office import Wishes

        if self.hidden not in (None, *_HIDDEN):
            raise BadInput("hidden-choice", value=self.hidden, allowed=_HIDDEN)
        period = parse_period(self.period) if self.period else None
        return Wishes(
            self.kind, self.sender, self.sheet, dict(map(_pair, self.columns)), self.hidden, self.year, period,
            self.save_mapping,
        )  # fmt: skip


def _pair(text: str) -> tuple[str, str]:
    header, equals, column = text.rpartition("=")
    if not (header.strip() and equals and column.strip()):
        raise BadInput("map-without-equals", value=text)
    return header.strip(), column.strip()


def import_own(call: Call, path: Path, given: Given, dry_run: bool, as_json: bool) -> None:
    """Preview or import; with errors nothing is imported, and the sheet is given back where that is asked for."""
    from supervision.services.importing import import_table, review_table

    wishes = given.wishes()
    with call.house() as context, Progress(call.words) as progress:
        progress.tell("importing.reading")
        try:
            review = (review_table if dry_run else import_table)(context, path, wishes, progress.on_rows)
        except BadFile:
            review = review_table(context, path, wishes, progress.on_rows)
    if as_json:
        print_json(_plain(review, dry_run))
    else:
        _print(call, review)
    _tell(call, review)
    if review.errors:
        _give_back(call, review, given.errors_to)
        raise BadFile(review.errors)
    if dry_run:
        call.say("import.dry-run")
    else:
        call.say("import.done" if review.adds else "import.unchanged")


def _print(call: Call, review: Review) -> None:
    words = call.words
    titles = [words(f"importing.column.{name}") for name in ("line", "state", "row")]
    wanted = [row for row in review.rows if row.state != "same"]
    rows = [(row.line, words(f"importing.state.{row.state}"), " · ".join(row.told)) for row in wanted[:_SHOWN]]
    title = words("importing.found", kind=words.noun("file", review.kind), sheet=review.grid.name)
    if rows:
        print_tables(table_of(titles, rows, title))
    if len(wanted) > _SHOWN:
        sys.stderr.write(f"{words('importing.more', count=len(wanted) - _SHOWN)}\n")


def _tell(call: Call, review: Review) -> None:
    """How many of each, and every row that is no record."""
    words = call.words
    told = [words(f"importing.counted.{state}", count=count) for state, count in review.counts.items()]
    sys.stderr.write(f"{words('importing.counts', counts=told)}\n")
    for left in review.omitted[:_SHOWN]:
        sys.stderr.write(f"{words(f'importing.left.{left.why}', line=left.line, text=left.text)}\n")


def _give_back(call: Call, review: Review, errors_to: str | None) -> None:
    """The sheet with its wrong cells marked, or how to get it."""
    words = call.words
    if errors_to is None:
        sys.stderr.write(f"{words('importing.offer')}\n")
        return
    from supervision.reports.marked_copy import marked_copy
    from supervision.reports.writing import put

    if Path(errors_to).suffix.lower() != ".xlsx":
        raise BadInput("unknown-format", value=errors_to, allowed=[".xlsx"])
    put(Path(errors_to), marked_copy(review, lambda error: row_line(words, error), words))
    sys.stderr.write(f"{words('importing.given-back', path=errors_to)}\n")


def _plain(review: Review, dry_run: bool) -> dict[str, object]:
    return {
        "file": review.file,
        "sheet": review.grid.name,
        "kind": review.kind,
        "columns": review.titles,
        "counts": review.counts,
        "rows": [_row(row) for row in review.rows],
        "omitted": [{"line": left.line, "why": left.why, "text": left.text} for left in review.omitted],
        "dry_run": dry_run,
    }


def _row(row: RowReview) -> dict[str, object]:
    errors = [{"column": each.column, "code": each.code, "expected": each.expected} for each in row.errors]
    return {"line": row.line, "state": row.state, "row": row.told, "errors": errors}


def list_mappings(call: Call, as_json: bool) -> None:
    """Every sender whose headers are known."""
    from supervision.queries.senders import saved_mappings

    words = call.words
    with call.house() as context, context.reading() as reading:
        found = saved_mappings(reading)
    if as_json:
        print_json(found)
        return
    titles = [words(f"importing.column.{name}") for name in ("sender", "kind", "mapping", "saved")]
    rows: Iterator[tuple[object, ...]] = (
        (
            each.sender,
            words.noun("file", each.kind),
            "  ".join(f"{header}={column}" for header, column in each.columns.items()),
            each.saved_at,
        )
        for each in found
    )
    print_tables(table_of(titles, rows))
