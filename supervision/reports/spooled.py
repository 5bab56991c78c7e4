"""Where the rows of a very long list lie while it is made: the first thousands in memory, the rest on the disk.

What a row says is its report's question, how it is written a format's.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator, Sequence
from typing import IO, overload

from supervision.reports.document import Cell

Row = tuple[Cell, ...]
_BLOCK = 2_000


class SpooledRows(Sequence[Row]):
    """Rows that are added once and read as often as needed; the file has no name and goes with the object."""

    def __init__(self) -> None:
        self._recent: list[Row] = []
        self._blocks: list[tuple[IO[bytes], int]] = []

    def append(self, row: Row) -> None:
        self._recent.append(row)
        if len(self._recent) == _BLOCK:
            file = self._blocks[0][0] if self._blocks else tempfile.TemporaryFile()  # noqa: SIM115  # as long as we live
            self._blocks.append((file, file.seek(0, os.SEEK_END)))
            pickle.dump(self._recent, file, pickle.HIGHEST_PROTOCOL)
            self._recent = []

    def __len__(self) -> int:
        return len(self._blocks) * _BLOCK + len(self._recent)

    def __iter__(self) -> Iterator[Row]:
        for place in range(len(self._blocks)):
            yield from self._block(place)
        yield from self._recent

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        at = place + len(self) if place < 0 else place
        if not 0 <= at < len(self):
            raise IndexError(place)
        block, rest = divmod(at, _BLOCK)
        return self._block(block)[rest] if block < len(self._blocks) else self._recent[rest]

    def _block(self, place: int) -> list[Row]:
        file, at = self._blocks[place]
        file.seek(at)
        rows: list[Row] = pickle.load(file)  # noqa: S301  # what this object has written itself
        return rows
