"""One unit's month at a glance: how the score comes about, its categories, its course over the months, what follows."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from supervision.i18n import Words
from supervision.reports import shown
from tui.cells import clean, fit
from tui.screens.standings import Standing, Standings
from tui.widgets.bars import bar
from tui.widgets.braille import line_chart
from tui.widgets.written import lines, written

CHART_LINES = 6


def profile(words: Words, row: Standing, month: Standings, width: int) -> Content:
    """Everything beside the ranking, in `width` cells."""
    return lines(_profile(words, row, month, width))


def _profile(words: Words, row: Standing, month: Standings, width: int) -> Iterator[Content]:
    unit = row.result
    yield written(
        (f"{unit.final:.2f}", "bold"),
        (" = ", "quiet"),
        words("tui.scores.sum", base=unit.base, bonus=shown.signed(unit.bonus), adjust=shown.signed(unit.adjustments)),
    )
    yield written("")
    yield written((words("tui.scores.categories"), "bold"))
    yield from _categories(words, row, width)
    yield written("")
    yield written((words("tui.scores.course"), "bold"))
    labels = [f"{int(period[5:])}" for period in month.trend_periods]
    for text in line_chart(row.trend, labels, width, CHART_LINES):
        yield written((text, "cool"))
    yield from _consequences(words, row, month)


def _categories(words: Words, row: Standing, width: int) -> Iterator[Content]:
    name_width = 12 if words.lang == "zh" else 18
    room = max(6, width - name_width - 14)
    for each in row.categories:
        name = each.name_zh if words.lang == "zh" else each.name_en
        share = float(each.earned / each.whole) if each.whole else 0.0
        tone = "quiet" if not each.whole else "good" if share >= 0.9 else "" if share >= 0.7 else "warn"
        figures = (
            f" {each.earned:>6.2f}/{shown.figure(each.whole)}" if each.whole else f" {words('tui.scores.not_due')}"
        )
        yield written(fit(clean(name), name_width), (bar(share, 1.0, room), tone or "cool"), (figures, "quiet"))


def _consequences(words: Words, row: Standing, month: Standings) -> Iterator[Content]:
    found = row.result.consequences
    yield written("")
    yield written((words("tui.scores.consequences"), "bold"))
    if not found:
        yield written((words("tui.scores.no_consequences"), "quiet"))
    for each in found:
        rule = month.rubric.rule(each.code)
        name = shown.named(words, rule) if rule is not None else each.code
        amount = words("tui.scores.amount", amount=each.amount) if each.amount else ""
        reward = each.kind == "reward"
        yield written(("▲ " if reward else "▼ ", "good" if reward else "bad"), clean(name), (f"  {amount}", "gold"))
