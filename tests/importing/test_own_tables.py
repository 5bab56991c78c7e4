"""Tables as offices really send them: each comes in right, or is refused with its place, and nothing is half done."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.office import Review, Wishes
from supervision.domain.errors import BadFile, BadInput, NotPermitted
from supervision.i18n import Words
from supervision.queries.senders import saved_mappings
from supervision.queries.worklist import TaskFilter, task_page
from supervision.reports.lists import three_lists
from supervision.reports.marked_copy import marked_copy
from supervision.reports.writing import write
from supervision.services.importing import import_table, is_own_table, review_table
from supervision.store.mapping import ACTIVITIES, FINDINGS, MEASURES, ROOT_CAUSES
from supervision.store.sheet_grid import read_grids
from supervision.store.sheet_headers import headers
from tests.conftest import SAMPLE, person
from tests.database_digest import digest
from tests.importing.nasty import (
    FIRST,
    HEAD,
    SECOND,
    bomb,
    book,
    changed_part,
    locked,
    old_form,
    renamed_docx,
    rows,
    strict,
    two_head_rows,
)

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = Wishes(sender="组织办")
GOOD = [("V03", "A02", date(2026, 6, 15), "general"), ("V01", "A02", date(2026, 6, 16), "major")]


@pytest.fixture
def office(sample: Context) -> Context:
    return person(sample, "P000003")


def found(context: Context) -> list[tuple[str, str, date, str]]:
    """What the findings that this test imported say."""
    with context.reading() as reading:
        rows = FINDINGS.read(reading.session, reading.township, FINDINGS.table.c.finding_no.startswith("WT-2026-07"))
    return [(row.unit, row.item, row.found_on, row.severity.value) for row in sorted(rows, key=lambda r: r.finding_no)]


def refused(context: Context, path: Path, wishes: Wishes = PLAIN) -> list[tuple[str, int | None, str | None]]:
    """What is wrong by expectation, row and column; the database is as it was."""
    before = digest(context.database)
    with pytest.raises(BadFile) as wrong:
        import_table(context, path, wishes)
    assert digest(context.database) == before
    return [(error.expected, error.line, error.column) for error in wrong.value.errors]


def text(folder: Path, data: bytes, name: str = "问题.csv") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def written(*lines: tuple[object, ...], mark: str = ",") -> str:
    return "\r\n".join(mark.join(map(str, line)) for line in lines) + "\r\n"


PLAIN_TEXT = written(HEAD, FIRST, SECOND)
FORMS: dict[str, Callable[[Path], Path]] = {
    "xlsx": lambda at: rows(at / "a.xlsx", HEAD, FIRST, SECOND),
    "1904 dates": lambda at: rows(
        at / "a.xlsx", HEAD, (1, "石塝村", date(2026, 6, 15), *FIRST[3:]), SECOND, date_1904=True
    ),
    "xls": lambda at: old_form(at / "a.xls"),
    "UTF-8": lambda at: text(at, PLAIN_TEXT.encode()),
    "UTF-8 with mark": lambda at: text(at, PLAIN_TEXT.encode("utf-8-sig")),
    "UTF-16": lambda at: text(at, PLAIN_TEXT.encode("utf-16"), "问题.txt"),
    "GB18030": lambda at: text(at, PLAIN_TEXT.encode("gb18030")),
    "GB18030 with mark": lambda at: text(at, ("\ufeff" + PLAIN_TEXT).encode("gb18030")),
    "a CSV in UTF-16": lambda at: text(at, PLAIN_TEXT.encode("utf-16")),
    "days with a time": lambda at: rows(
        at / "a.xlsx", HEAD, (1, "石塝村", datetime(2026, 6, 15, 14, 30), *FIRST[3:]), SECOND
    ),
    "a new form named like the old": lambda at: rows(at / "a.xlsx", HEAD, FIRST, SECOND).rename(at / "a.xls"),
    "strict": lambda at: strict(rows(at / "a.xlsx", HEAD, (1, "石塝村", date(2026, 6, 15), *FIRST[3:]), SECOND)),
    "tabs": lambda at: text(at, written(HEAD, FIRST, SECOND, mark="\t").encode()),
    "semicolons and quotes": lambda at: text(
        at, written(HEAD, (*FIRST[:3], '"会议;记录,""不""规范"', *FIRST[4:]), SECOND, mark=";").encode()
    ),
    "empty rows and columns": lambda at: rows(
        at / "a.xlsx", (), ("", *HEAD), (), ("", *FIRST), (), ("", *SECOND), (), ("", "总 计", 2), ("", "填表人：李某")
    ),
    "full-width digits": lambda at: rows(
        at / "a.xlsx", HEAD, ("１", " 石塝村\u200b", "２０２６．６．１５", FIRST[3], "Ａ０２", "一般 "), SECOND
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_table_comes_in_right_in_every_customary_form(form: str, office: Context, tmp_path: Path) -> None:
    path = FORMS[form](tmp_path)
    assert import_table(office, path, PLAIN).counts["new"] == 2
    assert found(office) == GOOD
    before = digest(office.database)
    assert import_table(office, path, PLAIN).counts == {"new": 0, "changed": 0, "same": 2, "refused": 0}
    assert digest(office.database) == before


def test_findings_imported_today_are_open_tasks_of_the_unit_s_secretary(office: Context, tmp_path: Path) -> None:
    import_table(office, rows(tmp_path / "a.xlsx", HEAD, FIRST), PLAIN)
    with office.reading() as reading:
        (line,) = task_page(reading, TaskFilter())
    assert (line.task_no, line.state) == ("ZG-2026-07-001", "issued")


def test_two_head_rows_merged_units_repeated_heads_totals_and_notes(office: Context, tmp_path: Path) -> None:
    review = import_table(office, two_head_rows(tmp_path / "a.xlsx"), PLAIN)
    assert found(office) == [("V03", "A02", date(2026, 6, 15), "general"), ("V03", "A03", date(2026, 6, 16), "major")]
    assert [(left.line, left.why) for left in review.omitted] == [(6, "head-again"), (7, "totals"), (9, "note")]


def test_empty_formatted_rows_are_no_rows(office: Context, tmp_path: Path) -> None:
    def fill(made: object, sheet: object) -> None:
        grey = made.add_format({"bg_color": "#EEEEEE"})  # type: ignore[attr-defined]
        for row, line in enumerate((HEAD, FIRST, SECOND)):
            sheet.write_row(row, 0, line)  # type: ignore[attr-defined]
        for row in range(3, 40_003):
            sheet.write_blank(row, 1, None, grey)  # type: ignore[attr-defined]

    path = book(tmp_path / "a.xlsx", fill)
    assert len(read_grids(path)[0].rows) == 3
    assert import_table(office, path, PLAIN).counts["new"] == 2


def test_hidden_rows_are_neither_read_nor_dropped_in_silence(office: Context, tmp_path: Path) -> None:
    def fill(made: object, sheet: object) -> None:
        for row, line in enumerate((HEAD, FIRST, SECOND)):
            sheet.write_row(row, 0, line)  # type: ignore[attr-defined]
        sheet.set_row(2, None, None, {"hidden": True})  # type: ignore[attr-defined]

    path = book(tmp_path / "a.xlsx", fill)
    assert refused(office, path) == [("not-hidden", 1, None)]
    skipped = review_table(office, path, replace(PLAIN, hidden="skip"))
    assert skipped.counts["new"] == 1
    assert [left.why for left in skipped.omitted] == ["hidden-row"]
    assert review_table(office, path, replace(PLAIN, hidden="read")).counts["new"] == 2


def test_a_formula_counts_by_its_result_and_is_refused_without_one(office: Context, tmp_path: Path) -> None:
    def fill(made: object, sheet: object) -> None:
        sheet.write_row(0, 0, HEAD)  # type: ignore[attr-defined]
        sheet.write_row(1, 0, FIRST)  # type: ignore[attr-defined]
        sheet.write_formula(1, 1, '="石塝"&"村"', None, "石塝村")  # type: ignore[attr-defined]

    path = book(tmp_path / "a.xlsx", fill)
    assert review_table(office, path, PLAIN).counts["new"] == 1
    changed_part(path, SHEET, lambda xml: xml.replace("<v>石塝村</v>".encode(), b""))
    (error, *_) = review_table(office, path, PLAIN).errors
    assert (error.expected, dict(error.facts)["cell"]) == ("formula-result", "B2")


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda at: renamed_docx(at / "a.xlsx"), "xlsx-archive docx"),
        (lambda at: locked(at / "a.xlsx"), "xlsx-not-encrypted"),
        (lambda at: locked(at / "a.xls"), "xlsx-not-encrypted"),
        (lambda at: text(at, rows(at / "b.xlsx", HEAD, FIRST).read_bytes(), "a.xlsm"), "xlsx-no-macros"),
        (lambda at: text(at, rows(at / "b.xlsx", HEAD, FIRST).read_bytes()), "csv-not-binary xlsx"),
        (lambda at: text(at, b"<html><table><tr><td>1</td></tr></table></html>", "a.xls"), "xlsx-archive html"),
        (lambda at: text(at, PLAIN_TEXT.encode(), "a.xlsx"), "xlsx-archive text"),
        (lambda at: rows(at / "a.xlsx"), "not-empty"),
        (lambda at: text(at, rows(at / "b.xlsx", HEAD, FIRST).read_bytes()[:900], "a.xlsx"), "xlsx-sound"),
        (lambda at: bomb(at / "a.xlsx"), "xlsx-ratio"),
        (
            lambda at: changed_part(
                rows(at / "a.xlsx", HEAD, FIRST),
                SHEET,
                lambda xml: xml.replace(
                    b"<worksheet", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hosts">]><worksheet'
                ),
            ),
            "xlsx-no-dtd",
        ),
        (lambda at: text(at, b"\xd0\xcf\x11\xe0" + b"\x00" * 3000, "a.xls"), "xlsx-sound"),
        (lambda at: text(at, b"\x81\xff,\x80\n1,2\n"), "encoding"),
        (lambda at: text(at, ('a,"b\n' + PLAIN_TEXT).encode()), "csv-form"),
        (lambda at: text(at, b"%PDF-1.7", "a.pdf"), "table-file"),
        (lambda at: rows(at / "a.xlsx", ("甲", "乙"), (1, 2)), "headers-found"),
    ],
)
def test_what_is_no_sound_table_is_refused_by_what_it_is(
    make: Callable[[Path], Path], expected: str, office: Context, tmp_path: Path
) -> None:
    before = digest(office.database)
    with pytest.raises(BadFile) as wrong:
        import_table(office, make(tmp_path), PLAIN)
    assert digest(office.database) == before
    (error,) = wrong.value.errors
    assert " ".join([error.expected, *(told for name, told in error.facts if name == "looks_like")]) == expected


@pytest.mark.parametrize(
    ("place", "value", "expected", "column"),
    [
        (2, "15/6/2026", "date", "found_on"),
        (2, "6月15日", "date", "found_on"),
        (1, "没有村", "known-unit", "unit"),
        (5, "特别严重", "one-of", "severity"),
        (4, "Z99", "one-of", "item"),
        (3, "#REF!", "formula-result", "facts"),
        (3, "长" * 4_001, "text-length", "facts"),
    ],
)
def test_one_wrong_cell_is_told_with_its_place(
    place: int, value: str, expected: str, column: str, office: Context, tmp_path: Path
) -> None:
    wrong = [value if at == place else each for at, each in enumerate(FIRST)]
    errors = refused(office, rows(tmp_path / "a.xlsx", HEAD, SECOND, wrong))
    assert errors == [(expected, 3, column)]


def test_what_a_cell_may_say_is_told_in_the_office_s_words(office: Context, tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", HEAD, (*FIRST[:5], "特别严重"))
    (error,) = review_table(office, path, PLAIN).errors
    assert dict(error.facts)["allowed"] == "轻微, 一般, 较重, 严重"


def test_an_owner_that_nobody_can_name_is_no_second_error(office: Context, tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", (*HEAD, "整改责任人"), (1, "没有村", *FIRST[2:], ""))
    assert refused(office, path) == [("known-unit", 2, "unit")]


def test_a_number_that_has_lost_its_leading_zeros_is_nobody_s(office: Context, tmp_path: Path) -> None:
    """A spreadsheet that took P-less numbers for figures keeps 13 of 000013: no other person is guessed."""
    path = rows(tmp_path / "a.xlsx", (*HEAD, "整改责任人"), (*FIRST, 13))
    assert refused(office, path) == [("known-person", 2, "owner")]


def test_figures_kept_as_text_are_figures(office: Context, tmp_path: Path) -> None:
    head = ("村名", "指标", "月份", "完成值", "目标值")
    path = rows(tmp_path / "a.xlsx", head, ("石塝村", "集体经济收入", "202607", "１２", "1,200"))
    import_table(office, path, PLAIN)
    with office.reading() as reading:
        row = next(row for row in MEASURES.read(reading.session, reading.township) if row.period == "2026-07")
    assert (row.unit, row.numerator, row.denominator) == ("V03", Decimal(12), Decimal(1200))


def test_a_sender_s_own_numbers_are_the_same_as_text_and_as_figures(office: Context, tmp_path: Path) -> None:
    import_table(office, rows(tmp_path / "a.xlsx", HEAD, FIRST), PLAIN)
    again = text(tmp_path, written(HEAD, FIRST).encode())
    assert import_table(office, again, PLAIN).counts["same"] == 1


def test_a_year_may_be_said_beside_the_table(office: Context, tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", HEAD, (*FIRST[:2], "6月15日", *FIRST[3:]))
    assert review_table(office, path, replace(PLAIN, year=2026)).counts["new"] == 1


def test_the_same_row_twice_in_a_table_is_refused(office: Context, tmp_path: Path) -> None:
    assert refused(office, rows(tmp_path / "a.xlsx", HEAD, FIRST, FIRST)) == [("used-once", 3, "unit")]


def test_facts_do_not_change_by_an_import(office: Context, tmp_path: Path) -> None:
    import_table(office, rows(tmp_path / "a.xlsx", HEAD, FIRST), PLAIN)
    heavier = rows(tmp_path / "b.xlsx", HEAD, (*FIRST[:5], "严重"))
    assert refused(office, heavier) == [("same-content", 2, "severity")]


def test_figures_come_in_exactly_in_the_house_s_unit_and_newer_ones_take_their_place(
    office: Context, tmp_path: Path
) -> None:
    head = ("村名", "指标", "月份", "完成值（元）", "目标值（元）")

    def table(amount: object) -> Path:
        return rows(tmp_path / "a.xlsx", head, ("杨桥村", "集体经济收入", "2026年7月", amount, "600,000"))

    assert import_table(office, table("461,234.5"), Wishes(kind="measures")).counts["new"] == 1
    assert import_table(office, table(461234.5), Wishes(kind="measures")).counts["same"] == 1
    assert import_table(office, table(470000), Wishes(kind="measures")).counts["changed"] == 1
    with office.reading() as reading:
        of_july = MEASURES.read(reading.session, reading.township, MEASURES.table.c.period == "2026-07")
    assert sorted((each.numerator, each.denominator) for each in of_july) == [
        (Decimal("46.12345"), Decimal(60)),
        (Decimal(47), Decimal(60)),
    ]


def test_the_same_figure_of_another_month_is_a_new_one(office: Context, tmp_path: Path) -> None:
    """The month said beside the table tells rows apart as a column of it would."""
    path = rows(tmp_path / "a.xlsx", ("村名", "指标", "完成值", "目标值"), ("石塝村", "集体经济收入", 5, 10))
    july, august = (Wishes(kind="measures", period=f"2026-0{month}") for month in (7, 8))
    assert import_table(office, path, july).counts["new"] == 1
    assert import_table(office, path, july).counts["same"] == 1
    assert review_table(office, path, august).counts["new"] == 1


PLATFORM = ("活动编号", "活动名称", "活动类型", "开展时间", "所属党组织", "主讲人", "应到人数", "实到人数")


def test_the_exports_of_the_party_building_platform_come_in_once_by_their_own_numbers(
    office: Context, tmp_path: Path
) -> None:
    first = ("DJ001", "学习会", "主题党日", "2026-06-20 14:30", "石塝村党支部", "王某", 20, 18)
    second = ("DJ002", "学习会", "主题党日", "2026-06-20 19:00", "石塝村党支部", "王某", 20, 19)
    path, sender = rows(tmp_path / "a.xlsx", PLATFORM, first, second), Wishes(sender="智慧党建平台")
    assert import_table(office, path, sender).counts["new"] == 2
    assert import_table(office, path, sender).counts["same"] == 2
    with office.reading() as reading:
        held = ACTIVITIES.read(
            reading.session, reading.township, ACTIVITIES.table.c.activity_no.startswith("HD-2026-07")
        )
    assert sorted((each.unit, each.type, each.attended) for each in held) == [
        ("V03", "theme_day", 18),
        ("V03", "theme_day", 19),
    ]


def test_what_a_sender_s_headers_mean_is_said_once(office: Context, tmp_path: Path) -> None:
    path = rows(tmp_path / "a.xlsx", ("地方", "哪天", "毛病", "考评项目", "轻重"), FIRST[1:])
    said = {"地方": "unit", "哪天": "found_on", "毛病": "facts", "轻重": "severity"}
    once = Wishes(kind="findings", sender="纪检", columns=said, save_mapping=True)
    with pytest.raises(BadInput):
        import_table(office, path, replace(once, sender=None))
    import_table(office, path, once)
    assert import_table(office, path, Wishes(sender="纪检")).counts["same"] == 1
    with office.reading() as reading:
        assert {each.sender for each in saved_mappings(reading)} == {"纪检", "智慧党建平台"}
    assert refused(office, path, replace(once, columns={"地方": "where"}))[0][0] == "known-column"


def test_the_problem_list_that_we_write_is_what_we_have(half_year: Context, tmp_path: Path) -> None:
    office, path = person(half_year, "P000003"), tmp_path / "lists.xlsx"
    with office.reading() as reading:
        write(three_lists(reading, "2026-06", Words("zh")), path, "zh")
    before = digest(office.database)
    review = import_table(office, path, Wishes())
    assert review.kind == "findings"
    assert review.counts["same"] == len(review.rows) > 30
    assert digest(office.database) == before


def test_errors_are_given_back_in_the_sender_s_own_sheet_without_formulas(office: Context, tmp_path: Path) -> None:
    wrong = (*FIRST[:2], "15/6/2026", "=1+1", *FIRST[4:])
    review: Review = review_table(
        office, rows(tmp_path / "a.xlsx", HEAD, SECOND, wrong, strings_to_formulas=False), PLAIN
    )
    data = marked_copy(review, lambda error: f"不对：{error.expected}", Words("zh"))
    assert data == marked_copy(review, lambda error: f"不对：{error.expected}", Words("zh"))
    (tmp_path / "back.xlsx").write_bytes(data)
    listed, copied = read_grids(tmp_path / "back.xlsx")
    assert (listed.name, *listed.rows[1][:4]) == ("错误清单", "3", "C3", "督查时间", "15/6/2026")
    assert copied.rows[2][3] == "=1+1"
    with zipfile.ZipFile(tmp_path / "back.xlsx") as archive:
        assert "不对：date" in archive.read("xl/comments1.xml").decode()
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


def test_only_files_that_are_no_bundle_s_are_an_office_s_own(tmp_path: Path) -> None:
    assert not is_own_table(SAMPLE)
    assert not is_own_table(SAMPLE / "moves.csv")
    assert is_own_table(rows(tmp_path / "问题.xlsx", HEAD, FIRST))


def test_a_branch_secretary_may_not_even_look(sample: Context, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        review_table(person(sample, "P000013"), rows(tmp_path / "a.xlsx", HEAD, FIRST), PLAIN)


@pytest.mark.parametrize("kind", FORMATS)
def test_every_column_has_its_customary_headers_in_both_languages(kind: str) -> None:
    told = headers()
    lacking = []
    for column in FORMATS[kind].columns:
        names = [name for name, of in told.columns[kind].items() if of == column.name]
        if not (any(not name.isascii() for name in names) and any(name.isascii() for name in names)):
            lacking.append(column.name)
    assert not lacking, f"headers.toml lacks [{kind}]: {', '.join(lacking)}"
    assert set(told.same.get(kind, ())) <= {column.name for column in FORMATS[kind].columns}
    assert kind in told.same, f"headers.toml lacks _same.{kind}"


CAUSED = (*HEAD, "问题根源/症结", "根源类别")


def causes_in(context: Context) -> list[tuple[str, str]]:
    with context.reading() as reading:
        found = ROOT_CAUSES.read(
            reading.session, reading.township, ROOT_CAUSES.table.c.cause_no.startswith("ZJ-2026-07")
        )
        tasks = {row.task_no: row for row in FINDINGS.read(reading.session, reading.township)}
    assert all((row.unit, row.on) == (tasks[row.task_no].unit, tasks[row.task_no].found_on) for row in found)
    return [(row.cause_kind, row.cause) for row in sorted(found, key=lambda row: row.cause_no)]


def test_a_list_of_findings_brings_the_root_causes_that_it_tells(office: Context, tmp_path: Path) -> None:
    own = rows(tmp_path / "a.xlsx", CAUSED, (*FIRST, "分工调整后没有人接手", ""), (*SECOND, "", ""))
    assert import_table(office, own, PLAIN).counts["new"] == 2
    assert causes_in(office) == [("other", "分工调整后没有人接手")]
    again = import_table(office, own, PLAIN)
    assert (again.counts["same"], len(causes_in(office))) == (2, 1)


def test_the_kind_of_a_root_cause_stands_in_its_column_or_before_the_cause(office: Context, tmp_path: Path) -> None:
    first, second = (
        (*FIRST, "年初没有排计划", "制度不健全或不执行"),
        (*SECOND, "责任没有落实：分工调整后没有人接手", ""),
    )
    import_table(office, rows(tmp_path / "a.xlsx", CAUSED, first, second), PLAIN)
    assert causes_in(office) == [("rules", "年初没有排计划"), ("responsibility", "分工调整后没有人接手")]


@pytest.mark.parametrize(("told", "column"), [(("原因", "天气"), "cause_kind"), (("", "其他"), "cause")])
def test_a_root_cause_that_is_half_told_is_refused_at_its_place(
    office: Context, tmp_path: Path, told: tuple[str, str], column: str
) -> None:
    own = rows(tmp_path / "a.xlsx", CAUSED, (*FIRST, *told))
    review = review_table(office, own, PLAIN)
    assert [(error.line, error.column) for error in review.errors] == [(2, column)]
    assert column in review.places
    with pytest.raises(BadFile):
        import_table(office, own, PLAIN)
    assert (found(office), causes_in(office)) == ([], [])


def test_a_sender_may_call_the_root_cause_as_it_likes(office: Context, tmp_path: Path) -> None:
    wishes = replace(PLAIN, kind="findings", columns={"毛病出在": "cause"}, save_mapping=True)
    import_table(office, rows(tmp_path / "a.xlsx", (*HEAD, "毛病出在"), (*FIRST, "没有专人")), wishes)
    import_table(office, rows(tmp_path / "b.xlsx", (*HEAD, "毛病出在"), (*SECOND, "没有经费")), PLAIN)
    assert causes_in(office) == [("other", "没有专人"), ("other", "没有经费")]
