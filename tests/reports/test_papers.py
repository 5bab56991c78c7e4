"""The papers of a task: numbered without gaps, the same for ever, one page each; the public version names nobody."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import Broken, NotPermitted, Refused
from supervision.domain.papers import PaperDue
from supervision.i18n import LANGUAGES, Words
from supervision.queries.papers import IssuedPaper, issued_papers
from supervision.queries.people import people
from supervision.queries.worklist import TaskFilter, task_page
from supervision.reports.document import Document, Paragraph, Private
from supervision.reports.paper_choice import NAMES, PaperLine, newest_of_kind, papers_of, written
from supervision.reports.papers import telling
from supervision.reports.pdf import converter
from supervision.reports.redaction import masked_name, public
from supervision.reports.writing import render
from supervision.services.papers import issue_paper
from tests.conftest import person
from tests.tui.running import BRANCH_SECRETARY

MOMENT = datetime(2026, 7, 6, 17)
EXTENDED, CLOSED, LATE = "Z2601-000017", "Z2604-000132", "Z2604-000034"


def line_of(context: Context, kind: str, task_no: str) -> PaperLine:
    with context.reading() as reading:
        return newest_of_kind(reading, kind, task_no, Words("zh"))


def issued(context: Context, kind: str, task_no: str) -> IssuedPaper:
    due = line_of(context, kind, task_no).due
    assert due is not None
    return issue_paper(context, due, telling)


def test_numbers_run_without_gaps_a_kind_and_month_and_issuing_again_gives_the_same(half_year: Context) -> None:
    first = issued(half_year, "notice", EXTENDED)
    second = issued(half_year, "notice", CLOSED)
    closure = issued(half_year, "closure", CLOSED)
    month = f"{first.issued_at:%Y-%m}"
    assert [first.number, second.number, closure.number] == [
        *(f"ZG-{month}-001", f"ZG-{month}-002", f"XH-{month}-001"),
    ]
    assert issued(half_year, "notice", EXTENDED) == first
    with half_year.reading() as reading:
        bytes_of = [render(written(reading, first.kind, first.number, Words("zh")), ".docx", "zh") for _ in range(2)]
        assert {each.number for each in issued_papers(reading, CLOSED)} == {second.number, closure.number}
    assert bytes_of[0] == bytes_of[1]


def test_what_was_not_done_has_no_paper_and_who_may_not_issue_draws_no_number(half_year: Context) -> None:
    with pytest.raises(Refused, match="no-such-paper"):
        line_of(half_year, "extension", CLOSED)
    with pytest.raises(Refused, match="paper-not-due"):
        issue_paper(half_year, PaperDue("extension_decision", f"{CLOSED}#1:1", CLOSED, 1, 1), telling)
    due = line_of(half_year, "notice", CLOSED).due
    assert due is not None
    with pytest.raises(NotPermitted):
        issue_paper(person(half_year, BRANCH_SECRETARY), due, telling)
    with half_year.reading() as reading:
        assert issued_papers(reading) == []


def test_a_paper_whose_row_was_changed_is_not_written(half_year: Context) -> None:
    paper = issued(half_year, "extension", EXTENDED)
    spoilt = json.loads(paper.fields)
    spoilt["zh"]["days"] = "99"
    other = IssuedPaper(
        *(getattr(paper, name) for name in list(IssuedPaper.__dataclass_fields__)[:-1]), json.dumps(spoilt)
    )
    with pytest.raises(Broken, match="paper-changed"):
        other.fields_in("zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_paper_of_every_suffix_tells_its_number_and_no_key(half_year: Context, lang: str) -> None:
    for kind, task_no in (("notice", CLOSED), ("closure", CLOSED), ("extension", EXTENDED)):
        number = issued(half_year, kind, task_no).number
        with half_year.reading() as reading:
            content = written(reading, NAMES[kind], number, Words(lang))
        for suffix in (".md", ".html"):
            text = render(content, suffix, lang).decode()
            assert number in text
            assert not any(key in text for key in ("papers.", "reports.", "nouns."))
        assert render(content, ".docx", lang)


def test_the_public_version_names_nobody(half_year: Context) -> None:
    number = issued(half_year, "closure", CLOSED).number
    with half_year.reading() as reading:
        content = written(reading, "closure_form", number, Words("zh"))
        names = [each.name for each in people(reading)]
        facts = dict(content.fields)["facts"]
    inside, outside = (render(each, ".md", "zh").decode() for each in (content, public(content, Words("zh"))))
    assert any(name in inside for name in names)
    assert not any(name in outside for name in names)
    assert facts in inside
    assert facts not in outside
    assert number in outside


def test_names_in_prose_telephones_and_private_texts_are_masked() -> None:
    text = "欧阳明和张三丰、张三到场，电话13912345678，身份证 110101199001011234，编号20260612001。"
    blocks = (Paragraph(text), Paragraph(Private("家庭困难")))
    document = Document("题", blocks, MOMENT, people=("张三", "张三丰", "欧阳明"))
    shown = render(public(document, Words("zh")), ".md", "zh").decode()
    assert shown == "欧阳某和张某某、张某到场，电话×××，身份证 ×××，编号20260612001。\n\n×××\n"
    assert masked_name("李") == "李某"


@pytest.mark.heavy
@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
def test_every_paper_is_one_page_and_none_is_blank(half_year: Context, tmp_path: Path) -> None:
    for kind, task_no in (("notice", CLOSED), ("closure", CLOSED), ("extension", EXTENDED), ("order", LATE)):
        with half_year.reading() as reading:
            line = newest_of_kind(reading, kind, task_no, Words("zh"))
        number = line.number or issued(half_year, kind, task_no).number
        with half_year.reading() as reading:
            data = render(written(reading, line.kind, number, Words("zh")), ".pdf", "zh")
        path = tmp_path / f"{kind}.pdf"
        path.write_bytes(data)
        if shutil.which("pdftotext"):
            text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
            pages = text.split("\f")[:-1]
            assert len(pages) == 1, kind
            assert number in pages[0].replace("\n", "")


def test_every_open_task_can_have_its_notice(half_year: Context) -> None:
    with half_year.reading() as reading:
        for task in task_page(reading, TaskFilter()):
            assert papers_of(reading, task.task_no)[0].kind == "rectification_notice"
