"""One row entered in a register: the checks of an import, the trail, the reach, and who answers by the rows."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.context import Context
from supervision.domain.errors import BadFile, NotPermitted
from supervision.queries.answering import vacant_duties, who_answers
from supervision.queries.guidance import guidance_of, not_guided
from supervision.queries.register_figures import register_figures
from supervision.queries.registers import register_line, register_rows
from supervision.queries.task_detail import task_detail
from supervision.queries.trail import trail_since
from supervision.queries.turnaround_files import turnaround_papers
from supervision.reports.meeting_agenda import undone
from supervision.services.register_measures import settle_measures
from supervision.services.registers import record
from tests.conftest import person

CLERK, SECRETARY_OF_V03 = "P000008", "P000021"
VISIT = {"unit": "万冲村", "instructor": "李文斌", "on": "2026-07-06", "problem": "记录不全", "advice": "补齐"}


def test_a_row_entered_by_names_gets_its_number_and_one_line_in_the_trail(half_year: Context) -> None:
    visit = record(person(half_year, CLERK), "guidance_visits", VISIT)
    assert (visit.visit_no, visit.unit, visit.instructor) == ("ZD-2026-07-001", "V02", "P000009")
    with half_year.reading() as reading:
        ((entry, _),) = trail_since(reading, 0, ["record_guidance"])
    assert (entry.subject, entry.unit) == (visit.visit_no, "V02")


def test_a_correction_says_only_what_differs_and_the_old_row_stays(half_year: Context) -> None:
    clerk = person(half_year, CLERK)
    first = record(clerk, "guidance_visits", VISIT)
    second = record(clerk, "guidance_visits", {"supersedes": first.visit_no, "advice": "三日内补齐"})
    assert (second.problem, second.advice) == ("记录不全", "三日内补齐")
    with half_year.reading() as reading:
        assert [line.number for line in register_line(reading, "guidance_visits", second.visit_no)] == [
            second.visit_no,
            first.visit_no,
        ]
        assert first not in register_rows(reading, "guidance_visits")
    with pytest.raises(BadFile) as again:
        record(clerk, "guidance_visits", {"supersedes": first.visit_no, "advice": "x"})
    assert [error.column for error in again.value.errors] == ["supersedes"]


def test_a_branch_enters_only_its_own_rows(half_year: Context) -> None:
    meeting = {"kind": "training", "unit": "V02", "on": "2026-07-01", "title": "培训", "chair": SECRETARY_OF_V03}
    with pytest.raises(NotPermitted):
        record(person(half_year, SECRETARY_OF_V03), "meetings", meeting)
    assert record(person(half_year, SECRETARY_OF_V03), "meetings", {**meeting, "unit": "V03"}).unit == "V03"


def test_a_plan_task_without_owner_or_date_is_refused(half_year: Context) -> None:
    task = {"origin": "work_plan", "matter": "冬春训", "made_on": "2026-07-01"}
    with pytest.raises(BadFile) as refused:
        record(person(half_year, CLERK), "commitments", task)
    assert {error.column for error in refused.value.errors} == {"responsible", "due_on"}


def test_one_name_answers_for_an_item_on_a_day_and_the_way_goes_up_only(half_year: Context) -> None:
    with half_year.reading() as reading:
        april = who_answers(reading, "万冲村", "B05", date(2026, 4, 30))
        may = who_answers(reading, "万冲村", "B05", date(2026, 5, 10))
        gaps = vacant_duties(reading, date(2026, 6, 1))
    assert (april[0].name, may[0].name) == ("胡海德", "方芳焱")
    assert [each.duty for each in may] == [
        *("owner", "deputy_in_charge", "first_responsible", "instructor", "deputy_in_charge", "first_responsible"),
    ]
    assert may[-1].name == "周启明"
    assert [(gap.unit, gap.duty) for gap in gaps] == [("V11", "deputy_in_charge")]


def test_a_task_shows_its_way_up(half_year: Context) -> None:
    with half_year.reading() as reading:
        path = task_detail(reading, "Z2604-000034").escalation
    assert path[-1].name == "周启明"
    assert len({each.person_no for each in path}) == len(path)


def test_villages_that_nobody_guided_are_listed_and_visits_are_due_by_class(half_year: Context) -> None:
    with half_year.reading() as reading:
        lines = {line.unit: line for line in guidance_of(reading, "2026-06")}
        assert [line.unit for line in not_guided(reading, "2026-06")] == ["V04", "V11"]
    assert lines["V08"].due == 2
    assert (lines["V11"].made, lines["V11"].missing) == (0, lines["V11"].due)


def test_a_turnaround_file_tells_what_is_lacking(half_year: Context) -> None:
    with half_year.reading() as reading:
        papers = turnaround_papers(reading)
    assert [(each.step, each.on) for each in papers["V08"].lacking] == [("progress", date(2026, 6, 30))]
    assert papers["V05"].plan_late == 7


def test_a_register_enters_only_the_measures_that_are_missing(half_year: Context) -> None:
    clerk = person(half_year, CLERK)
    with half_year.reading() as reading:
        before = register_figures(reading, "2026-06")
    missing = [(line.unit, line.metric) for line in before if line.recorded is None]
    assert ("V12", "paired_households_contacted_over_planned") in missing
    assert [(line.unit, line.metric) for line in settle_measures(clerk, "2026-06")] == missing
    with half_year.reading() as reading:
        after = register_figures(reading, "2026-06")
    kept = [line.recorded for line in before if line.recorded is not None]
    assert [line.recorded for line in after if (line.unit, line.metric) not in missing] == kept
    assert settle_measures(clerk, "2026-06") == []


def test_what_is_not_done_stands_on_the_agenda_until_it_is(half_year: Context) -> None:
    with half_year.reading() as reading:
        (late, *_) = undone(reading, date(2026, 7, 7))
        count = len(undone(reading, date(2026, 7, 7)))
    assert late.late_days > 100
    done = {"supersedes": late.row.commitment_no, "done_on": "2026-07-07", "effect": "已整理归档"}
    record(person(half_year, CLERK), "commitments", done)
    with half_year.reading() as reading:
        assert len(undone(reading, date(2026, 7, 7))) == count - 1
