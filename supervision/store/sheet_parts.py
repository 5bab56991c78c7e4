"""What a sheet's XML says beside its values: formulas, merged cells, what is hidden and how far it reaches.

Values are the question of `bundle_xlsx`. The XML has no DTD (`archive`); it is streamed, never built into a tree.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import ARCHIVE_BYTES, COLUMNS, XLSX_ROWS
from supervision.domain.checks.problems import bad_file
from supervision.store.archive import Parts

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_SHARED = "xl/sharedstrings.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_INDEX = re.compile(r"\s*[0-9]{1,7}\s*")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
Attributes = dict[str, str]


@dataclass(slots=True)
class Scan:
    """Formulas by row and column (1, 2, 3 …) with their text; merged areas as written with first and last corner.

    `unsolved` are formulas of which the file holds no result.
    """

    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: dict[str, tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=dict)
    unsolved: set[tuple[int, int]] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def scan_sheet(parts: Parts, sheet: str, file: str, scale: int = 1) -> Scan:
    """Look through the sheet of that name. Raises BadFile when there is none or it is too large.

    `scale` as in `archive.read_parts`. Dates of the 1904 system are refused in the findings sheet only.
    """
    if scale == 1 and counts_from_1904(parts, file):
        raise bad_file(file, Expected.XLSX_1900)
    part = parts.get(_part_of(parts, sheet, file))
    if part is None:
        raise bad_file(file, Expected.XLSX_SHEET, sheet=sheet)
    scanner = _Scanner(file, _shared_lengths(parts, file), scale)
    _stream(part, file, scanner.start, scanner.end, scanner.text)
    return scanner.scan


def _shared_lengths(parts: Parts, file: str) -> list[int]:
    """How long each shared string is, in characters."""
    lengths: list[int] = []

    def start(name: str, _: Attributes) -> None:
        if name == "si":
            lengths.append(0)

    def text(text: str) -> None:
        if lengths:
            lengths[-1] += len(text)

    for name, part in parts.items():
        if name.lower() == _SHARED:
            _stream(part, file, start, text=text)
    return lengths


def column_letter(number: int) -> str:
    """A, B, … Z, AA …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def counts_from_1904(parts: Parts, file: str) -> bool:
    """Does the workbook count its days from 1 January 1904?"""
    found: list[bool] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            found.append(attributes.get("date1904", "0") not in ("0", "false"))

    _stream(parts.get(_WORKBOOK, b""), file, start)
    return any(found)


def _part_of(parts: Parts, sheet: str, file: str) -> str:
    """The name of the part that holds the sheet."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def in_workbook(name: str, attributes: Attributes) -> None:
        if name == "sheet":
            ids[attributes.get("name", "")] = next((v for k, v in attributes.items() if k.endswith(":id")), "")

    def in_relations(name: str, attributes: Attributes) -> None:
        if name == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _stream(parts.get(_WORKBOOK, b""), file, in_workbook)
    if sheet not in ids:
        raise bad_file(file, Expected.XLSX_SHEET, sheet=sheet, found=", ".join(ids))
    _stream(parts.get(_RELATIONS, b""), file, in_relations)
    target = targets.get(ids[sheet], "")
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _stream(
    part: bytes,
    file: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through one XML part; names come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError) as wrong:
        raise bad_file(file, Expected.XLSX_SOUND) from wrong


class _Scanner:
    """Keeps count of the cell that the stream is in; cells may leave out their address.

    An address of another form or out of order is refused at once: the reader of the values would make of it a sheet of
    a terabyte, and the process would end.
    """

    def __init__(self, file: str, shared: list[int], scale: int) -> None:
        self.scan = Scan()
        self._rows, self._limit = XLSX_ROWS * scale, ARCHIVE_BYTES * scale
        self._shared = shared
        self._is_shared = False
        self._index: str | None = None
        self._characters = 0
        self._file = file
        self._row = 0
        self._column = 0
        self._in_formula = False
        self._handlers: Mapping[str, Callable[[Attributes], None]] = {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self._start_value,
            "is": self._filled,
            "mergeCell": self._merge,
            "col": self._column_look,
        }

    def start(self, name: str, attributes: Attributes) -> None:
        handler = self._handlers.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        if name == "f":
            self._in_formula = False
        elif name == "v" and self._index is not None:
            self._count_shared(self._index)
            self._index = None

    def text(self, text: str) -> None:
        if self._in_formula:
            self.scan.formulas[self._row, self._column] += text
        elif self._index is not None:
            self._index += text

    def _count_shared(self, index: str) -> None:
        """One long string in a million cells is small in the file only: what all cells hold together counts."""
        if not _INDEX.fullmatch(index) or int(index) >= len(self._shared):
            raise bad_file(self._file, Expected.XLSX_SOUND, value=index)
        self._characters += self._shared[int(index)]
        if self._characters > self._limit:
            raise bad_file(self._file, Expected.XLSX_UNPACKED, limit=self._limit)

    def _start_row(self, attributes: Attributes) -> None:
        told = attributes.get("r")
        row = self._row + 1 if told is None else int(told) if _ROW.fullmatch(told) else 0
        if row <= self._row:
            raise bad_file(self._file, Expected.XLSX_SOUND, value=told)
        self._row, self._column = row, 0
        if _is_on(attributes, "hidden"):
            self.scan.hidden_rows.add(row)

    def _start_cell(self, attributes: Attributes) -> None:
        told = attributes.get("r")
        place = (self._row, self._column + 1) if told is None else _corner(told)
        if place is None or place[0] != self._row or place[1] <= self._column:
            raise bad_file(self._file, Expected.XLSX_SOUND, value=told)
        self._row, self._column = place
        self._is_shared = attributes.get("t") == "s"

    def _column_look(self, attributes: Attributes) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if _is_on(attributes, "hidden") and first.isdecimal() and last.isdecimal():
            self.scan.hidden_columns.update(range(int(first), min(int(last), COLUMNS) + 1))

    def _start_value(self, attributes: Attributes) -> None:
        self._filled(attributes)
        self.scan.unsolved.discard((self._row, self._column))
        self._index = "" if self._is_shared else None

    def _filled(self, _: Attributes) -> None:
        """A cell with a value decides how large the sheet is; empty formatted cells do not."""
        if self._row > self._rows + 1:
            raise bad_file(self._file, Expected.ROW_COUNT, self._row, limit=self._rows)
        if self._column > COLUMNS:
            raise bad_file(self._file, Expected.COLUMN_COUNT, self._row, limit=COLUMNS, found=self._column)

    def _start_formula(self, attributes: Attributes) -> None:
        self._filled(attributes)
        self._in_formula = True
        self.scan.formulas[self._row, self._column] = "="
        self.scan.unsolved.add((self._row, self._column))

    def _merge(self, attributes: Attributes) -> None:
        area = attributes.get("ref", "")
        first, _, last = area.partition(":")
        corners = _corner(first), _corner(last or first)
        if corners[0] is None or corners[1] is None:
            raise bad_file(self._file, Expected.XLSX_SOUND, value=area)
        self.scan.merges[area] = corners[0], corners[1]


def _is_on(attributes: Attributes, name: str) -> bool:
    return attributes.get(name, "0") in ("1", "true")


def _corner(reference: str) -> tuple[int, int] | None:
    """Row and column of an address such as B12."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return None
    column = 0
    for letter in found.group(1):
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found.group(2)), column
