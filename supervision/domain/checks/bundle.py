"""What an import consists of once its files are read: raw text by column. Reading is `store.bundle`'s question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from supervision.domain.errors import RowError
from supervision.domain.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Table:
    """One file's rows as text, column by column; `lines` are the lines of the file (rows of the sheet).

    Only columns of the format are kept. Of a sheet, `letters` and `headers` are its column letters and its own names of
    the columns; None for CSV.
    """

    name: str
    file: str
    lines: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    letters: Mapping[str, str] | None = None
    headers: Mapping[str, str] | None = None

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything handed in at once. `tables` is by file name: findings may come as CSV, as a sheet or as both.

    `rubrics` are the texts of rubric files, `versions` what could be read of them, both by file name. `problems` is
    what went wrong with files as such, `unreadable` the tables that are not to be believed therefore.
    `partial`: a single file, so other files are not missed. `ignored` are names that say nothing to us.
    """

    tables: Mapping[str, Table]
    rubrics: Mapping[str, str] = field(default_factory=dict)
    versions: Mapping[str, Rubric] = field(default_factory=dict)
    partial: bool = False
    problems: tuple[RowError, ...] = ()
    unreadable: frozenset[str] = frozenset()
    ignored: tuple[str, ...] = ()
