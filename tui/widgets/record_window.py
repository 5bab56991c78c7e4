"""Which rows of a long list are at hand: ids of all, records of a few blocks. Drawing is `record_table`'s question."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from typing import Generic, TypeVar

R = TypeVar("R")
BLOCK = 128
KEPT_BLOCKS = 16


class RecordWindow(Generic[R]):
    """An id snapshot in the order of the list, 8 bytes a row, and an LRU of fetched blocks."""

    def __init__(self) -> None:
        self.ids: Sequence[int] = ()
        self.generation = 0
        self._blocks: OrderedDict[int, Sequence[R | None]] = OrderedDict()
        self._asked: set[int] = set()
        self._old: set[int] = set()

    def start(self, ids: Sequence[int], first: Sequence[R] = ()) -> None:
        """A new list; `first` are the records of its beginning, where they are known already."""
        self.ids = ids
        self.generation += 1
        self._blocks.clear()
        self._asked.clear()
        self._old.clear()
        for block in range(-(-len(first) // BLOCK)):
            part = first[block * BLOCK : (block + 1) * BLOCK]
            if len(part) == BLOCK or block * BLOCK + len(part) == len(ids):
                self._blocks[block] = part

    def renew(self) -> None:
        """The same list, its records read again: they may have changed. The old ones stand until then."""
        self.generation += 1
        self._old = set(self._blocks)
        self._asked.clear()

    def __len__(self) -> int:
        return len(self.ids)

    def get(self, index: int) -> R | None:
        """The record at `index`, None when it is not at hand (or gone)."""
        block = self._blocks.get(index // BLOCK)
        if block is None:
            return None
        self._blocks.move_to_end(index // BLOCK)
        place = index % BLOCK
        return block[place] if place < len(block) else None

    def missing(self, first: int, last: int) -> list[int]:
        """The blocks of the rows `first` to `last` that nobody has asked for yet; they count as asked from now on."""
        wanted = [
            block
            for block in range(max(0, first) // BLOCK, max(0, min(last, len(self.ids) - 1)) // BLOCK + 1)
            if (block not in self._blocks or block in self._old) and block not in self._asked and len(self.ids)
        ]
        self._asked.update(wanted)
        return wanted

    def ids_of(self, block: int) -> Sequence[int]:
        return self.ids[block * BLOCK : (block + 1) * BLOCK]

    def put(self, block: int, records: Sequence[R | None], generation: int) -> bool:
        """Keep a fetched block; False when the list has changed since it was asked for."""
        if generation != self.generation:
            return False
        self._asked.discard(block)
        self._old.discard(block)
        self._blocks[block] = records
        while len(self._blocks) > KEPT_BLOCKS:
            self._blocks.popitem(last=False)
        return True
