"""Where in a sheet the table stands: its head of one or two rows, its columns, its rows, and what is left out.

What headers mean is `sheet_headers`' question, how a cell is read `sheet_values`'.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.grid import Grid, filled
from supervision.domain.checks.office import Omitted
from supervision.domain.checks.problems import bad_file
from supervision.store.sheet_headers import column_of, folded, headers, plain, unit_in
from supervision.store.sheet_parts import column_letter

REFERENCE, IGNORED = "reference", "-"
_HEAD_ROWS = 30
"""So far down a head is looked for."""
_TOTALS = frozenset(("合计", "总计", "小计", "共计", "total", "subtotal", "sum"))
_NOTE = re.compile(r"(备注|注|说明|填表人|填报人|制表人?|审核人?|单位负责人|填报单位|填报日期|填表日期|note)[::]")
_UNIT_ABOVE = re.compile(r"单位[::]\s*(万元|元)")


@dataclass(frozen=True, slots=True)
class Placed:
    """The table of one kind in a grid. `places` and `titles` are by column, rows and lines count from 1."""

    grid: Grid
    kind: str
    head: tuple[int, int]
    places: Mapping[str, int]
    titles: Mapping[str, str]
    unit_above: str | None = None
    left: tuple[Omitted, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def signature(self) -> str:
        """Tells one form of a sender from another: the headers that are read, in any order."""
        return hashlib.sha256("\n".join(sorted(map(folded, self.titles.values()))).encode()).hexdigest()

    def value(self, line: int, column: str) -> object:
        row, place = self.grid.rows[line - 1], self.places[column]
        return row[place] if place < len(row) else None

    def cell(self, line: int, column: str) -> str:
        return f"{column_letter(self.places[column] + 1)}{line}"


def find_table(
    grid: Grid, file: str, kind: str | None, chosen: Mapping[str, Mapping[str, str]], made: Mapping[str, frozenset[str]]
) -> Placed:
    """The table of `kind`, or of the only kind that its head fits. Raises BadFile when there is none or several.

    `chosen` are the headers that a sender's mapping decides, by kind; `made` the columns that need not be there.
    """
    best: dict[str, tuple[tuple[int, int], Placed]] = {}
    for head in _heads(grid):
        titles = _titles(grid, *head)
        for each in (kind,) if kind else FORMATS:
            placed = _placed(grid, each, head, titles, chosen.get(each, {}))
            lacking = {c.name for c in FORMATS[each].columns if c.required} - placed.places.keys() - made[each]
            score = (-len(lacking), len(placed.places))
            if len(placed.places) > 1 and (each not in best or score > best[each][0]):
                best[each] = score, placed
    if not best:
        raise bad_file(file, Expected.HEADERS_FOUND, names=kind or ", ".join(FORMATS))
    top = max(score for score, _ in best.values())
    fitting = [each for each, (score, _) in best.items() if score == top]
    if len(fitting) > 1:
        raise bad_file(file, Expected.ONE_KIND, candidates=", ".join(fitting))
    return _with_rows(best[fitting[0]][1])


def placed_beside(placed: Placed, kind: str, columns: Collection[str], chosen: Mapping[str, str]) -> Placed | None:
    """Those columns of another kind that the same rows have where the table itself has none; None without any."""
    found = _placed(placed.grid, kind, placed.head, _titles(placed.grid, *placed.head), chosen)
    taken = set(placed.places.values())
    places = {name: place for name, place in found.places.items() if name in columns and place not in taken}
    if not places:
        return None
    found = replace(found, places=places, titles={name: found.titles[name] for name in places}, lines=placed.lines)
    return replace(found, grid=_filled_down(found))


def _heads(grid: Grid) -> Iterator[tuple[int, int]]:
    """Each row that could be a head, alone and together with the next one."""
    for line in range(1, min(len(grid.rows), _HEAD_ROWS) + 1):
        if sum(map(filled, grid.rows[line - 1])) > 1:
            yield line, line
            if line < len(grid.rows):
                yield line, line + 1


def _titles(grid: Grid, first: int, last: int) -> list[tuple[str, ...]]:
    """What each column's head could be called: the lower row, both rows joined, the upper row."""
    upper, lower = _spread(grid, first), _spread(grid, last)
    found: list[tuple[str, ...]] = []
    for above, below in zip(upper, lower, strict=True):
        if first == last or above == below:
            found.append((above,) if above else ())
        else:
            found.append(tuple(filter(None, (below, above + below if above and below else "", "" if below else above))))
    return found


