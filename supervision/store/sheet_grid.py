"""How a file that an office sends becomes grids of cells: .xlsx, .xls, .csv and .txt in the encodings people have.

The strict forms of a bundle are `bundle_csv`'s and `bundle_xlsx`'s question.
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import python_calamine

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.grid import Grid, filled
from supervision.domain.checks.limits import COLUMNS, CSV_BYTES, LEDGER_SCALE, TEXT_CHARACTERS, XLSX_BYTES, XLSX_ROWS
from supervision.domain.checks.office import READ, Watcher, nobody, watched
from supervision.domain.checks.problems import bad_file
from supervision.store.archive import packed, read_parts
from supervision.store.bundle_file import looks_like, read_bytes
from supervision.store.sheet_parts import counts_from_1904, scan_sheet

ROWS = XLSX_ROWS * LEDGER_SCALE
_PANIC = "pyo3_runtime"
_DELIMITERS = ",\t;，|"
_DAYS_TO_1904 = 1462
_MACROS, _LOCKED = "_VBA_PROJECT".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_BOOKS = (".xlsx", ".xls")
_TEXTS = (".csv", ".txt")
_WITH_MACROS = (".xlsm", ".xltm", ".xlam", ".xla")


def read_grids(path: Path, watcher: Watcher = nobody) -> list[Grid]:
    """Every sheet of the file that is not empty; a text file is one sheet. Raises BadFile."""
    suffix = path.suffix.lower()
    if suffix in _WITH_MACROS:
        raise bad_file(path.name, Expected.XLSX_NO_MACROS, value=path.name)
    if suffix not in (*_BOOKS, *_TEXTS):
        raise bad_file(path.name, Expected.TABLE_FILE, value=path.name)
    data = read_bytes(path, CSV_BYTES if suffix in _TEXTS else XLSX_BYTES * LEDGER_SCALE)
    if suffix in _TEXTS:
        return [_text_grid(data, path.name, watcher)]
    with tempfile.TemporaryDirectory() as folder:
        read = _xls if looks_like(data) == "xls" else _xlsx
        grids = read(data, Path(folder), path.name, watcher)
    return [grid for grid in grids if grid.rows]


def _xlsx(data: bytes, folder: Path, file: str, watcher: Watcher) -> list[Grid]:
    """What is held at once is the sheet being read: its parts are on the disk when its rows come into memory."""
    parts = read_parts(data, file, LEDGER_SCALE)
    book = folder / "book.xlsx"
    book.write_bytes(packed(parts).getbuffer())
    sheets = [(name, hidden, scan_sheet(parts, name, file, LEDGER_SCALE)) for name, hidden in _sheets(book, file)]
    before = _DAYS_TO_1904 if counts_from_1904(parts, file) else 0
    del parts
    return [
        Grid(
            name, _rows(book, name, file, watcher), hidden, frozenset(scan.hidden_rows),
            frozenset(scan.hidden_columns), frozenset(scan.unsolved), tuple(scan.merges.values()), before,
        )
        for name, hidden, scan in sheets
    ]  # fmt: skip


def _xls(data: bytes, folder: Path, file: str, watcher: Watcher) -> list[Grid]:
    """Of the old form only values, merged cells and hidden sheets can be told; macros are refused by their name.

    A new workbook with a password has this form too; of an old one the reader tells a password only from a file.
    """
    if _MACROS in data:
        raise bad_file(file, Expected.XLSX_NO_MACROS)
    if _LOCKED in data:
        raise bad_file(file, Expected.XLSX_NOT_ENCRYPTED)
    book = folder / "book.xls"
    book.write_bytes(data)
    found = []
    for name, hidden in _sheets(book, file):
        rows = _rows(book, name, file, watcher)
        if len(rows) > ROWS:
            raise bad_file(file, Expected.ROW_COUNT, len(rows), limit=ROWS)
        found.append(Grid(name, rows, hidden))
    return found


def _open(book: Path, file: str) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_path(book)
    except python_calamine.PasswordError as wrong:
        raise bad_file(file, Expected.XLSX_NOT_ENCRYPTED) from wrong
    except BaseException as wrong:
        raise _damaged(wrong, file) from wrong


def _damaged(wrong: BaseException, file: str) -> BaseException:
    """The refusal of a damaged file: what the reader raises, its own panic too; anything else stays what it is."""
    known = isinstance(wrong, python_calamine.CalamineError | OSError) or type(wrong).__module__ == _PANIC
    return bad_file(file, Expected.XLSX_SOUND) if known else wrong


def _sheets(book: Path, file: str) -> list[tuple[str, bool]]:
    visible, sheet = python_calamine.SheetVisibleEnum.Visible, python_calamine.SheetTypeEnum.WorkSheet
    with _open(book, file) as opened:
        return [(each.name, each.visible != visible) for each in opened.sheets_metadata if each.typ == sheet]


def _rows(book: Path, name: str, file: str, watcher: Watcher) -> list[Sequence[object]]:
    """The rows from A1 on, without the empty ones at the end."""
    with _open(book, file) as opened:
        try:
            sheet = opened.get_sheet_by_name(name)
            before = ("",) * sheet.start[1] if sheet.start else ()
            read = watched(sheet.iter_rows(), READ, sheet.total_height, watcher)
            rows = _held_once((*before, *row) for row in read)
        except BaseException as wrong:
            raise _damaged(wrong, file) from wrong
    return _trimmed(rows)


def _held_once(rows: Iterable[Iterable[object]]) -> list[Sequence[object]]:
    """The rows, each different text of them in memory only once: names, items and dates repeat on every row."""
    texts: dict[object, object] = {}
    return [tuple(texts.setdefault(cell, cell) if type(cell) is str else cell for cell in row) for row in rows]


def _trimmed(rows: list[Sequence[object]]) -> list[Sequence[object]]:
    while rows and not any(map(filled, rows[-1])):
        rows.pop()
    return rows


def _text_grid(data: bytes, file: str, watcher: Watcher) -> Grid:
    text = _decoded(data, file).replace("\r\n", "\n").replace("\r", "\n")
    rows: list[Sequence[object]] = []
    texts: dict[str, str] = {}
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
    try:
        for row in watched(reader, READ, text.count("\n"), watcher):
            rows += [[] for _ in range(reader.line_num - 1 - len(rows) - _breaks(row))]
            rows.append([texts.setdefault(cell, cell) for cell in row])
            rows += [[] for _ in range(_breaks(row))]  # a quoted cell may have several lines: rows stay line numbers
            if len(rows) > ROWS:
                raise bad_file(file, Expected.ROW_COUNT, len(rows), limit=ROWS)
    except csv.Error as wrong:
        if "field larger" in str(wrong):
            raise bad_file(file, Expected.TEXT_LENGTH, reader.line_num, limit=TEXT_CHARACTERS) from wrong
        raise bad_file(file, Expected.CSV_FORM, reader.line_num) from wrong
    widest = max(map(len, rows), default=0)
    if widest > COLUMNS:
        raise bad_file(file, Expected.COLUMN_COUNT, limit=COLUMNS, found=widest)
    if not _trimmed(rows):
        raise bad_file(file, Expected.NOT_EMPTY)
    return Grid(file, rows)


def _breaks(row: Sequence[str]) -> int:
    return sum(cell.count("\n") for cell in row)


def _decoded(data: bytes, file: str) -> str:
    """UTF-8, UTF-16 with its mark, or GB18030, with or without a mark. Raises BadFile with the line that is neither."""
    kind = looks_like(data)
    if kind not in ("utf-16", "text"):
        raise bad_file(file, Expected.CSV_NOT_BINARY, looks_like=kind)
    encodings = ("utf-16",) if kind == "utf-16" else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding).lstrip("\ufeff")
        except UnicodeDecodeError as wrong:
            line = data.count(b"\n", 0, wrong.start) + 1
    raise bad_file(file, Expected.ENCODING, line)


def _delimiter(text: str) -> str:
    """What stands most often between cells in the fullest of the first lines; what stands in quotes does not count."""
    heads = ["".join(line.split('"')[::2]) for line in text.split("\n", 30)[:30]]
    return max(_DELIMITERS, key=lambda mark: max(head.count(mark) for head in heads))
