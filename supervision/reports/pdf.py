"""How a Word or Excel file becomes a PDF: by LibreOffice, where it is installed. The files: `docx`, `xlsx`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from supervision.domain.errors import Broken
from supervision.reports.document import Document, Workbook
from supervision.reports.docx import render_docx
from supervision.reports.xlsx import render_xlsx

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
SECONDS = 180


def converter() -> str | None:
    """LibreOffice's program, None where there is none."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def render_pdf(content: Document | Workbook, lang: str) -> bytes:
    """The pages. Raises Broken where LibreOffice is not installed or fails.

    It works with a profile of its own, so a LibreOffice that somebody has open is no hindrance.
    """
    program = converter()
    if program is None:
        raise Broken("no-libreoffice")
    suffix = ".xlsx" if isinstance(content, Workbook) else ".docx"
    data = render_xlsx(content, lang) if isinstance(content, Workbook) else render_docx(content, lang)
    with tempfile.TemporaryDirectory(prefix="supervision-") as folder:
        source = Path(folder) / f"document{suffix}"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, str(source)]
        try:
            told = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 (our own arguments)
        except subprocess.TimeoutExpired as error:
            raise Broken("libreoffice-failed", reason=f"{SECONDS} s") from error
        made = source.with_suffix(".pdf")
        if not made.exists():
            raise Broken("libreoffice-failed", reason=told.stderr.decode(errors="replace").strip()[-300:])
        return made.read_bytes()
