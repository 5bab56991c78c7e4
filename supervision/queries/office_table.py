"""What becomes of each row of an office's own table: new, changed, the same, refused; and the bundle of the new ones.

Columns that an office does not have are made by rule. A row is known by its number, by the sender's own number, or by
the columns that tell rows of its kind apart (`_same` in headers.toml); so a table comes in once, sent how often ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from supervision.context import Reading
from supervision.domain.checks.bundle import Bundle, Table
from supervision.domain.checks.cells import Fault, read_column
from supervision.domain.checks.column_kinds import Column
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.grid import Grid
from supervision.domain.checks.office import (
    CHANGED,
    JUDGE,
    NEW,
    SAME,
    Review,
    RowReview,
    Watcher,
    Wishes,
    nobody,
    watched,
)
from supervision.domain.checks.problems import shown
from supervision.domain.errors import RowError
from supervision.domain.permission import SYSTEM
from supervision.queries.names import free_numbers, month_prefix
from supervision.queries.office_causes import KIND as ROOT_CAUSES
from supervision.queries.office_causes import causes_of
from supervision.queries.office_cells import Cells, error_at, read_beside, read_cells
from supervision.queries.office_choice import choose_beside, choose_table, made_by_rule
from supervision.queries.office_names import OfficeNames
from supervision.queries.senders import mapping_of, references_of
from supervision.store.mapping import KINDS
from supervision.store.sheet_headers import headers
from supervision.store.sheet_parts import column_letter
from supervision.store.sheet_tables import REFERENCE, Placed


@dataclass(slots=True)
class Prepared:
    """The rows judged so far, the bundle of those that would come in, and what is to be remembered of the sender."""

    placed: Placed
    bundle: Bundle
    rows: list[RowReview]
    references: dict[str, str] = field(default_factory=dict)
    beside: Mapping[str, Placed] = field(default_factory=dict)
    """Columns of other kinds that the same rows have."""

    @property
    def places(self) -> dict[str, int]:
        """Every column that is read."""
        own = dict(self.placed.places)
        for other in self.beside.values():
            own |= other.places
        return own

    @property
    def titles(self) -> dict[str, str]:
        own = dict(self.placed.titles)
        for other in self.beside.values():
            own |= other.titles
        return own

    def review(self, file: str, refused: Iterable[RowError] = ()) -> Review:
        """What a person is shown; `refused` is what the checks found wrong with the bundle."""
        by_line: dict[int | None, list[RowError]] = defaultdict(list)
        lines = {row.line for row in self.rows}
        for error in refused:
            by_line[error.line if error.line in lines else None].append(error)
        rows = [
            RowReview(row.line, "refused" if row.errors or by_line[row.line] else row.state, row.told,
                      _once((*row.errors, *by_line[row.line]), self.places))
            for row in self.rows
        ]  # fmt: skip
        placed = self.placed
        return Review(
            file, placed.kind, placed.grid, self.titles, self.places, tuple(rows), placed.left, tuple(by_line[None])
        )


def _once(errors: Iterable[RowError], given: Container[str]) -> tuple[RowError, ...]:
    """One reason a cell: the first one, which knows most. What is made from a wrong cell is no second error."""
    found: dict[str | None, RowError] = {}
    for error in errors:
        found.setdefault(error.column, error)
    own = [error for error in found.values() if error.column in given and not _follows(error)]
    return tuple(map(_in_the_office_s_words, own or found.values()))


def _follows(error: RowError) -> bool:
    """An empty owner is the unit's secretary: that there is none follows from the unit being wrong."""
    return error.column == "owner" and error.expected == Expected.FILLED.value


def _in_the_office_s_words(error: RowError) -> RowError:
    """What a cell may say as the office writes it (一般), not as a bundle does (general)."""
    first: dict[str, str] = {}
    for word, code in headers().words.get(error.column or "", {}).items():
        first.setdefault(code, word)
    facts = tuple(
        (name, ", ".join(first.get(code, code) for code in told.split(", ")) if name == "allowed" else told)
        for name, told in error.facts
    )
    return replace(error, facts=facts)


