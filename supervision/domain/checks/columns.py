"""Which columns each file of a bundle has: name, type, whether required, what is allowed (formats.md, section 1).

How a cell of a type is read is the question of `cells`; what a row must be beside other rows that of its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from operator import attrgetter
from typing import Any

from supervision.domain import model
from supervision.domain.checks.limits import (
    CODE_CHARACTERS,
    LABEL_CHARACTERS,
    NAME_CHARACTERS,
    NUMBER_CHARACTERS,
    TEXT_CHARACTERS,
)


class Kind(Enum):
    """The type of a column. KEY is a code or number without spaces, LINES is text that may have several lines."""

    KEY = auto()
    TEXT = auto()
    LINES = auto()
    CHOICE = auto()
    DATE = auto()
    MOMENT = auto()
    PERIOD = auto()
    INT = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `limit` is its longest text, `choices` what it may say, `least` its smallest number."""

    name: str
    kind: Kind
    required: bool = True
    limit: int = 0
    choices: Mapping[str, object] | None = None
    least: int | None = None


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One row of calendar.csv: a make-up weekend day (work) or a free weekday (R-2)."""

    date: date
    kind: str


@dataclass(frozen=True, slots=True)
class Format:
    """One file: its columns in the order of the fact's fields, and what numbers its rows."""

    name: str
    fact: Callable[..., Any]
    columns: tuple[Column, ...]
    key: Callable[[Any], Any]
    key_columns: tuple[str, ...]
    needed: bool = False


def _no(name: str) -> Column:
    return Column(name, Kind.KEY, limit=NUMBER_CHARACTERS)


def _code(name: str, required: bool = True) -> Column:
    return Column(name, Kind.KEY, required, CODE_CHARACTERS)


def _text(name: str, limit: int, required: bool = True) -> Column:
    return Column(name, Kind.TEXT, required, limit)


def _lines(name: str, required: bool = False) -> Column:
    return Column(name, Kind.LINES, required, TEXT_CHARACTERS)


def _choice(name: str, allowed: Iterable[str]) -> Column:
    return Column(name, Kind.CHOICE, choices={str(value): value for value in allowed})


def _date(name: str, required: bool = True) -> Column:
    return Column(name, Kind.DATE, required)


def _moment(name: str, required: bool = True) -> Column:
    return Column(name, Kind.MOMENT, required)


def _period() -> Column:
    return Column("period", Kind.PERIOD)


def _int(name: str, required: bool = True, least: int | None = None) -> Column:
    return Column(name, Kind.INT, required, least=least)


def _number(name: str, required: bool = True, least: int | None = None) -> Column:
    return Column(name, Kind.NUMBER, required, least=least)


def _format(name: str, fact: type[Any], *columns: Column, needed: bool = False, keys: int = 1) -> Format:
    names = tuple(column.name for column in columns[:keys])
    return Format(name, fact, columns, attrgetter(*names), names, needed)


_RECORDED = _moment("recorded_at")
_UNIT = _code("unit")

# fmt: off
FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        _format("calendar", SpecialDay, _date("date"), _choice("kind", ("off", "work"))),
        _format(
            "months", model.MonthPlan,
            _period(), _moment("opened_at"), _moment("sealed_at", False), _int("rubric_version"), needed=True,
        ),
        _format(
            "units", model.Unit,
            _UNIT, _date("valid_from"), _text("name", NAME_CHARACTERS),
            _choice("unit_type", ("village", "non_village")),
            _int("formal_members", least=0), _int("party_groups", least=0), _date("active_from"),
            _date("active_to", False), needed=True, keys=2,
        ),
        _format(
            "people", model.Person,
            _code("person_no"), _text("name", NAME_CHARACTERS), _code("role"), _code("unit", False), needed=True,
        ),
        _format(
            "findings", model.Finding,
            _no("finding_no"), _no("task_no"), _UNIT, _code("item"), _text("problem_type", LABEL_CHARACTERS),
            _choice("severity", model.Severity), _lines("facts", True), _date("found_on"), _date("issued_on"),
            _code("found_by"), _code("owner"), _choice("source", model.Source), _RECORDED, needed=True,
        ),
        _format(
            "moves", model.Move,
            _no("move_no"), _no("task_no"), _int("seq"), _choice("move", model.MoveKind), _date("on"), _code("by"),
            _code("second_by", False), _code("approved_by", False), _int("days", False), _lines("note"), _RECORDED,
            needed=True,
        ),
        _format(
            "activities", model.Activity,
            _no("activity_no"), _UNIT, _code("type"), _date("held_on"), _int("group_no", False),
            _int("expected", False, 1), _int("attended", False, 0), _lines("topic"), _RECORDED,
        ),
        _format(
            "measures", model.Measure,
            _no("measure_no"), _UNIT, _text("metric", 80), _period(), _number("numerator", least=0),
            _number("denominator", False, 0), _RECORDED,
        ),
        _format(
            "ratings", model.Rating,
            _no("rating_no"), _UNIT, _code("item"), _period(), _code("rater"), _number("value", least=0),
            _lines("comment"), _RECORDED,
        ),
        _format(
            "bonuses", model.Bonus,
            _no("bonus_no"), _UNIT, _code("code"), _code("level", False), _text("matter", LABEL_CHARACTERS, False),
            _date("approved_on"), _RECORDED,
        ),
        _format(
            "vetoes", model.Veto,
            _no("veto_no"), _UNIT, _code("code"), _date("occurred_on"), _date("approved_on"), _RECORDED,
        ),
        _format(
            "cadre_targets", model.CadreTarget,
            _no("row_no"), _UNIT, _code("person_no"), _period(), _code("code"), _number("weight"), _number("target"),
            _number("actual", least=0), _RECORDED,
        ),
        _format(
            "turnarounds", model.TurnaroundEvent,
            _no("event_no"), _UNIT, _choice("event", ("enter", "acceptance")), _date("on"), _code("criterion", False),
            _number("score", False), _int("respondents", False), _int("dissatisfied", False, 0), _RECORDED,
        ),
        _format(
            "lookbacks", model.Lookback,
            _no("lookback_no"), _no("task_no"), _date("done_on"), _code("by"),
            _choice("outcome", ("held", "reopened", "partly_rebounded")), _RECORDED,
        ),
    )
}
# fmt: on
"""Every file of a bundle but the rubrics, in an order in which each only points at earlier ones."""
