"""Workbooks for the tests of the findings sheet: the sample taken apart, changed and put together again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from supervision.domain.checks.known import Known
from supervision.domain.errors import RowError
from supervision.store import sheet_cells
from supervision.store.sheet_parts import column_letter
from tests.importing.small import TOWNSHIP, check, fresh, refused

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
