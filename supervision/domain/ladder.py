"""Which cards (蓝黄红牌) a task has reached (R-10). Issuing and telling people are the question of `services.cards`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.domain.course import Course, Level, Round


@dataclass(frozen=True, slots=True)
class Card:
    """A ladder level reached by one round of a task, on the late day that reaches it."""

    task_no: str
    round: int
    level: Level
    on: date

    @property
    def source(self) -> str:
        return f"{self.task_no}#{self.round}"


def cards_of_round(task_no: str, each: Round, horizon: date) -> list[Card]:
    """The levels that a round has reached by `horizon`, lowest first."""
    levels = each.terms.ladder
    dates = each.late_dates((level.at_late_day for level in levels), horizon)
    return [Card(task_no, each.number, level, on) for level, on in zip(levels, dates, strict=False)]


def cards_reached(course: Course, horizon: date) -> list[Card]:
    """Every card of every round of a task by `horizon`; a nullified task has none (R-12)."""
    if course.nullified:
        return []
    task_no = course.finding.task_no
    return [card for each in course.rounds for card in cards_of_round(task_no, each, horizon)]
