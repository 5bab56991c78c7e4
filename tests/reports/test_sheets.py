"""A month's sheets and a village's profile say what the month's result says."""

from __future__ import annotations

from functools import partial

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, NotThisMonth
from supervision.i18n import LANGUAGES, Words
from supervision.queries.ledger import ledger
from supervision.queries.quotas import quotas
from supervision.queries.turnaround_files import turnaround_papers
from supervision.reports import shown
from supervision.reports.document import Chart, Table, Title
from supervision.reports.month_sheets import SHEETS
from supervision.reports.profile import every_profile, profile
from supervision.reports.turnaround_file import turnaround_file
from supervision.reports.writing import render
from tests.reports.conftest import PERIOD, result_of


def test_the_sheet_to_sign_holds_every_proposal_of_the_month(half_year: Context) -> None:
    with half_year.reading() as reading:
        rows = SHEETS["rewards"](reading, PERIOD, Words("zh")).sheets[0].rows
    proposed = [(unit.name, one.code, one.amount) for unit in result_of(half_year).units for one in unit.consequences]
    assert proposed
    assert [(row[1], str(row[2]).split()[0], row[4]) for row in rows] == proposed


def test_whoever_is_capped_is_told_why(half_year: Context) -> None:
    with half_year.reading() as reading:
        rows = SHEETS["stars"](reading, PERIOD, Words("zh")).sheets[0].rows
    rated = {unit.name: unit.stars for unit in result_of(half_year).units if unit.stars is not None}
    assert {row[1]: row[2] for row in rows} == {name: each.stars for name, each in rated.items()}
    assert {row[1] for row in rows if row[4]} == {name for name, each in rated.items() if each.reasons}


def test_stars_are_only_for_the_end_of_a_quarter(half_year: Context) -> None:
    with half_year.reading() as reading, pytest.raises(NotThisMonth):
        SHEETS["stars"](reading, "2026-05", Words("zh"))


def test_only_what_can_no_longer_be_held_is_lacking(half_year: Context) -> None:
    with half_year.reading() as reading:
        sheet = SHEETS["quotas"](reading, PERIOD, Words("zh")).sheets[0]
        grid = quotas(reading, PERIOD)
    told = sum(sheet.alarm in str(cell) for row in sheet.rows for cell in row[1:])
    assert told == sum(cell is not None and cell.over and cell.missing > 0 for row in grid.rows for cell in row.cells)
    assert told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_profile_lists_the_village_s_open_tasks_beside_its_trend(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        document = profile(reading, "V03", PERIOD, Words(lang))
        wanted = [row.finding.task_no for row in ledger(reading, PERIOD).open if row.finding.unit == "V03"]
    trend = next(block for block in document.blocks if isinstance(block, Chart))
    own = next(unit for unit in result_of(half_year).units if unit.unit == "V03")
    assert trend.series[0][1][-1] == own.final
    assert len(trend.categories) == 6
    listed = [row[1] for block in document.blocks if isinstance(block, Table) for row in block.rows]
    assert listed == wanted
    assert render(document, ".docx", lang) == render(document, ".docx", lang)


def test_a_profile_of_nobody_is_refused(half_year: Context) -> None:
    with half_year.reading() as reading, pytest.raises(BadInput):
        profile(reading, "V99", PERIOD, Words("zh"))


def test_all_profiles_are_one_for_each_unit_of_the_month(half_year: Context) -> None:
    words = Words("zh")
    with half_year.reading() as reading:
        document = every_profile(reading, PERIOD, words)
        alone = profile(reading, "V03", PERIOD, words)
    titles = [block.text for block in document.blocks if isinstance(block, Title)]
    assert len(titles) == len(set(titles)) == len(result_of(half_year).units)
    start = document.blocks.index(alone.blocks[0])
    assert document.blocks[start : start + len(alone.blocks)] == alone.blocks


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_turnaround_file_holds_every_step_and_acceptance(half_year: Context, lang: str) -> None:
    with half_year.reading() as reading:
        document = turnaround_file(reading, "V08", Words(lang))
        papers = turnaround_papers(reading)["V08"]
    team, plan, progress, acceptance = (block for block in document.blocks if isinstance(block, Table))
    told = [(row[2], row[1]) for row in team.rows] + [tuple(row) for row in (*plan.rows, *progress.rows)]
    day = partial(shown.day, Words(lang))
    steps = [(day(step.on), step.member or step.note) for step in papers.steps if step.step != "observation"]
    assert sorted(map(str, told)) == sorted(map(str, steps))
    assert [row[1] for row in acceptance.rows] == [64, 72]
    assert {row[3] for row in acceptance.rows} == {Words(lang)("summary.turnaround.not_passed")}
    assert render(document, ".docx", lang) == render(document, ".docx", lang)


def test_a_village_never_in_turnaround_has_no_file(half_year: Context) -> None:
    with half_year.reading() as reading, pytest.raises(BadInput) as told:
        turnaround_file(reading, "V03", Words("zh"))
    assert told.value.code == "no-turnaround"
