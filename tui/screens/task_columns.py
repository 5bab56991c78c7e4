"""How tasks look in a list: the columns that the lists of tasks share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from supervision.i18n import Words
from supervision.queries.worklist import TaskLine
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES, STATE_SIGNS, STATE_TONES, level_tone
from tui.widgets.columns import Column


def short_day(day: date | None, today: date) -> str:
    """07-13; with the year where it is another one."""
    if day is None:
        return "—"
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%y-%m-%d}"


def lateness(words: Words, line: TaskLine, today: date) -> str:
    """3 days late, due today, 5 days left."""
    if line.overdue:
        return words("tui.late.days", days=line.late_days)
    if line.due is None:
        return words("tui.late.still")
    left = (line.due - today).days
    if line.state.value in ("closure_requested", "closed", "withdrawn") or left < 0:
        return ""
    return words("tui.late.today") if left == 0 else words("tui.late.left", days=left)


def late_tone(line: TaskLine) -> str:
    return "bad" if line.overdue else "warn" if line.near_due else "quiet"


class TaskColumns:
    """The columns, in one language, for one day."""

    def __init__(self, words: Words, today: date, unit_names: Mapping[str, str]) -> None:
        self.words, self.today, self.unit_names = words, today, unit_names

    def number(self, needs: int = 110) -> Column[TaskLine]:
        return Column(self.words("tui.column.task_no"), 14, lambda line: line.task_no, lambda _: "quiet", needs=needs)

    def unit(self) -> Column[TaskLine]:
        return Column(self.words("tui.column.unit"), 10, lambda line: self.unit_names.get(line.unit, line.unit))

    def item(self, needs: int = 0) -> Column[TaskLine]:
        return Column(self.words("tui.column.item"), 4, lambda line: line.item, lambda _: "cool", needs=needs)

    def problem(self) -> Column[TaskLine]:
        return Column(self.words("tui.column.problem"), 12, lambda line: line.problem_type, flex=2)

    def facts(self, needs: int = 100) -> Column[TaskLine]:
        return Column(
            self.words("tui.column.facts"), 12, lambda line: line.facts, lambda _: "quiet", flex=3, needs=needs
        )

    def severity(self) -> Column[TaskLine]:
        wide = 6 if self.words.lang == "zh" else 10
        return Column(
            self.words("tui.column.severity"),
            wide,
            lambda line: f"{SEVERITY_SIGNS[line.severity]} {self.words.noun('severity', line.severity)}",
            lambda line: SEVERITY_TONES[line.severity],
        )

    def state(self, needs: int = 0) -> Column[TaskLine]:
        wide = 10 if self.words.lang == "zh" else 19
        return Column(
            self.words("tui.column.state"),
            wide,
            lambda line: f"{STATE_SIGNS[line.state]} {self.words.noun('state', line.state)}",
            lambda line: STATE_TONES[line.state],
            needs=needs,
        )

    def owner(self, needs: int = 90) -> Column[TaskLine]:
        return Column(self.words("tui.column.owner"), 8, lambda line: line.owner, needs=needs)

    def due(self, needs: int = 0) -> Column[TaskLine]:
        shown: Callable[[TaskLine], str] = lambda line: short_day(line.due, self.today)  # noqa: E731
        return Column(self.words("tui.column.due"), 8, shown, late_tone, needs=needs)

    def late(self) -> Column[TaskLine]:
        wide = 8 if self.words.lang == "zh" else 9
        shown: Callable[[TaskLine], str] = lambda line: lateness(self.words, line, self.today)  # noqa: E731
        return Column(self.words("tui.column.late"), wide, shown, late_tone, right=True)

    def level(self, needs: int = 0) -> Column[TaskLine]:
        return Column(
            self.words("tui.column.level"),
            4 if self.words.lang == "zh" else 8,
            lambda line: level_word(self.words, line.level),
            lambda line: level_tone(line.level),
            needs=needs,
        )


def level_word(words: Words, code: str | None) -> str:
    """A card as one short word, padded so that its colour makes a chip."""
    if code is None:
        return ""
    known = words.template(f"tui.level.{code}")
    return f" {known} " if known else code