def _spread(grid: Grid, line: int) -> list[str]:
    """The row's texts; a merged cell's text stands in every column of its area."""
    width = max(map(len, grid.rows[:_HEAD_ROWS]), default=0)
    texts = [plain(str(value)) if filled(value) else "" for value in grid.rows[line - 1]]
    texts += [""] * (width - len(texts))
    for (top, left), (bottom, right) in grid.merges:
        if top <= line <= bottom and left <= width and top <= len(grid.rows):
            row = grid.rows[top - 1]
            value = row[left - 1] if left <= len(row) else None
            texts[left - 1 : min(right, width)] = [plain(str(value)) if filled(value) else ""] * (
                min(right, width) - left + 1
            )
    return texts


def _placed(
    grid: Grid, kind: str, head: tuple[int, int], titles: Sequence[tuple[str, ...]], chosen: Mapping[str, str]
) -> Placed:
    own = {folded(header): column for header, column in chosen.items()}
    places: dict[str, int] = {}
    told: dict[str, str] = {}
    ranks: dict[str, int] = {}
    order = list(headers().columns[kind])
    for place, names in enumerate(titles):
        for name in names:
            column = own.get(folded(name)) or column_of(kind, name)
            if column is None:
                continue
            rank = -1 if folded(name) in own else order.index(folded(name)) if folded(name) in order else len(order)
            if column != IGNORED and (column not in places or rank < ranks[column]):
                places[column], told[column], ranks[column] = place, name, rank
            break
    above = " ".join(plain(str(value)) for row in grid.rows[: head[0] - 1] for value in row if filled(value))
    unit = _UNIT_ABOVE.search(above)
    return Placed(grid, kind, head, places, told, unit.group(1) if unit else None)


def _with_rows(placed: Placed) -> Placed:
    """Which rows below the head are the table's, and which are not and why."""
    grid, lines, left = _filled_down(placed), [], []
    placed = replace(placed, grid=grid)
    titles = {column: folded(title) for column, title in placed.titles.items()}
    for line in range(placed.head[1] + 1, len(grid.rows) + 1):
        cells = [value for value in grid.rows[line - 1] if filled(value)]
        first = plain(str(cells[0])) if cells else ""
        read = {column: value for column in placed.places if filled(value := placed.value(line, column))}
        if not cells:
            continue
        if any("".join(plain(str(value)).split()).lower() in _TOTALS for value in cells[:2]):
            left.append(Omitted(line, "totals", first))
        elif _NOTE.match(first) and len(cells) <= 3:
            left.append(Omitted(line, "note", first))
        elif read and all(folded(value) == titles[column] for column, value in read.items()):
            left.append(Omitted(line, "head-again", first))
        elif read:
            lines.append(line)
    return replace(placed, left=tuple(left), lines=tuple(lines))


def _filled_down(placed: Placed) -> Grid:
    """A cell merged over several rows says the same in each of them."""
    grid = placed.grid
    used = set(placed.places.values())
    areas = [
        ((top, left), min(bottom, len(grid.rows)))
        for (top, left), (bottom, right) in grid.merges
        if top > placed.head[1] and bottom > top and left == right and left - 1 in used and top <= len(grid.rows)
    ]
    if not areas:
        return grid
    rows = [list(row) for row in grid.rows]
    for (top, left), bottom in areas:
        value = rows[top - 1][left - 1] if left <= len(rows[top - 1]) else None
        for row in rows[top:bottom]:
            row += [None] * (left - len(row))
            row[left - 1] = value
    return replace(grid, rows=rows)


def hidden_places(placed: Placed) -> Iterable[str]:
    """The hidden sheet, rows and columns that are part of the table, as a person names them."""
    if placed.grid.hidden:
        yield placed.grid.name
    yield from (column_letter(place + 1) for place in placed.places.values() if place + 1 in placed.grid.hidden_columns)
    yield from (str(line) for line in placed.lines if line in placed.grid.hidden_rows)


def without_hidden(placed: Placed) -> Placed:
    """The table as it is seen: hidden rows and columns left out and said so."""
    grid = placed.grid
    gone = [column for column, place in placed.places.items() if place + 1 in grid.hidden_columns]
    left = [Omitted(placed.head[1], "hidden-column", placed.titles[column]) for column in gone]
    left += [Omitted(line, "hidden-row", str(line)) for line in placed.lines if line in grid.hidden_rows]
    return replace(
        placed,
        places={column: place for column, place in placed.places.items() if column not in gone},
        titles={column: title for column, title in placed.titles.items() if column not in gone},
        left=(*placed.left, *left),
        lines=tuple(line for line in placed.lines if line not in grid.hidden_rows),
    )


def unit_of(placed: Placed, column: str) -> str | None:
    """The unit in which the sender gives a figure: in its header, or above the table."""
    return unit_in(placed.titles[column]) or placed.unit_above
