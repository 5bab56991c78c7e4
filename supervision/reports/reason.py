"""What is at hand when one line of a score is put into words. Which sentence it gets is `explain`'s question."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from supervision.domain.result import Line, UnitResult
from supervision.domain.rubric import Item
from supervision.i18n import Words
from supervision.queries.line_sources import LineSources
from supervision.reports import shown


@dataclass(frozen=True, slots=True)
class Reason:
    """One line with its item (None for bonus, adjustment and cap lines), its unit's month and the records behind it."""

    line: Line
    item: Item | None
    unit: UnitResult
    sources: LineSources
    words: Words

    def say(self, key: str, **facts: object) -> str:
        """The sentence `reports.line.<key>`."""
        return self.words(f"reports.line.{key}", **facts)

    def day(self, on: date) -> str:
        """A date of the month's year without the year."""
        return shown.day(self.words, on, int(self.sources.period[:4]))

    def person(self, person_no: str) -> str:
        return self.sources.names.get(person_no, person_no)

    @property
    def own_item(self) -> Item:
        """The item under which the line stands."""
        if self.item is None:
            raise TypeError(self.line.reason)
        return self.item

    @property
    def params(self) -> Mapping[str, Any]:
        """The item's parameters in the month's rubric."""
        return self.own_item.params


Sayer = Callable[[Reason], str]
