"""Every document is chosen, looked at as it prints, and written into a folder that is told, or the refusal says why."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from supervision.context import Context
from supervision.i18n import Words
from supervision.queries.inspection_forms import form_if_printed
from supervision.reports.kinds import DOCUMENTS
from tests.tui.running import COMMISSIONER, SMALL, press, seen, settled, terminal
from tui.document_files import file_name, lay_down
from tui.screens.document_writing import DocumentWriting
from tui.screens.documents import REST, Documents
from tui.screens.home import home_of
from tui.widgets.line_input import LineInput
from tui.widgets.record_table import RecordTable

WORDS = Words("zh")


async def chosen(pilot: Pilot[None], code: str) -> Documents:
    """The screen with the cursor on that document, its preview drawn."""
    page = pilot.app.screen
    assert isinstance(page, Documents)
    assert page.model is not None
    page.query_one("#kinds", RecordTable).cursor = [line.code for line in page.model.lines].index(code)
    await rested(pilot)
    return page


async def rested(pilot: Pilot[None]) -> None:
    await asyncio.sleep(REST * 2)
    await settled(pilot)


async def test_every_kind_is_offered_and_the_newest_bulletin_is_seen_at_once(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "O")
        await rested(pilot)
        text = seen(pilot)
        assert "‹ 2026年6月 ›" in text
        assert "关于2026年6月党建工作月考评情况的通报" in text
        page = pilot.app.screen
        assert isinstance(page, Documents)
        assert page.model is not None
        offered = {line.code for line in page.model.lines}
        assert {kind.code for kind in DOCUMENTS if kind.group != "paper"} <= offered
        await press(pilot, "left_square_bracket")
        await rested(pilot)
        assert "关于2026年5月党建工作月考评情况的通报" in seen(pilot)


async def test_a_document_is_written_where_it_is_told_and_one_changed_by_hand_stays(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "O")
        await chosen(pilot, "profile")
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, DocumentWriting)
        await press(pilot, "1")
        [file] = (township.parent / "documents").glob("*一村一策*.docx")
        assert file.read_bytes().startswith(b"PK")
        assert "".join(str(file.resolve())[-24:].split()) in "".join(seen(pilot).split())
        file.write_bytes(b"mended by hand")
        await press(pilot, "f2", "1")
        assert file.read_bytes() == b"mended by hand"
        assert len(list(file.parent.glob("*一村一策*.docx"))) == 2


async def test_a_folder_that_is_not_there_is_told_and_stays_typed(township: Path, tmp_path: Path) -> None:
    async with terminal(township, COMMISSIONER, size=SMALL, lang="en") as pilot:
        await press(pilot, "O")
        await chosen(pilot, "rewards")
        await press(pilot, "f2")
        pilot.app.screen.query_one(LineInput).value = str(tmp_path / "none")
        await press(pilot, "1")
        assert pilot.app.screen.query(".trouble.-told")
        await press(pilot, "f2")
        assert pilot.app.screen.query_one(LineInput).value == str(tmp_path / "none")


async def test_without_libreoffice_a_pdf_says_what_to_do(township: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("supervision.reports.pdf.converter", lambda: None)
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "O", "f2", "2")
        assert "LibreOffice" in seen(pilot)
        assert pilot.app.screen.query(".trouble.-told")


async def test_a_form_is_looked_at_before_it_is_issued_and_issued_when_written(half_year: Context) -> None:
    file = Path(str(half_year.database.path))
    async with terminal(file, COMMISSIONER) as pilot:
        await press(pilot, "O")
        page = await chosen(pilot, "inspection_form")
        number = f"JC-2026-07-{page.asked.unit}"
        assert number in seen(pilot)
        with half_year.reading() as reading:
            assert form_if_printed(reading, number) is None
        await press(pilot, "f2", "1")
    with half_year.reading() as reading:
        assert form_if_printed(reading, number) is not None
    assert list((file.parent / "documents").glob(f"*{number}*.docx"))


async def test_in_a_browser_the_file_is_handed_to_it(township: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[tuple[bytes, str]] = []
    monkeypatch.setattr("tui.screens.documents.hand_out", lambda _, data, name: handed.append((data, name)))
    monkeypatch.setattr("tui.app.SupervisionApp.is_web", True)
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "O", "f2")
        assert not pilot.app.screen.query(LineInput)
        await press(pilot, "4")
    [(data, name)] = handed
    assert name.endswith(".md")
    assert "通报" in data.decode()
    assert not (township.parent / "documents").exists()


async def test_papers_that_were_issued_stand_under_their_numbers_with_their_task(township: Path) -> None:
    async with terminal(township, COMMISSIONER) as pilot:
        await press(pilot, "O")
        page = await chosen(pilot, "supervision_order")
        line = page.line
        assert line is not None
        assert line.number in seen(pilot)
        assert f"任务 {line.task_no}" in seen(pilot)
        await press(pilot, "f2", "4")
        assert (township.parent / "documents" / f"督办单_{line.number}.md").exists()


async def test_in_a_small_window_enter_reads_and_escape_goes_back(township: Path) -> None:
    async with terminal(township, COMMISSIONER, size=SMALL) as pilot:
        await press(pilot, "O")
        await chosen(pilot, "turnaround")
        assert WORDS("documents.kind.turnaround") in seen(pilot)
        await press(pilot, "enter")
        await rested(pilot)
        assert not pilot.app.screen.query_one("#kinds-pane").display
        assert pilot.app.screen.query_one("#instead").display, "the first village is in no turnaround, and that is told"
        await press(pilot, "escape")
        assert pilot.app.screen.query_one("#kinds-pane").display
        await press(pilot, "escape")
        assert type(pilot.app.screen) is type(home_of("organization_commissioner"))


def test_names_of_files_hold_on_every_system(tmp_path: Path) -> None:
    assert file_name("督查/通报: 2026?", ".docx") == "督查_通报_2026.docx"
    assert file_name("../..", ".md") == "documents.md"
    assert len(file_name("长" * 300, ".pdf")) == 64
    place = lay_down(str(tmp_path / "new"), "a.md", b"x", tmp_path / "new")
    assert place == (tmp_path / "new" / "a.md").resolve()
