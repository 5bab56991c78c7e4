"""Recording a finding: few keys, the due date while one types, and nothing typed is lost by a refusal."""

from __future__ import annotations

from pathlib import Path

from textual.widgets import TextArea

from supervision.context import Context
from supervision.domain.model import Finding
from supervision.queries.courses import finding_of
from supervision.queries.worklist import TaskFilter, task_page
from tests.tui.running import COMMISSIONER, INSPECTOR, SMALL, TOWNSHIP_SECRETARY, press, seen, terminal
from tui.screens.finding_form import FindingForm
from tui.widgets.line_input import LineInput


def recorded(house: Context, unit: str) -> list[Finding]:
    with house.reading() as reading:
        lines = task_page(reading, TaskFilter(units=(unit,)), limit=100)
        return [finding_of(reading, line.task_no) for line in lines if line.task_no.startswith("ZG-2026-07")]


async def test_unit_item_and_usual_finding_make_a_finding_in_twelve_keys(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await press(pilot, "n", "text:v03", "enter", "text:b08", "enter", "2", "enter")
        assert "2026-07-10" in seen(pilot)
        await press(pilot, "f2")
        assert "WT-2026-07-001" in seen(pilot)
    (finding,) = recorded(half_year, "V03")
    assert (finding.item, finding.problem_type, finding.severity) == ("B08", "纪实逾期补录", "minor")
    assert (finding.owner, finding.found_by) == ("P000021", INSPECTOR)


async def test_the_due_date_follows_the_severity_and_the_next_one_repeats_the_last(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), COMMISSIONER, size=SMALL) as pilot:
        await press(pilot, "n", "text:石塝", "enter", "text:gzjs", "enter", "1", "enter", "shift+tab")
        await press(pilot, "3")
        assert "2026-07-22" in seen(pilot)
        await press(pilot, "f2", "f3", "f2")
    first, second = recorded(half_year, "V03")
    assert first.severity == second.severity == "major"
    assert (first.item, first.facts) == (second.item, second.facts)
    assert first.finding_no != second.finding_no


async def test_a_refusal_is_told_in_the_form_and_leaves_what_was_typed(half_year: Context) -> None:
    async with terminal(Path(str(half_year.database.path)), INSPECTOR) as pilot:
        await press(pilot, "n", "text:v03", "enter", "text:b08", "enter", "0", "enter", "text:own", "tab", "tab")
        await press(pilot, "text:what I saw", "f2")
        form = pilot.app.screen
        assert isinstance(form, FindingForm)
        form.query_one("#found_on", LineInput).value = "2026-07-09"
        await press(pilot, "f2")
        assert form.query(".trouble.-told")
        assert form.query_one("#found_on", LineInput).value == "2026-07-09"
    (finding,) = recorded(half_year, "V03")
    assert (finding.problem_type, finding.facts) == ("own", "what I saw")


async def test_whoever_does_not_record_findings_is_told_who_does(township: Path) -> None:
    async with terminal(township, TOWNSHIP_SECRETARY) as pilot:
        assert "登记问题" not in seen(pilot)
        await press(pilot, "n")
        assert "督查人员" in seen(pilot)
        assert not isinstance(pilot.app.screen, FindingForm)


async def test_the_language_changes_at_a_key_and_what_was_typed_stays(township: Path) -> None:
    async with terminal(township, INSPECTOR) as pilot:
        await press(pilot, "n", "text:v03", "enter", "text:b08", "enter", "4", "enter", "text:!", "f9")
        form = pilot.app.screen
        assert "What is wrong?" in seen(pilot)
        assert "critical" in seen(pilot)
        assert form.query_one("#facts", TextArea).text == "记录雷同或事后编造!"
        await press(pilot, "f9")
        assert "严重程度" in seen(pilot)
