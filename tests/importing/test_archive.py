"""Workbooks that are none or would do harm: each is refused with a clear word before its values are read."""

from __future__ import annotations

import random
import re
import struct
import zipfile
from pathlib import Path

import pytest

from supervision.domain.checks.check_bundle import check_bundle
from supervision.domain.errors import BadFile
from supervision.store.bundle import read_bundle
from supervision.store.sheet_parts import column_letter
from tests.importing.sheets import SHEET, Parts, expected, known, refusal, sample_parts, zipped
from tests.importing.small import TOWNSHIP, refused


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


@pytest.mark.parametrize(("address", "word"), [("XFD1048576", "row-count"), ("XFD200", "column-count")])
def test_a_cell_at_the_end_of_the_world_costs_nothing(tmp_path: Path, address: str, word: str) -> None:
    row = re.sub("[A-Z]", "", address)
    parts = dict(sample_parts())
    far = f'<row r="{row}"><c r="{address}"><v>1</v></c></row></sheetData>'.encode()
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far)
    assert expected(tmp_path, zipped(parts)) == word


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="200"><c r="C999999999999999999995"><v>1</v></c></row>',
        '<row r="200"><c r="c200"><v>1</v></c></row>',
        '<row r="200"><c r="A201"><v>1</v></c></row>',
        '<row r="200"><c r="C200"><v>1</v></c><c r="B200"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="-1"><c><v>1</v></c></row>',
        '<row r="0"><c><v>1</v></c></row>',
        '<c r="A1"><v>1</v></c>',
    ],
)
def test_addresses_that_would_end_the_process_are_refused_before_they_are_read(tmp_path: Path, cells: str) -> None:
    parts = dict(sample_parts())
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", f"{cells}</sheetData>".encode())
    assert expected(tmp_path, zipped(parts)) == "xlsx-sound"


def test_one_long_string_in_many_cells_is_refused(tmp_path: Path) -> None:
    """Two megabytes of file that would be 16 gigabytes of text."""
    cells = "".join(
        f'<row r="{row}">'
        + "".join(f'<c r="{column_letter(c)}{row}" t="s"><v>0</v></c>' for c in range(1, 15))
        + "</row>"
        for row in range(1, 500)
    )
    parts = dict(sample_parts())
    parts["xl/sharedStrings.xml"] = f"<sst><si><t>{random.Random(3).randbytes(1_000_000).hex()}</t></si></sst>".encode()
    parts[SHEET] = f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode()
    assert expected(tmp_path, zipped(parts)) == "xlsx-unpacked"


def test_an_archive_that_lies_about_its_sizes_is_not_believed(tmp_path: Path) -> None:
    """The directory says 10 bytes, the member unpacks to 30 MB: the reader gets what was really checked, or nothing."""
    bomb = sample_parts()[SHEET].replace(b"<sheetData>", b"<sheetData>" + b" " * 30_000_000)
    data = bytearray(zipped({**sample_parts(), SHEET: bomb}))
    place = data.rindex(SHEET.encode()) - 46
    data[place + 24 : place + 28] = struct.pack("<I", 10)
    assert expected(tmp_path, bytes(data)) == "xlsx-sound"


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
