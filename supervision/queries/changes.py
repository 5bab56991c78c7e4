"""Whether somebody has changed something since the last look. What it was is `trail`'s question."""

from __future__ import annotations

from supervision.context import Context
from supervision.store.watch import Watch


class Changes:
    """Asked again and again by a screen that is to show what others do; close it when nobody looks any more."""

    def __init__(self, context: Context) -> None:
        self._watch = Watch(context.database, context.township)

    def come(self) -> bool:
        """Has anybody, ourselves included, written since the last time?"""
        return self._watch.moved()

    def close(self) -> None:
        self._watch.close()
