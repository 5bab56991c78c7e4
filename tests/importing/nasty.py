"""The folder of nasty workbooks: real-shaped tables as offices send them, each built from code, none large."""

from __future__ import annotations

import base64
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

HEAD = ("序号", "村名", "督查时间", "存在问题", "考评项目", "问题等级")
FIRST = (1, "石塝村", "2026年6月15日", "会议记录不规范", "A02 三个清单", "一般")
SECOND = (2, "杨桥村", "2026.6.16", "公开栏未更新", "A02", "较重")
_STRICT = (
    (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def book(path: Path, fill: Callable[[Any, Any], None], **options: object) -> Path:
    made = xlsxwriter.Workbook(str(path), options)
    fill(made, made.add_worksheet("问题清单"))
    made.close()
    return path


def rows(path: Path, *lines: Sequence[object], **options: object) -> Path:
    """A workbook of these rows from A1 on."""

    def fill(made: Any, sheet: Any) -> None:
        day = made.add_format({"num_format": "yyyy-mm-dd"})
        for row, line in enumerate(lines):
            for place, value in enumerate(line):
                if isinstance(value, date):
                    sheet.write_datetime(row, place, value, day)
                elif value is not None:
                    sheet.write(row, place, value)

    return book(path, fill, **options)


def two_head_rows(path: Path) -> Path:
    """A title, a merged head over two rows, a unit merged over two rows, the head again, a total, a note."""

    def fill(made: Any, sheet: Any) -> None:
        sheet.merge_range("A1:F1", "桑河乡2026年6月督查问题清单")
        for place in (0, 1, 4, 5):
            sheet.merge_range(1, place, 2, place, HEAD[place])
        sheet.merge_range("C2:D2", "督查情况")
        sheet.write_row(2, 2, ["督查时间", "存在问题"])
        sheet.merge_range("B4:B5", "石塝村")
        sheet.write_row(3, 2, ["６月15日", "会议记录不规范", "A02", "一般"])
        sheet.write_row(4, 2, ["6月16日", "公开栏未更新", "A03", "较重"])
        sheet.write_row(5, 0, HEAD)
        sheet.write_row(6, 0, ["合计", "", "", "2 个"])
        sheet.write(8, 0, "备注：以上问题限期整改")

    return book(path, fill)


def changed_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same workbook with one part changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    return path


def old_form(path: Path) -> Path:
    """The rows above in the form of 1997; kept as text, since nothing here writes that form."""
    return _kept("findings.xls", path)


def locked(path: Path) -> Path:
    """A workbook with a password, of the old or the new form by its name, as an office's program saves it."""
    return _kept(f"locked{path.suffix}", path)


def _kept(name: str, path: Path) -> Path:
    kept = Path(__file__).with_name("files") / f"{name}.base64"
    path.write_bytes(zlib.decompress(base64.b64decode(kept.read_text(encoding="ascii"))))
    return path


def strict(path: Path) -> Path:
    """The same workbook as Excel saves it under "Strict Open XML": every part with the names of the standard."""
    with zipfile.ZipFile(path) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            for usual, standard in _STRICT:
                content = content.replace(usual, standard)
            archive.writestr(each, content)
    return path


def renamed_docx(path: Path) -> Path:
    from docx import Document

    Document().save(str(path))
    return path


def bomb(path: Path) -> Path:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    path.write_bytes(made.getvalue())
    return path
