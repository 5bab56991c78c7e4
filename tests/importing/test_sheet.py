"""The findings sheet: customary forms are read, what only looks like a value is told, and archives cannot do harm."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from supervision.domain.checks.check_bundle import check_bundle
from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.known import Known
from supervision.domain.errors import BadFile, RowError
from supervision.store import sheet_cells
from supervision.store.bundle import read_bundle
from supervision.store.sheet_parts import column_letter
from tests.importing.small import TOWNSHIP, check, fresh, refused, small, write

SHEET = "xl/worksheets/sheet1.xml"
Parts = dict[str, bytes]
HEADERS = ["序号", *sheet_cells.HEADERS]
RIGHT = ["1", "W09", "Z09", "杨桥村（V01）", "A02 三个清单", "清单未更新", "一般", "整改清单未更新"]
RIGHT += ["2026-01-10", "2026-01-12", "顾晨（P04）", "王安涛（P08）", "日常督查", "2026-01-12 09:00"]


@cache
def sample_parts() -> Mapping[str, bytes]:
    with zipfile.ZipFile(TOWNSHIP / "findings.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@cache
def known() -> Known:
    new = check(TOWNSHIP).new
    return replace(fresh(), months=new["months"], units=new["units"], people=new["people"])


@pytest.fixture
def small_known(tmp_path: Path) -> Known:
    new = check(write(tmp_path / "known", small())).new
    return replace(fresh(), months=new["months"], units=new["units"], people=new["people"])


def zipped(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def one_cell(address: str, value: str | float | None) -> str:
    if isinstance(value, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{address}"><v>{value}</v></c>'


def sheet_of(*rows: list[str | float], extra: str = "") -> bytes:
    """A workbook with these rows below the headers."""
    body = ""
    for number, row in enumerate([HEADERS, *rows], 1):
        told = "".join(one_cell(f"{column_letter(place)}{number}", value) for place, value in enumerate(row, 1))
        body += f'<row r="{number}">{told}</row>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData>{extra}</worksheet>'
    return zipped({**sample_parts(), SHEET: xml.encode()})


def refusal(folder: Path, data: bytes, have: Known | None = None) -> list[RowError]:
    (folder / "findings.xlsx").write_bytes(data)
    return refused(folder / "findings.xlsx", have or known())


def expected(folder: Path, data: bytes) -> str:
    (error,) = refusal(folder, data)
    assert (error.file, error.code) == ("findings.xlsx", "E-FILE")
    return error.expected


def test_the_headers_name_every_column_of_findings() -> None:
    assert {name for name, _ in sheet_cells.HEADERS.values()} == {each.name for each in FORMATS["findings"].columns}


def test_a_right_row_becomes_a_finding(tmp_path: Path, small_known: Known) -> None:
    (tmp_path / "七月.xlsx").write_bytes(sheet_of(list(RIGHT)))
    (finding,) = check(tmp_path / "七月.xlsx", small_known).new["findings"]
    assert (finding.unit, finding.item, finding.severity, finding.owner) == ("V01", "A02", "general", "P08")
    assert (finding.found_on, finding.recorded_at) == (date(2026, 1, 10), datetime(2026, 1, 12, 9))


@pytest.mark.parametrize(
    "written", ["2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", " 2026-3-5 ", 46086.0, date(2026, 3, 5)]
)
def test_a_date_may_be_written_in_every_customary_way(written: object) -> None:
    assert sheet_cells.day(written) == "2026-03-05"


@pytest.mark.parametrize("written", ["2026-03/05", "2026年3月5", "26.3.5", "3月5日", "46086", 46086.5, True, 60.0])
def test_what_is_no_date_stays_as_it_is_to_be_refused(written: object) -> None:
    assert sheet_cells.day(written) != "2026-03-05"
    with pytest.raises(ValueError, match="Invalid"):
        date.fromisoformat(sheet_cells.day(written))


@pytest.mark.parametrize(
    "written",
    ["2026-03-05 14:30", "2026/3/5 14:30:00", "2026年3月5日 14:30", 46086 + 14.5 / 24, datetime(2026, 3, 5, 14, 30)],
)
def test_a_moment_may_be_written_in_every_customary_way(written: object) -> None:
    assert sheet_cells.moment(written) == "2026-03-05T14:30:00"


@pytest.mark.parametrize("written", ["石塝村（V03）", "石塝村(V03)", "石(大)塝村（V03)", " 石塝村 （ V03 ） ", "V03"])
def test_the_code_in_the_last_brackets_decides(written: str) -> None:
    assert sheet_cells.in_brackets(written) == "V03"


def test_half_width_brackets_do_in_headers_too(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = parts[SHEET].replace("村（支部）".encode(), "村(支部)".encode())
    (tmp_path / "findings.xlsx").write_bytes(zipped(parts))
    assert len(check(tmp_path / "findings.xlsx", known()).new["findings"]) == 146


def test_an_error_in_the_sheet_tells_row_column_cell_and_value(tmp_path: Path, small_known: Known) -> None:
    wrong: list[str | float] = list(RIGHT)
    wrong[6] = "很重"
    (error,) = refusal(tmp_path, sheet_of(list(RIGHT), [*wrong[:1], "W10", "Z10", *wrong[3:]]), small_known)
    assert (error.line, error.code, error.column, error.value) == (3, "E-VALUE", "severity", "很重")
    assert dict(error.facts)["cell"] == "G3"


def test_a_lacking_header_is_told(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = parts[SHEET].replace("严重程度".encode(), "程度".encode())
    assert [(e.line, e.code, e.column) for e in refusal(tmp_path, zipped(parts))] == [(1, "E-COLUMN", "severity")]


def test_a_formula_is_told_with_its_cell(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = re.sub(rb'<c r="I5"[^>]*>.*?</c>', b'<c r="I5"><f>TODAY()-1</f><v>46000</v></c>', parts[SHEET])
    (error,) = refusal(tmp_path, zipped(parts))
    assert (error.line, error.code, error.column, error.value) == (5, "E-FILE", "found_on", "=TODAY()-1")
    assert (error.expected, dict(error.facts)["cell"]) == ("xlsx-no-formula", "I5")


def test_merged_cells_are_told_with_their_area(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    merge = b'</sheetData><mergeCells count="1"><mergeCell ref="D3:D7"/></mergeCells>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", merge)
    (error,) = refusal(tmp_path, zipped(parts))
    assert (error.line, error.column, error.value, error.expected) == (3, "unit", "D3:D7", "xlsx-no-merge")


def test_sheet_and_file_of_one_folder_must_agree(tmp_path: Path) -> None:
    rows = small()
    folder = write(tmp_path / "bundle", rows)
    row = rows["findings"][0]
    both: list[str | float] = list(RIGHT)
    both[1:3], both[7] = [row["finding_no"], row["task_no"]], row["facts"]
    (folder / "findings.xlsx").write_bytes(sheet_of(list(RIGHT), both))
    assert len(check(folder).new["findings"]) == 4
    both[7] = "不同"
    (folder / "findings.xlsx").write_bytes(sheet_of(list(RIGHT), both))
    (error,) = refused(folder)
    assert (error.file, error.line, error.code, error.column, error.value) == (
        "findings.xlsx",
        3,
        "E-DUP",
        "finding_no",
        "W01",
    )
    assert dict(error.facts)["differs"] == "facts"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"finding_no,task_no\n", "text"),
        (b"\x89PNG\r\n\x1a\n\x00", "png"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "xls"),
        (b"%PDF-1.7", "pdf"),
    ],
)
def test_what_only_has_the_name_of_a_workbook_is_told_what_it_is(tmp_path: Path, data: bytes, word: str) -> None:
    (error,) = refusal(tmp_path, data)
    assert (error.expected, dict(error.facts)["looks_like"]) == ("xlsx-archive", word)


def test_a_workbook_with_the_name_of_a_csv_file_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_bytes((TOWNSHIP / "findings.xlsx").read_bytes())
    (error,) = refused(tmp_path / "findings.csv")
    assert (error.expected, dict(error.facts)["looks_like"]) == ("csv-not-binary", "xlsx")


EXTRA = [
    ({"xl/vbaProject.bin": b"x"}, "xlsx-no-macros"),
    ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "xlsx-no-external-links"),
    ({"xl/embeddings/oleObject1.bin": b"x"}, "xlsx-no-embeddings"),
    ({"xl/evil.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "xlsx-no-dtd"),
    ({"xl/evil.xml": '<?xml version="1.0" encoding="utf-16"?><a/>'.encode("utf-16")}, "xlsx-sound"),
    ({"xl/evil.xml": b'<?xml version="1.0" encoding="utf-7"?><a/>'}, "xlsx-sound"),
    ({"../../evil.xml": b"<a/>"}, "xlsx-member-name"),
    ({"/etc/evil.xml": b"<a/>"}, "xlsx-member-name"),
    ({f"xl/media/{number}.png": b"x" for number in range(200)}, "xlsx-members"),
    ({"xl/bomb.xml": b" " * 5_000_000}, "xlsx-ratio"),
    ({"xl/large.xml": random.Random(1).randbytes(1000) * 45_000}, "xlsx-unpacked"),
    (
        {"[Content_Types].xml": b'<Types ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'},
        "xlsx-no-macros",
    ),
    ({SHEET: b"<worksheet><sheetData>"}, "xlsx-sound"),
    ({"xl/workbook.xml": b"<workbook/>"}, "xlsx-sheet"),
    ({"xl/_rels/workbook.xml.rels": b"<Relationships/>"}, "xlsx-sheet"),
]


@pytest.mark.parametrize(("parts", "word"), EXTRA, ids=[f"{word}-{number}" for number, (_, word) in enumerate(EXTRA)])
def test_a_dangerous_archive_is_refused(tmp_path: Path, parts: Parts, word: str) -> None:
    assert expected(tmp_path, zipped({**sample_parts(), **parts})) == word


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped(sample_parts()))
    place = data.index(b"PK\x01\x02")
    data[place + 8 : place + 10] = struct.pack("<H", 1)
    assert expected(tmp_path, bytes(data)) == "xlsx-not-encrypted"


def test_the_1904_system_is_refused(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<sheets>", b'<workbookPr date1904="1"/><sheets>')
    assert expected(tmp_path, zipped(parts)) == "xlsx-1900"


@pytest.mark.parametrize(("address", "word"), [("XFD1048576", "row-count"), ("XFD2", "column-count")])
def test_a_cell_at_the_end_of_the_world_costs_nothing(tmp_path: Path, address: str, word: str) -> None:
    row = re.sub("[A-Z]", "", address)
    parts = dict(sample_parts())
    far = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far)
    assert expected(tmp_path, zipped(parts)) == word


def test_an_archive_that_lies_about_its_sizes_is_not_believed(tmp_path: Path) -> None:
    """The directory says 10 bytes, the member unpacks to 30 MB: the reader gets what was really checked, or nothing."""
    bomb = sample_parts()[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * 30_000_000)
    data = bytearray(zipped({**sample_parts(), SHEET: bomb}))
    place = data.rindex(SHEET.encode()) - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    assert expected(tmp_path, bytes(data)) == "xlsx-sound"


def test_empty_formatted_cells_below_and_beside_do_no_harm(tmp_path: Path) -> None:
    parts = dict(sample_parts())
    styled = b'<row r="30000"><c r="A30000" s="1"/><c r="XFD30000" s="1"/></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", styled)
    (tmp_path / "findings.xlsx").write_bytes(zipped(parts))
    assert len(check(tmp_path / "findings.xlsx", known()).new["findings"]) == 146


def test_mutated_workbooks_give_facts_or_a_refusal(tmp_path: Path) -> None:
    """A tenth of the damage goes into the packed archive, the rest into the parts themselves."""
    draw = random.Random(11)
    file = tmp_path / "findings.xlsx"
    parts = {**sample_parts(), SHEET: sheet_of_few()}
    outcomes = set()
    for number in range(300):
        if number % 10:
            hurt = dict(parts)
            name = draw.choice(list(hurt))
            hurt[name] = damaged(hurt[name], draw)
            data = zipped(hurt, zipfile.ZIP_STORED)
        else:
            data = damaged(zipped(parts), draw)
        file.write_bytes(data or b"x")
        try:
            check_bundle(read_bundle(file), known())
            outcomes.add("facts")
        except BadFile as wrong:
            outcomes.update(error.expected for error in wrong.errors)
    assert {"facts", "xlsx-sound"} < outcomes


def sheet_of_few() -> bytes:
    """The first rows of the sample's sheet: small, so that damage hits something."""
    whole = sample_parts()[SHEET]
    return whole[: whole.index(b'<row r="6">')] + b"</sheetData></worksheet>"


def damaged(data: bytes, draw: random.Random) -> bytes:
    hurt = bytearray(data)
    for _ in range(draw.randrange(1, 4)):
        place = draw.randrange(len(hurt))
        match draw.randrange(4):
            case 0:
                hurt[place] = draw.randrange(256)
            case 1:
                del hurt[place : place + draw.randrange(1, 30)]
            case 2:
                hurt[place:place] = draw.choice([b"<f>1</f>", b"<c/>", b"A1", b"-1", b'"', b"9" * 20, b"<v>", b"&#1;"])
            case _:
                del hurt[place:]
        if not hurt:
            break
    return bytes(hurt)
