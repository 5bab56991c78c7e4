"""The registers of development beside the monthly core: figures that agree, names on the trail, a suggested finding."""

from __future__ import annotations

from decimal import Decimal

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, BadInput, NotPermitted
from supervision.queries.development_figures import DEVELOPMENT_FIGURES
from supervision.queries.economy import economy_of
from supervision.queries.effect import effectiveness
from supervision.queries.member_stars import star_counts
from supervision.queries.months import month_result
from supervision.queries.register_figures import register_figures
from supervision.queries.registers import MASK, register_lines
from supervision.queries.suggestions import suggestion
from supervision.queries.township_quotas import leader_lectures, township_stands
from supervision.queries.trail import trail_since
from supervision.services.findings import NewFinding, record_finding
from supervision.services.members import read_members
from supervision.services.registers import record
from tests.conftest import person

COMMISSIONER, INSPECTOR, CLERK, V02_SECRETARY = "P000003", "P000005", "P000008", "P000017"


def test_the_samples_registers_say_what_its_measures_say(half_year: Context) -> None:
    with half_year.reading() as reading:
        found = [each for month in range(1, 7) for each in register_figures(reading, f"2026-{month:02d}")]
    found = [each for each in found if each.metric in DEVELOPMENT_FIGURES]
    assert {each.metric for each in found} == set(DEVELOPMENT_FIGURES)
    assert len(found) > 180
    assert not [each for each in found if each.differs or each.recorded is None]


def test_the_effect_of_a_month_agrees_with_its_sealed_metrics(half_year: Context) -> None:
    with half_year.reading() as reading:
        told = effectiveness(reading, "2026-03")
        sealed = month_result(reading, "2026-03")
    due = sum(unit.metrics.findings_due for unit in sealed.units)
    assert told.township.settled == due > 0
    assert sum(each.effect.settled for each in told.units) == due
    assert told.township.closed <= told.township.issued


def test_income_corrected_by_the_branch_keeps_the_old_value_and_another_branch_is_refused(half_year: Context) -> None:
    values = {"figure": "income", "period": "2026-06", "amount": "9.9"}
    context = person(half_year, V02_SECRETARY)
    record(context, "economy", {"unit": "V02", **values})
    with pytest.raises(NotPermitted):
        record(context, "economy", {"unit": "V01", **values})
    with half_year.reading() as reading:
        (line,) = economy_of(reading, "2026-06", "V02")
    assert (line.economy.amount, line.economy.months[-1].corrected) == (Decimal("9.9"), (Decimal("9.73"),))
    assert line.economy.behind


def test_a_slipped_date_without_a_reason_is_refused_at_its_field(half_year: Context) -> None:
    with half_year.reading() as reading:
        row = next(
            line for line in register_lines(reading, "milestones", unit="V02") if line.cells["event"] == "planned"
        )
    slipped = {"unit": "V02", "event": "slipped", "on": "2026-07-01", "due_on": "2026-09-01"}
    slipped |= {name: str(row.cells[name]) for name in ("project_no", "milestone")}
    with pytest.raises(BadFile) as refused:
        record(person(half_year, V02_SECRETARY), "milestones", slipped)
    assert [(each.column, each.code) for each in refused.value.errors] == [("reason", "E-REQUIRED")]


def test_names_of_members_are_for_their_branch_and_the_office_and_each_reading_is_on_the_trail(
    half_year: Context,
) -> None:
    found = read_members(person(half_year, COMMISSIONER), "V01", "2026-06")
    with half_year.reading() as reading:
        counts = star_counts(reading, "2026-06", ("V01",))[0]
        last = trail_since(reading, 0, ["read_members"])[-1][0]
        listed = register_lines(reading, "member_points", unit="V01")
    assert sum(each.stars is not None for each in found) == sum(counts.by_stars.values())
    assert (last.subject, last.action, last.actor) == ("members:V01", "read_members", COMMISSIONER)
    assert {line.cells["name"] for line in listed} == {MASK}
    for stranger in (V02_SECRETARY, INSPECTOR):
        with pytest.raises(NotPermitted):
            read_members(person(half_year, stranger), "V01", "2026-06")


def test_an_error_in_the_order_of_stages_is_suggested_and_recorded_by_an_inspector_only(half_year: Context) -> None:
    with half_year.reading() as reading:
        found = suggestion(reading, "F0701")
        with pytest.raises(BadInput):
            suggestion(reading, "F0101")
        today = reading.today
    assert (found.item, found.unit, found.problem_type) == ("C03", "V07", "程序时间节点倒置")
    new = NewFinding(found.unit, found.item, found.problem_type, found.severity, "发展对象过早", found.owner, today)
    with pytest.raises(NotPermitted):
        record_finding(person(half_year, V02_SECRETARY), new)
    assert record_finding(person(half_year, INSPECTOR), new).item == "C03"


def test_meetings_and_visits_count_for_the_townships_quotas_too(half_year: Context) -> None:
    with half_year.reading() as reading:
        found = {each.quota.code: each for each in township_stands(reading, "2026-06")}
        lectures = leader_lectures(reading, "2026-06")
    assert (found["Q01"].held, found["Q01"].missing) == (3, 1)
    assert found["Q04"].held >= 1
    assert found["Q07"].required == 12
    assert [line.person_no for line in lectures if line.missing] == ["P000012"]
    record(
        person(half_year, CLERK),
        "township_activities",
        {"type": "leader_lecture", "held_on": "2026-06-30", "person_no": "唐林", "unit": "万冲村", "title": "平安乡村"},
    )
    with half_year.reading() as reading:
        assert not [line for line in leader_lectures(reading, "2026-06") if line.missing]
