"""Why a score has this line: one sentence with cause and source. Loading sources is `queries.line_sources`'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from supervision.domain.result import Line, UnitResult
from supervision.domain.rubric import Item
from supervision.i18n import Words
from supervision.queries.line_sources import LineSources
from supervision.reports import reasons_of_figures, reasons_of_records, reasons_of_tasks
from supervision.reports.reason import Reason, Sayer

SAYERS: Mapping[str, Sayer] = {
    **reasons_of_tasks.SAYERS,
    **reasons_of_figures.SAYERS,
    **reasons_of_records.SAYERS,
}


def explain_line(line: Line, item: Item | None, unit: UnitResult, sources: LineSources, words: Words) -> str:
    """The sentence of one line; `item` is None for bonus, adjustment and cap lines."""
    return _sayer(line.reason)(Reason(line, item, unit, sources, words))


def _sayer(reason: str) -> Sayer:
    """Each code of formats.md has one; bonus codes and card levels are the rubric's, so they share theirs."""
    if reason not in SAYERS:
        reason = reason.partition("_")[0]
    return SAYERS[reason]


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of a unit's month in words; `item` is None for bonus, adjustment and cap lines."""

    item: Item | None
    line: Line
    text: str


def explain_unit(unit: UnitResult, sources: LineSources, words: Words) -> Iterator[Explained]:
    """Every line of a unit's month, items first, then bonus, adjustments and caps."""
    for each in unit.items:
        item = sources.rubric.item(each.code)
        for line in each.lines:
            yield Explained(item, line, explain_line(line, item, unit, sources, words))
    for line in (*unit.bonus_lines, *unit.adjustment_lines, *unit.cap_lines):
        yield Explained(None, line, explain_line(line, None, unit, sources, words))