def prepare(reading: Reading, grids: Sequence[Grid], file: str, wishes: Wishes, watcher: Watcher = nobody) -> Prepared:
    """Find the table in the file and judge every row. Raises BadFile for a head that cannot be understood."""
    saved = mapping_of(reading, wishes.sender)
    placed = choose_table(grids, file, wishes, saved)
    names = OfficeNames(reading)
    cells = read_cells(placed, file, wishes, names)
    beside = {kind: read_beside(other, file) for kind, other in choose_beside(placed, wishes, saved).items()}
    return _Preparing(reading, file, wishes, cells, beside, names).run(watcher)


def _values(column: Column, texts: list[str]) -> list[Any]:
    """A column's values; what cannot be read stays as its text, which is no value that the house has."""
    values, faulty = read_column(column, texts)
    if not faulty:
        return values
    return [text if isinstance(value, Fault) else value for value, text in zip(values, texts, strict=True)]


class _Preparing:
    def __init__(
        self,
        reading: Reading,
        file: str,
        wishes: Wishes,
        cells: Cells,
        beside: Mapping[str, Cells],
        names: OfficeNames,
    ) -> None:
        self.reading, self.file, self.wishes, self.cells, self.names = reading, file, wishes, cells, names
        self.beside = beside
        self.placed, self.kind = cells.placed, cells.placed.kind
        self.form = FORMATS[self.kind]
        self.number = self.form.key_columns[0] if self.kind in headers().numbers else None
        self.values = {
            column.name: _values(column, cells.texts[column.name])
            for column in self.form.columns
            if column.name in cells.texts
        }
        self.same = tuple(name for name in headers().same.get(self.kind, ()) if name in self.values)
        self.references = references_of(reading, wishes.sender, self.kind)
        self.taken = set(self.references.values())
        self.now, self.today = reading.now.isoformat(timespec="seconds"), reading.today.isoformat()

    def run(self, watcher: Watcher) -> Prepared:
        by_number, by_same = self._known()
        rows: list[RowReview] = []
        fresh: list[int] = []
        seen: dict[Any, int] = {}
        for place, line in enumerate(watched(self.cells.lines, JUDGE, len(self.cells.lines), watcher)):
            errors = list(self.cells.errors.get(line, ()))
            known = self._fact(place, by_number, by_same)
            state = NEW if known is None else CHANGED if self._differing(place, known) else SAME
            first = seen.setdefault(self.cells.references[place] or self._same_key(place), line)
            if known is None and first != line and self.same and not self._given(place):
                errors.append(self._error(place, self.same[0], Expected.USED_ONCE, first=first))
            elif state == CHANGED and self.kind not in headers().replaces:
                differs = self._differing(place, known)
                errors.append(self._error(place, differs[0], Expected.SAME_CONTENT, differs=", ".join(differs)))
            elif state != SAME:
                fresh.append(place)
                errors += [error for each in self.beside.values() for error in each.errors.get(line, ())]
            rows.append(RowReview(line, state, self._told(place), tuple(errors)))
        table = self._table(fresh)
        problems = tuple(error for row in rows for error in row.errors)
        bundle = Bundle(self._tables(table, fresh), partial=True, problems=problems)
        beside = {kind: cells.placed for kind, cells in self.beside.items()}
        return Prepared(self.placed, bundle, rows, self._new_references(fresh, table), beside)

    def _tables(self, table: Table, fresh: list[int]) -> Mapping[str, Table]:
        """The new rows, and what they say besides: by name, for both are of one file."""
        found = {self.file: table}
        if ROOT_CAUSES in self.beside:
            causes = causes_of(self.reading, table, fresh, self.beside[ROOT_CAUSES])
            if causes is not None:
                found[f"{self.file} {ROOT_CAUSES}"] = causes
        return found

    def _known(self) -> tuple[Mapping[Any, Any], Mapping[Any, Any]]:
        """The rows of the house by number and by what tells them apart; of several of one sort the newest."""
        if self.kind not in KINDS:
            return {}, {}
        facts = KINDS[self.kind].read(self.reading.session, self.reading.township)
        if self.kind in headers().replaces:
            facts.sort(key=lambda fact: (fact.recorded_at, self.form.key(fact)))
        by_same = {tuple(getattr(fact, name) for name in self.same): fact for fact in facts} if self.same else {}
        return {self.form.key(fact): fact for fact in facts}, by_same

    def _given(self, place: int) -> Any:
        """The number that the sender's own row has, if it is one of ours."""
        if self.number is None or self.number not in self.values:
            return None
        return self.values[self.number][place]

    def _fact(self, place: int, by_number: Mapping[Any, Any], by_same: Mapping[Any, Any]) -> Any:
        given = self._given(place)
        if given is not None:
            return by_number.get(given)
        reference = self.references.get(self.cells.references[place])
        if reference is not None and reference in by_number:
            return by_number[reference]
        known = by_same.get(self._same_key(place)) if self.same else None
        if self.cells.references[place] and known is not None and self.form.key(known) in self.taken:
            return None  # it came in under another number of the sender's: this is a second one
        return known

    def _same_key(self, place: int) -> Any:
        return tuple(self.values[name][place] for name in self.same)

    def _differing(self, place: int, fact: Any) -> list[str]:
        """The sender's columns that say something else than the house has; an empty cell says nothing."""
        return [
            name
            for name, values in self.values.items()
            if self.cells.texts[name][place] and name != "recorded_at" and values[place] != getattr(fact, name)
        ]

    def _error(self, place: int, column: str, expected: Expected, **facts: object) -> RowError:
        line, text = self.cells.lines[place], self.cells.texts[column][place]
        return error_at(self.placed, self.file, line, column, "E-DUP", expected, text, **facts)

    def _told(self, place: int) -> tuple[str, ...]:
        names = self.same or tuple(self.cells.texts)[:3]
        return tuple(shown(self.cells.texts[name][place]) or "" for name in names)

    def _table(self, fresh: list[int]) -> Table:
        """The new rows as a bundle would have them: the sender's columns and those made by rule."""
        columns = {name: [texts[place] for place in fresh] for name, texts in self.cells.texts.items()}
        made = made_by_rule(self.kind, self.wishes)
        for column in self.form.columns:
            if column.name in columns or column.name in made or not column.required:
                columns.setdefault(column.name, [""] * len(fresh))
        self._draw_numbers(columns, len(fresh))
        for name in made & columns.keys():
            if name not in headers().numbers.get(self.kind, {}):
                columns[name] = [text or self._made(name, columns, place) for place, text in enumerate(columns[name])]
        letters = {name: column_letter(place + 1) for name, place in self.placed.places.items() if name != REFERENCE}
        lines = [self.cells.lines[place] for place in fresh]
        return Table(self.kind, self.file, lines, columns, letters, self.placed.titles)

    def _draw_numbers(self, columns: dict[str, list[str]], count: int) -> None:
        for name, letters in headers().numbers.get(self.kind, {}).items():
            plain, _, width = letters.partition("/")
            prefix = plain if width else month_prefix(plain, self.reading.today)
            texts = columns.setdefault(name, [""] * count)
            if not all(texts):
                own = set(texts)
                drawn = free_numbers(self.reading, KINDS[self.kind].table.c[name], prefix, int(width or 3))
                fresh = (number for number in drawn if number not in own)
                columns[name] = [text or next(fresh) for text in texts]

    def _made(self, name: str, columns: Mapping[str, list[str]], place: int) -> str:
        """What a column says that the office's table does not have, or has empty."""
        match name:
            case "recorded_at":
                return self.now
            case "issued_on":
                return self.today
            case "found_by":
                return "" if self.reading.actor == SYSTEM else self.reading.actor.person_no
            case "owner":
                return self.names.secretary(columns["unit"][place]) if "unit" in columns else ""
            case "source":
                return "inspection"
            case "problem_type":
                return self.names.item_name(columns["item"][place]) if "item" in columns else ""
            case "valid_from":
                return columns["active_from"][place] if "active_from" in columns else ""
            case _:
                return self.wishes.period or ""

    def _new_references(self, fresh: list[int], table: Table) -> dict[str, str]:
        if self.number is None or self.wishes.sender is None:
            return {}
        numbers = table.columns[self.number]
        return {
            own: number
            for place, number in zip(fresh, numbers, strict=True)
            if (own := self.cells.references[place]) and own not in self.references
        }
