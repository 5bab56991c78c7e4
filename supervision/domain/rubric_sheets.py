"""How a rubric's tree becomes the sheets of an Excel table (考评细则) and comes back: one row an item, nothing lost.

Every list of the rubric has its own sheet, everything else a row of 总体设置. What a cell says: `rubric_cells`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from supervision.domain.checks.grid import Grid, filled
from supervision.domain.errors import BadFile, RowError
from supervision.domain.rubric_cells import (
    Cell,
    Unreadable,
    applies_read,
    applies_shown,
    code_read,
    code_shown,
    findings_read,
    findings_shown,
    first_word,
    lines_read,
    lines_shown,
    read,
    rule_read,
    rule_shown,
    shown,
)
from supervision.domain.rubric_headers import ITEM_COLUMNS, ITEMS, LABELS, SETTINGS, SHEETS, label, titled
from supervision.domain.rubric_tree import Faults, Table

_IN_BRACKETS = re.compile(r"[（(]([A-Za-z_.]+)[）)]")
_PATH, _VALUE = "设置项（path）", "值（value）"
_SHEET, _ROW = 100_000_000, 1_000
"""A place is one number, so that a fault of the loader tells its cell: sheet, row and column."""

_SHOWN: Mapping[str, Callable[[object], Cell]] = {
    "typical_findings": findings_shown,
    "method": code_shown,
    "evidence": lines_shown,
    "applicable_if": applies_shown,
}
_READ: Mapping[str, Callable[[object], object]] = {
    "category": first_word,
    "typical_findings": findings_read,
    "method": code_read,
    "period": code_read,
    "rule": rule_read,
    "applicable_if": applies_read,
    "evidence": lines_read,
}


@dataclass(frozen=True, slots=True)
class RubricSheet:
    """One sheet: `path` is the list of the rubric that it holds, or `settings`; empty cells are None."""

    path: str
    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]

    @property
    def title(self) -> str:
        """What stands above the head; the path in brackets decides when the table is read."""
        return f"{self.name}（{self.path}）"


# Out


def sheets_of(tree: Mapping[str, object]) -> list[RubricSheet]:
    """The sheets of a rubric: items first, settings last."""
    lists: dict[str, list[Mapping[str, object]]] = {}
    settings: list[tuple[str, object]] = []
    _sort(tree, "", lists, settings)
    items = lists.pop(ITEMS, [])
    order = [path for path in SHEETS if path in lists] + [path for path in lists if path not in SHEETS]
    rows = tuple((path, label(path), shown(value)) for path, value in settings)
    return [
        _items_sheet(items, lists.get("categories", [])),
        *(_list_sheet(path, lists[path]) for path in order),
        RubricSheet(SETTINGS, SHEETS[SETTINGS], (_PATH, "名称", _VALUE), rows),
    ]


def _sort(
    tree: Mapping[str, object],
    path: str,
    lists: dict[str, list[Mapping[str, object]]],
    settings: list[tuple[str, object]],
) -> None:
    for key, value in tree.items():
        own = f"{path}{key}"
        if isinstance(value, Mapping) and value:
            _sort(value, f"{own}.", lists, settings)
        elif isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
            lists[own] = value
        else:
            settings.append((own, value))


def _items_sheet(items: Sequence[Mapping[str, object]], categories: Sequence[Mapping[str, object]]) -> RubricSheet:
    names = {each.get("code"): f"{each.get('code')} {each.get('name_zh')}" for each in categories}
    others = list(dict.fromkeys(key for item in items for key in item if key not in ITEM_COLUMNS))
    keys = [*ITEM_COLUMNS, *others]
    rows = tuple(tuple(_item_cell(item, key, names) for key in keys) for item in items)
    return RubricSheet(ITEMS, SHEETS[ITEMS], (*ITEM_COLUMNS.values(), *map(titled, others)), rows)


def _item_cell(item: Mapping[str, object], key: str, categories: Mapping[object, str]) -> Cell | None:
    rule = item.get("rule")
    if isinstance(rule, Mapping) and key == "period":
        return code_shown(rule["period"]) if "period" in rule else None
    if isinstance(rule, Mapping) and key == "rule":
        return rule_shown({name: value for name, value in rule.items() if name != "period"}) or None
    if key not in item:
        return None
    if key == "category":
        return categories.get(item[key], shown(item[key]))
    return _SHOWN.get(key, shown)(item[key])


def _list_sheet(path: str, rows: Sequence[Mapping[str, object]]) -> RubricSheet:
    keys = list(dict.fromkeys(key for row in rows for key in row))
    cells = tuple(tuple(shown(row[key]) if key in row else None for key in keys) for row in rows)
    return RubricSheet(path, SHEETS.get(path, path)[:31], tuple(map(titled, keys)), cells)


# In


def tree_of(grids: Sequence[Grid], file: str) -> Table:
    """The tree of an Excel table; its lines are places (`at_cells` tells them). Raises BadFile."""
    faults = Faults(file)
    tree = Table(1)
    known = {path: grid for grid in grids if (path := _path_of(grid)) is not None}
    for index, grid in enumerate(grids):
        if (path := _path_of(grid)) is None:
            continue
        if known[path] is not grid:
            faults.add("rubric-code-twice", _place(index, 1, 1), path, grid.name, path)
        elif path == SETTINGS:
            _take_settings(tree, index, grid, faults)
        else:
            rows = [_row(index, grid, line, path, faults) for line in _lines(grid)]
            _put(tree, path, rows, _place(index, 1, 1), faults)
    for lacking in (each for each in (ITEMS, SETTINGS) if each not in known):
        faults.add("rubric-missing", 0, lacking, None, SHEETS[lacking])
    try:
        faults.raise_any()
    except BadFile as wrong:
        raise at_cells(wrong, grids, file) from wrong
    return tree


def _path_of(grid: Grid) -> str | None:
    first = next((cell for cell in (grid.rows[0] if grid.rows else ()) if filled(cell)), "")
    found = _IN_BRACKETS.findall(str(first))
    by_name = {name: path for path, name in SHEETS.items()}
    return found[-1] if found else by_name.get(grid.name.strip())


def _lines(grid: Grid) -> Iterator[int]:
    return (line for line, row in enumerate(grid.rows, 1) if line > 2 and any(map(filled, row)))


def _place(sheet: int, row: int, column: int) -> int:
    return (sheet + 1) * _SHEET + row * _ROW + column


def _key(header: object, path: str) -> str:
    text = str(header).strip()
    found = _IN_BRACKETS.findall(text)
    if found:
        return str(found[-1])
    names = {**{name: key for key, name in LABELS.items()}, **{key: key for key in LABELS}}
    if path == ITEMS:
        names |= {_either(name): key for key, name in ITEM_COLUMNS.items()}
    return names.get(text) or names.get(_either(text), text)


def _either(head: str) -> str:
    """Offices write 考核 and 考评 alike."""
    return head.replace("考核", "考评")


def _row(sheet: int, grid: Grid, line: int, path: str, faults: Faults) -> Table:
    """One row as a mapping; an empty cell is a key that is not there."""
    table = Table(_place(sheet, line, 1))
    for column, header in enumerate(grid.rows[1], 1):
        key, cell = _key(header, path), _cell(grid, line, column)
        if not filled(header) or not filled(cell):
            continue
        reading = _READ.get(key, read) if path == ITEMS else read
        value = _value(reading, cell, _place(sheet, line, column), f"{path}.{key}", faults)
        _settle(table, key, value, _place(sheet, line, column))
    if path == ITEMS:
        _with_period(table)
    return table


def _with_period(table: Table) -> None:
    """考评周期 stands in its own column but belongs to the rule."""
    if "period" in table:
        place = table.lines.pop("period")
        rule = table.setdefault("rule", Table(place))
        if isinstance(rule, Table):
            rule["period"] = table.pop("period")
            rule.lines["period"] = place
            table.lines.setdefault("rule", place)


def _value(reading: Callable[[object], object], cell: object, place: int, path: str, faults: Faults) -> object:
    try:
        return reading(cell)
    except Unreadable as wrong:
        faults.add("rubric-type", place, path, cell, str(wrong))
        return ""


def _cell(grid: Grid, line: int, column: int) -> object:
    row = grid.rows[line - 1]
    return row[column - 1] if column <= len(row) else None


def _settle(table: Table, key: str, value: object, place: int) -> None:
    table[key] = value
    table.lines[key] = place
    _mark(value, place)


def _mark(value: object, place: int) -> None:
    """Whatever was read out of one cell stands in that cell."""
    if isinstance(value, Table):
        value.line = place
        value.lines.update(dict.fromkeys(value, place))
    for each in value.values() if isinstance(value, Table) else value if isinstance(value, list) else ():
        _mark(each, place)


def _take_settings(tree: Table, sheet: int, grid: Grid, faults: Faults) -> None:
    heads = [str(cell) for cell in grid.rows[1]]
    at, of = (next((place for place, head in enumerate(heads, 1) if name in head), 0) for name in ("path", "value"))
    if not at or not of:
        faults.add("rubric-missing", _place(sheet, 2, 1), SETTINGS, " | ".join(heads), f"{_PATH} | {_VALUE}")
        return
    for line in _lines(grid):
        path, cell, place = str(_cell(grid, line, at) or "").strip(), _cell(grid, line, of), _place(sheet, line, of)
        if not path or not filled(cell):
            faults.add("rubric-missing", place, path or SETTINGS, None, _VALUE if path else _PATH)
            continue
        value = _value(read, cell, place, path, faults)
        _mark(value, place)
        _put(tree, path, value, place, faults)


def _put(tree: Table, path: str, value: object, place: int, faults: Faults) -> None:
    *tables, key = path.split(".")
    table = tree
    for name in tables:
        inner = table.setdefault(name, Table(place))
        table.lines.setdefault(name, place)
        if not isinstance(inner, Table):
            faults.add("rubric-type", place, path, None, "mapping")
            return
        table = inner
    if key in table:
        faults.add("rubric-code-twice", place, path, None, path)
    table[key] = value
    table.lines[key] = place


def at_cells(wrong: BadFile, grids: Sequence[Grid], file: str) -> BadFile:
    """The same faults, each with the sheet and the cell where it stands."""
    return BadFile([_at_cell(error, grids, file) for error in wrong.errors])


def _at_cell(error: RowError, grids: Sequence[Grid], file: str) -> RowError:
    sheet, rest = divmod(error.line or 0, _SHEET)
    row, column = divmod(rest, _ROW)
    where = f"{file} {grids[sheet - 1].name}!{_letter(column)}{row}" if 0 < sheet <= len(grids) else file
    return RowError(where, None, error.code, error.column, error.value, error.expected, error.facts)


def _letter(column: int) -> str:
    high, low = divmod(column - 1, 26)
    return (chr(64 + high) if high else "") + chr(65 + low)
