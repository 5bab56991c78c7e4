"""Which columns each file of a bundle has: name, type, whether required, what is allowed (formats.md, section 1).

What a column may be at all is the question of `column_kinds`, how a cell is read that of `cells`; what a row must be
beside other rows that of its own module. The registers of development are in `columns_of_development`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from supervision.domain import model
from supervision.domain.checks.column_kinds import (
    RECORDED,
    UNIT,
    Format,
    amount,
    choice,
    code,
    day,
    form,
    lines,
    moment,
    number,
    period,
    text,
    whole,
)
from supervision.domain.checks.columns_of_decisions import DECISION_REGISTERS
from supervision.domain.checks.columns_of_development import DEVELOPMENT
from supervision.domain.checks.columns_of_registers import DUTY_REGISTERS
from supervision.domain.checks.limits import LABEL_CHARACTERS, NAME_CHARACTERS


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One row of calendar.csv: a make-up weekend day (work) or a free weekday (R-2)."""

    date: date
    kind: str


# fmt: off
FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        form("calendar", SpecialDay, day("date"), choice("kind", ("off", "work"))),
        form(
            "months", model.MonthPlan,
            period(), moment("opened_at"), moment("sealed_at", False), whole("rubric_version"), needed=True,
        ),
        form(
            "units", model.Unit,
            UNIT, day("valid_from"), text("name", NAME_CHARACTERS),
            choice("unit_type", ("village", "non_village")),
            whole("formal_members", least=0), whole("party_groups", least=0), day("active_from"),
            day("active_to", False), needed=True, keys=2,
        ),
        form(
            "people", model.Person,
            code("person_no"), text("name", NAME_CHARACTERS), code("role"), code("unit", False), needed=True,
        ),
        form(
            "findings", model.Finding,
            number("finding_no"), number("task_no"), UNIT, code("item"), text("problem_type", LABEL_CHARACTERS),
            choice("severity", model.Severity), lines("facts", True), day("found_on"), day("issued_on"),
            code("found_by"), code("owner"), choice("source", model.Source), RECORDED, needed=True,
        ),
        form(
            "moves", model.Move,
            number("move_no"), number("task_no"), whole("seq"), choice("move", model.MoveKind), day("on"), code("by"),
            code("second_by", False), code("approved_by", False), whole("days", False), lines("note"), RECORDED,
            needed=True,
        ),
        form(
            "activities", model.Activity,
            number("activity_no"), UNIT, code("type"), day("held_on"), whole("group_no", False),
            whole("expected", False, 1), whole("attended", False, 0), lines("topic"), RECORDED,
        ),
        form(
            "measures", model.Measure,
            number("measure_no"), UNIT, text("metric", 80), period(), amount("numerator", least=0),
            amount("denominator", False, 0), RECORDED,
        ),
        form(
            "ratings", model.Rating,
            number("rating_no"), UNIT, code("item"), period(), code("rater"), amount("value", least=0),
            lines("comment"), RECORDED,
        ),
        form(
            "bonuses", model.Bonus,
            number("bonus_no"), UNIT, code("code"), code("level", False), text("matter", LABEL_CHARACTERS, False),
            day("approved_on"), RECORDED,
        ),
        form(
            "vetoes", model.Veto,
            number("veto_no"), UNIT, code("code"), day("occurred_on"), day("approved_on"), RECORDED,
        ),
        form(
            "cadre_targets", model.CadreTarget,
            number("row_no"), UNIT, code("person_no"), period(), code("code"), amount("weight"), amount("target"),
            amount("actual", least=0), RECORDED,
        ),
        form(
            "turnarounds", model.TurnaroundEvent,
            number("event_no"), UNIT, choice("event", ("enter", "acceptance")), day("on"), code("criterion", False),
            amount("score", False), whole("respondents", False), whole("dissatisfied", False, 0), RECORDED,
        ),
        form(
            "lookbacks", model.Lookback,
            number("lookback_no"), number("task_no"), day("done_on"), code("by"),
            choice("outcome", ("held", "reopened", "partly_rebounded")), RECORDED,
        ),
        *DEVELOPMENT,
        *DUTY_REGISTERS,
        *DECISION_REGISTERS,
    )
}
# fmt: on
"""Every file of a bundle but the rubrics, in an order in which each only points at earlier ones."""
