"""Which tasks somebody wants to see: a choice that can be kept under a name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

from supervision.context import Reading
from supervision.domain.model import Severity, State
from supervision.domain.permission import Actor
from supervision.i18n import Words
from supervision.queries.people import people, unit_names
from supervision.queries.worklist import TaskFilter
from tui.cells import clean
from tui.marks import LEVELS

WINDOWS = ("overdue", "near", "today", "week", "month", "still", "silent")
"""What can be asked of the due date; `week` ends on Sunday, `month` has 30 days."""


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """An empty field means any. `ended` shows closed and withdrawn tasks too. Dates are never kept: windows are."""

    unit: str = ""
    item: str = ""
    severity: str = ""
    state: str = ""
    level: str = ""
    owner: str = ""
    window: str = ""
    ended: bool = False
    text: str = ""

    def filter(self, today: date) -> TaskFilter:
        first, last = self._days(today)
        return TaskFilter(
            units=(self.unit,) if self.unit else (),
            items=(self.item,) if self.item else (),
            severities=(Severity(self.severity),) if self.severity else (),
            states=(State(self.state),) if self.state else (),
            owner=self.owner or None,
            level=self.level or None,
            overdue=self.window == "overdue",
            near_due=self.window == "near",
            silent=self.window == "silent",
            still=self.window == "still",
            due_from=first,
            due_to=last,
            open_only=not self.ended,
            text=self.text or None,
        )

    def _days(self, today: date) -> tuple[date | None, date | None]:
        ends = {"today": today, "week": today + timedelta(days=7 - today.isoweekday()), "month": today + timedelta(30)}
        end = ends.get(self.window)
        return (today, end) if end is not None else (None, None)

    def told(self, words: Words, units: Mapping[str, str], people: Mapping[str, str]) -> Iterator[str]:
        """What is chosen, piece by piece."""
        if self.unit:
            yield clean(units.get(self.unit, self.unit))
        if self.item:
            yield self.item
        if self.severity:
            yield words.noun("severity", self.severity)
        if self.state:
            yield words.noun("state", self.state)
        if self.level:
            yield words.template(f"tui.level.{self.level}") or self.level
        if self.owner:
            yield clean(people.get(self.owner, self.owner))
        if self.window:
            yield words(f"tui.window.{self.window}")
        yield words("tui.tasks.all" if self.ended else "tui.tasks.open")

    def kept(self) -> dict[str, object]:
        """The choice as it is written into the file of views."""
        return {name: value for name, value in asdict(self).items() if value}


@dataclass(frozen=True, slots=True)
class ChoiceNames:
    """What can be chosen, by code: units, items (both languages), people who own tasks."""

    units: Mapping[str, str]
    items: Mapping[str, tuple[str, str]]
    people: Mapping[str, str]


def read_names(reading: Reading) -> ChoiceNames:
    from supervision.queries.law import law  # brings the whole rubric with it, and a list stands before its names

    rules = law(reading)
    rubric = rules.timeline(reading.today).rubric_at(reading.today)
    items = {item.code: (item.name_zh, item.name_en) for item in rubric.items}
    return ChoiceNames(unit_names(reading), items, {each.person_no: each.name for each in people(reading)})


def choice_of(kept: object) -> TaskChoice | None:
    """A choice as it was kept; None for anything that is none."""
    if not isinstance(kept, dict):
        return None
    known = {each.name: each.default for each in fields(TaskChoice)}
    values: dict[str, Any] = {name: value for name, value in kept.items() if type(value) is type(known.get(name))}
    choice = TaskChoice(**values)
    codes = (
        (choice.severity, [each.value for each in Severity]),
        (choice.state, [each.value for each in State]),
        (choice.window, WINDOWS),
    )
    return choice if all(not code or code in allowed for code, allowed in codes) else None


def usual_views(actor: Actor) -> dict[str, TaskChoice]:
    """The views that everybody has, by the last part of their words' key."""
    own = {"own": TaskChoice(unit=actor.unit)} if actor.unit else {"own": TaskChoice(owner=actor.person_no)}
    return {
        "open": TaskChoice(),
        **own,
        "overdue": TaskChoice(window="overdue"),
        "near": TaskChoice(window="near"),
        "verify": TaskChoice(state=State.CLOSURE_REQUESTED.value),
        "disputed": TaskChoice(state=State.DISPUTED.value),
        "red": TaskChoice(level=LEVELS[-2]),
        "silent": TaskChoice(window="silent"),
        "all": TaskChoice(ended=True),
    }
