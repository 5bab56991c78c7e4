"""How findings.xlsx becomes a Table with the text of findings.csv. Forms of a value are `sheet_cells`' question."""

from __future__ import annotations

from collections.abc import Sequence

import python_calamine

from supervision.domain.checks.bundle import Table
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems, bad_file
from supervision.store.archive import Parts, packed, read_parts
from supervision.store.sheet_cells import HEADERS, Value
from supervision.store.sheet_parts import Scan, column_letter, scan_sheet

SHEET = "问题清单"
_PANIC = "pyo3_runtime"


def read_xlsx(data: bytes, file: str) -> Table:
    """The findings of the sheet 问题清单. Raises BadFile for an archive or sheet that is not plain."""
    parts = read_parts(data, file)
    scan = scan_sheet(parts, SHEET, file)
    rows = _values(parts, file)
    if not rows or not any(map(_filled, rows[0])):
        raise bad_file(file, Expected.NOT_EMPTY)
    places = _places(rows[0])
    kept = [
        (line, row) for line, row in enumerate(rows[1:], 2) if any(_filled(row[place]) for place in places.values())
    ]
    columns = {
        name: [form(row[places[name]]) if _filled(row[places[name]]) else "" for _, row in kept]
        for name, form in HEADERS.values()
        if name in places
    }
    letters = {name: column_letter(place + 1) for name, place in places.items()}
    headers = {name: header for header, (name, _) in HEADERS.items()}
    table = Table("findings", file, [line for line, _ in kept], columns, letters, headers)
    _check_plain(scan, rows, table, places)
    return table


def _filled(value: Value) -> bool:
    return value is not None and value != ""


def _values(parts: Parts, file: str) -> list[list[Value]]:
    """Every row of the sheet from A1 on."""
    try:
        with python_calamine.CalamineWorkbook.from_filelike(packed(parts)) as book:
            rows: list[list[Value]] = book.get_sheet_by_name(SHEET).to_python(skip_empty_area=False)  # type: ignore[assignment]
    except python_calamine.CalamineError as wrong:
        raise bad_file(file, Expected.XLSX_SOUND) from wrong
    except BaseException as wrong:
        if type(wrong).__module__ != _PANIC:  # the reader's own panic is no Exception, but only a damaged file
            raise
        raise bad_file(file, Expected.XLSX_SOUND) from wrong
    return rows


def _places(header: Sequence[Value]) -> dict[str, int]:
    """Where each known header is; half-width brackets are as good as full-width ones."""
    places: dict[str, int] = {}
    for place, value in enumerate(header):
        name = str(value).strip().replace("(", "（").replace(")", "）")
        if name in HEADERS:
            places.setdefault(HEADERS[name][0], place)
    return places


def _check_plain(scan: Scan, rows: Sequence[Sequence[Value]], table: Table, places: dict[str, int]) -> None:
    """Raise BadFile for every formula and merged area among the rows: what they show is not what they hold."""
    problems = Problems()
    names = {place + 1: name for name, place in places.items()}
    for (row, column), formula in scan.formulas.items():
        if row == 1 or column in names:
            problems.add(
                table, row, "E-FILE", names.get(column), formula, Expected.XLSX_NO_FORMULA,
                cell=f"{column_letter(column)}{row}",
            )  # fmt: skip
    for area, ((top, left), (bottom, right)) in scan.merges.items():
        touched = [name for column, name in names.items() if left <= column <= right]
        if touched and bottom > 1 and top <= len(rows):
            problems.add(table, max(top, 2), "E-FILE", touched[0], area, Expected.XLSX_NO_MERGE, cells=area)
    problems.raise_any()
