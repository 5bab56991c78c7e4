"""How a CSV file becomes a Table: comma, header line, any order of columns. What cells must say is `domain.checks`'."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice

from supervision.domain.checks.bulk import without_circles
from supervision.domain.checks.bundle import Table
from supervision.domain.checks.column_kinds import Format
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import COLUMNS, CSV_ROWS, ERRORS_PER_FILE, TEXT_CHARACTERS
from supervision.domain.checks.problems import bad_file, file_error
from supervision.domain.errors import BadFile, RowError
from supervision.store.bundle_file import decode

_BLOCK = 5_000
"""Rows turned into columns at a time: few enough to stay small, many enough to be quick."""

Row = tuple[int, list[str]]


def read_csv(data: bytes, file: str, form: Format) -> Table:
    """The table in a CSV file. Raises BadFile when it is not one; a lacking column is no such fault."""
    with without_circles():
        return _read(decode(data, file), file, form)


def _read(text: str, file: str, form: Format) -> Table:
    rows = _rows(text, file)
    header = next(rows, None)
    if header is None:
        raise bad_file(file, Expected.NOT_EMPTY)
    line, names = header
    places = _places([name.strip() for name in names], file, line, form)
    columns: dict[str, list[str]] = {name: [] for name in places}
    lines: list[int] = []
    wrong: list[RowError] = []
    while block := list(islice(rows, _BLOCK)):
        sound = [row for row in block if len(row[1]) == len(names)]
        if len(sound) < len(block):
            wrong += [_ragged(file, row, len(names)) for row in block if len(row[1]) != len(names)]
        lines += [line for line, _ in sound]
        if len(wrong) > ERRORS_PER_FILE:
            break
        if len(lines) > CSV_ROWS:
            raise bad_file(file, Expected.ROW_COUNT, limit=CSV_ROWS)
        cells = list(zip(*(row for _, row in sound), strict=True))
        for name, place in places.items() if cells else ():
            columns[name] += cells[place]
    if wrong:
        raise BadFile(wrong)
    return Table(form.name, file, lines, columns)


def _rows(text: str, file: str) -> Iterator[Row]:
    """Every line that is not blank with the number of its first line. A quoted cell may have several lines."""
    reader = csv.reader(io.StringIO(text), strict=True)
    first = 1
    try:
        for row in reader:
            if row:
                yield first, row
            first = reader.line_num + 1
    except csv.Error as wrong:
        line = max(first, reader.line_num)
        if "field larger" in str(wrong):
            raise bad_file(file, Expected.TEXT_LENGTH, line, limit=TEXT_CHARACTERS) from wrong
        raise bad_file(file, Expected.CSV_FORM, line) from wrong


def _places(names: Sequence[str], file: str, line: int, form: Format) -> dict[str, int]:
    """Where each column of the format is. Raises BadFile for too many columns or one that is there twice."""
    if len(names) > COLUMNS:
        raise bad_file(file, Expected.COLUMN_COUNT, line, limit=COLUMNS, found=len(names))
    wanted = {column.name for column in form.columns}
    twice = sorted(name for name in wanted if names.count(name) > 1)
    if twice:
        raise BadFile([RowError(file, line, "E-COLUMN", name, None, Expected.COLUMN_ONCE.value) for name in twice])
    return {name: place for place, name in enumerate(names) if name in wanted}


def _ragged(file: str, row: Row, wanted: int) -> RowError:
    return file_error(file, Expected.CSV_CELLS, row[0], wanted=wanted, found=len(row[1]))
