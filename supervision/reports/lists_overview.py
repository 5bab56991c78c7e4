"""What is seen of the three lists at a glance: charts of the month's findings, and which cells stand out.

What the lists say row by row is `lists`' question; how it becomes an Excel file is `xlsx`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from supervision.domain.model import Severity, State
from supervision.domain.rubric import Category
from supervision.i18n import Words
from supervision.queries.ledger import LedgerRow
from supervision.reports import shown
from supervision.reports.document import Chart, Shade, Tone

_SEVERE: tuple[tuple[Severity, Tone], ...] = ((Severity.CRITICAL, "alarm"), (Severity.MAJOR, "warning"))
_LEVELS: tuple[tuple[str, Tone], ...] = (
    ("red", "alarm"),
    ("accountability", "alarm"),
    ("yellow", "warning"),
    ("blue", "notice"),
)


class Overview:
    """Counts rows as they pass: findings by category, each unit's tasks closed, open in time, overdue."""

    def __init__(self) -> None:
        self._categories: Counter[str] = Counter()
        self._stands: Counter[tuple[str, str]] = Counter()
        self._units: dict[str, str] = {}

    def count(self, row: LedgerRow) -> None:
        """Withdrawn ones do not count."""
        if row.state is State.WITHDRAWN:
            return
        stand = "closed" if row.state is State.CLOSED else "overdue" if row.overdue else "open"
        self._categories[row.item.category] += 1
        self._stands[row.finding.unit, stand] += 1
        self._units[row.finding.unit] = row.unit_name

    def charts(self, categories: Sequence[Category], order: Sequence[str], words: Words) -> tuple[Chart, ...]:
        """By category, then by unit, units in this order."""
        names = tuple(f"{each.code} {shown.named(words, each)}" for each in categories)
        units = [unit for unit in order if unit in self._units]
        return (
            Chart(
                words("summary.lists.by_category"),
                names,
                ((words("summary.lists.findings"), tuple(self._categories[each.code] for each in categories)),),
            ),
            Chart(
                words("summary.lists.by_unit"),
                tuple(self._units[unit] for unit in units),
                tuple(
                    (words(f"summary.lists.{stand}"), tuple(self._stands[unit, stand] for unit in units))
                    for stand in ("closed", "open", "overdue")
                ),
            ),
        )


def shades(fields: Sequence[str], words: Words) -> tuple[Shade, ...]:
    """Overdue red, closed green, severity and cards by their weight; the number comes before the first field."""
    return tuple(shade for place, name in enumerate(fields, start=1) for shade in _of(name, place, words))


def _of(name: str, place: int, words: Words) -> Iterator[Shade]:
    if name in ("state", "completion"):
        yield Shade(place, words("summary.lists.late"), "alarm")
        yield Shade(place, words.noun("state", State.CLOSED), "good")
    elif name == "severity":
        for severity, tone in _SEVERE:
            yield Shade(place, words.noun("severity", severity), tone)
    elif name == "cards":
        for level, tone in _LEVELS:
            yield Shade(place, words.noun("level", level), tone)
    elif name == "on_time":
        yield Shade(place, words("reports.list.no"), "alarm")
    elif name == "late_days":
        yield Shade(place, "", "alarm")
