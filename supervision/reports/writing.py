"""Where a finished document goes: to bytes by the suffix of its file, and to the file whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from supervision.domain.errors import BadInput
from supervision.reports.document import Document, Workbook
from supervision.reports.docx import render_docx
from supervision.reports.html import render_html
from supervision.reports.markdown import render_markdown
from supervision.reports.pdf import render_pdf
from supervision.reports.proofreading import proofread
from supervision.reports.proofreading_sheets import proofread_sheets
from supervision.reports.xlsx import render_xlsx, workbook_of

WRITERS: Mapping[str, Callable[[Any, str], bytes]] = {
    ".docx": render_docx,
    ".md": render_markdown,
    ".html": render_html,
    ".pdf": render_pdf,
    ".xlsx": render_xlsx,
}
_FOR_WORKBOOKS = (".xlsx", ".md", ".html", ".pdf")
_FOR_DOCUMENTS = (".docx", ".md", ".html", ".pdf", ".xlsx")


def render(content: Document | Workbook, suffix: str, lang: str, templates: Path | None = None) -> bytes:
    """The file's bytes; the same content gives the same bytes. `templates`: the office's own folder of Word templates.

    Raises BadInput for a suffix it cannot have and for a faulty template, Broken where the file contradicts its
    document.
    """
    writer = WRITERS.get(suffix.lower())
    allowed = _FOR_WORKBOOKS if isinstance(content, Workbook) else _FOR_DOCUMENTS
    if writer is None or suffix.lower() not in allowed:
        raise BadInput("unknown-format", value=suffix, allowed=allowed)
    if suffix.lower() == ".pdf":
        return render_pdf(content, lang, templates)
    if suffix.lower() == ".xlsx":
        book = workbook_of(content)
        data = render_xlsx(book, lang)
        proofread_sheets(book, data)
        return data
    if suffix.lower() == ".docx" and isinstance(content, Document):
        data = render_docx(content, lang, templates)
        proofread(content, data, lang)
        return data
    return writer(content, lang)


def write(content: Document | Workbook, path: Path, lang: str, templates: Path | None = None) -> None:
    """Write the file atomically: readers see the old one or the whole new one.

    Raises BadInput for a suffix that the content cannot have and for a folder that cannot be written to.
    """
    put(path, render(content, path.suffix, lang, templates))


def put(path: Path, data: bytes) -> None:
    """Write bytes atomically. Raises BadInput for a folder that cannot be written to."""
    try:
        _replace(path, data)
    except OSError as error:
        raise BadInput("cannot-write", value=str(path), reason=os.strerror(error.errno or 0)) from error


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut too; Windows cannot open a folder and needs no such help."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
