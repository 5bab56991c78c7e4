"""What is seen of the three lists at a glance: charts of the month's findings, and which cells stand out.

What the lists say row by row is `lists`' question; how it becomes an Excel file is `xlsx`'s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from supervision.domain.model import Severity, State
from supervision.domain.rubric import Category
from supervision.i18n import Words
from supervision.queries.ledger import Ledger
from supervision.reports import shown
from supervision.reports.document import Chart, Shade, Tone

_SEVERE: tuple[tuple[Severity, Tone], ...] = ((Severity.CRITICAL, "alarm"), (Severity.MAJOR, "warning"))
_LEVELS: tuple[tuple[str, Tone], ...] = (
    ("red", "alarm"),
    ("accountability", "alarm"),
    ("yellow", "warning"),
    ("blue", "notice"),
)


def overview(found: Ledger, categories: Sequence[Category], order: Sequence[str], words: Words) -> tuple[Chart, ...]:
    """Findings by category, then each unit's tasks: closed, open in time, overdue; units in this order.

    Withdrawn ones do not count.
    """
    rows = [row for row in found.rows if row.state is not State.WITHDRAWN]
    by_category = Counter(row.item.category for row in rows)
    names = tuple(f"{each.code} {shown.named(words, each)}" for each in categories)
    units = {row.finding.unit: row.unit_name for row in sorted(rows, key=lambda row: order.index(row.finding.unit))}
    stands = Counter((row.finding.unit, _stand(row.state, row.overdue)) for row in rows)
    return (
        Chart(
            words("summary.lists.by_category"),
            names,
            ((words("summary.lists.findings"), tuple(by_category[each.code] for each in categories)),),
        ),
        Chart(
            words("summary.lists.by_unit"),
            tuple(units.values()),
            tuple(
                (words(f"summary.lists.{stand}"), tuple(stands[unit, stand] for unit in units))
                for stand in ("closed", "open", "overdue")
            ),
        ),
    )


def _stand(state: State, overdue: bool) -> str:
    return "closed" if state is State.CLOSED else "overdue" if overdue else "open"


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
