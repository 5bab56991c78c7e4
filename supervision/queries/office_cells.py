"""What the cells of an office's table say in the bundle's own words, and which of them cannot be understood.

Which of its rows are new is `office_table`'s question; whether they may come in is `domain.checks`'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.grid import filled
from supervision.domain.checks.office import Wishes
from supervision.domain.checks.problems import shown
from supervision.domain.errors import RowError
from supervision.queries.office_names import Ambiguous, OfficeNames
from supervision.store.sheet_headers import headers, plain
from supervision.store.sheet_tables import REFERENCE, Placed, unit_of
from supervision.store.sheet_values import Manner, key_text, read_value

_BROKEN_RESULT = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")
_REMEMBERED = 4_096
"""Values of a column that are understood for when they come again."""
_YEAR = re.compile(r"(20[0-9]{2})\s*[年./-]")


@dataclass(slots=True)
class Cells:
    """Texts by column, in step with `lines`; `references` are the sender's own numbers. `errors` by line."""

    placed: Placed
    texts: dict[str, list[str]]
    references: list[str]
    errors: dict[int, list[RowError]]

    @property
    def lines(self) -> tuple[int, ...]:
        return self.placed.lines


def read_cells(placed: Placed, file: str, wishes: Wishes, names: OfficeNames) -> Cells:
    """Every cell of the table's columns."""
    year = wishes.year or _year_told(placed, wishes)
    columns = {column.name: column for column in FORMATS[placed.kind].columns if column.name in placed.places}
    kept = headers().units.get(placed.kind, {})
    cells = Cells(placed, {}, [""] * len(placed.lines), {})
    for name, column in columns.items():
        given = unit_of(placed, name) if name in kept else None
        manner = Manner(year, placed.grid.days_before, given, kept.get(name))
        read = lru_cache(_REMEMBERED, typed=True)(partial(read_value, column=column, manner=manner))
        values = (placed.value(line, name) for line in placed.lines)
        cells.texts[name] = [read(value) if filled(value) else "" for value in values]
    if wishes.period and "period" not in columns and any(c.name == "period" for c in FORMATS[placed.kind].columns):
        cells.texts["period"] = [wishes.period] * len(placed.lines)  # it tells rows apart as a column would
    if REFERENCE in placed.places:
        cells.references = [
            key_text(value) if filled(value := placed.value(line, REFERENCE)) else "" for line in placed.lines
        ]
    for error in _results(placed, file, columns):
        cells.errors.setdefault(error.line or 0, []).append(error)
    _name(cells, file, names)
    return cells


def read_beside(placed: Placed, file: str) -> Cells:
    """The cells of another kind's columns in the same rows, none of which is a date, an amount or a name."""
    columns = {column.name: column for column in FORMATS[placed.kind].columns if column.name in placed.places}
    cells, manner = Cells(placed, {}, [], {}), Manner(None, placed.grid.days_before, None, None)
    for name, column in columns.items():
        values = (placed.value(line, name) for line in placed.lines)
        cells.texts[name] = [read_value(value, column, manner) if filled(value) else "" for value in values]
    for error in _results(placed, file, columns):
        cells.errors.setdefault(error.line or 0, []).append(error)
    return cells


def _year_told(placed: Placed, wishes: Wishes) -> int | None:
    """The year of dates without one: of the period asked for, else the only year in the title above the table."""
    if wishes.period:
        return int(wishes.period[:4])
    above = " ".join(str(value) for row in placed.grid.rows[: placed.head[0] - 1] for value in row if filled(value))
    years = set(_YEAR.findall(f"{plain(above)} {plain(placed.grid.name)}"))
    return int(years.pop()) if len(years) == 1 else None


def _results(placed: Placed, file: str, columns: Mapping[str, object]) -> Iterator[RowError]:
    """Formulas of which the file holds no result, or an error for one."""
    for line in placed.lines:
        for name in columns:
            value = placed.value(line, name)
            unsolved = (line, placed.places[name] + 1) in placed.grid.unsolved
            if unsolved or (isinstance(value, str) and _BROKEN_RESULT.fullmatch(value.strip())):
                yield error_at(placed, file, line, name, "E-FILE", Expected.FORMULA_RESULT, value)


def error_at(
    placed: Placed, file: str, line: int, column: str, code: str, expected: Expected, value: object, **facts: object
) -> RowError:
    """One wrong cell with its address and the sender's own header."""
    told = {"header": placed.titles[column], "cell": placed.cell(line, column)} if column in placed.places else {}
    pairs = tuple((name, str(each)) for name, each in {**facts, **told}.items())
    return RowError(file, line, code, column, shown(value), expected.value, pairs)


def _name(cells: Cells, file: str, names: OfficeNames) -> None:
    """Names become codes, units first: they tell people of one name apart."""
    units = cells.texts.get("unit", [""] * len(cells.lines))
    own = {"units": "unit", "people": "person_no"}.get(cells.placed.kind)
    for column in sorted(cells.texts, key=lambda name: name != "unit"):
        texts = cells.texts[column]
        if column == own:
            continue  # what the row itself brings is not looked up
        for place, text in enumerate(texts):
            try:
                texts[place] = names.of(column, text, units[place] or None)
            except Ambiguous as several:
                line = cells.lines[place]
                told = ", ".join(several.candidates)
                error = error_at(cells.placed, file, line, column, "E-REF", Expected.ONE_MEANING, text, candidates=told)
                cells.errors.setdefault(line, []).append(error)
