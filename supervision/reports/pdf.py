"""How a Word or Excel file becomes a PDF: by LibreOffice, where it is installed. The files: `docx`, `xlsx`."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from supervision.domain.errors import Broken
from supervision.reports.document import Document, Workbook
from supervision.reports.docx import render_docx
from supervision.reports.docx_look import FANG, HEI, KAI, SONG, TITLE
from supervision.reports.proofreading import proofread
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


def render_pdf(content: Document | Workbook, lang: str, templates: Path | None = None) -> bytes:
    """The pages. Raises Broken where LibreOffice is not installed or fails.

    It works with a profile of its own, so a LibreOffice that somebody has open is no hindrance.
    """
    program = converter()
    if program is None:
        raise Broken("no-libreoffice")
    suffix = ".xlsx" if isinstance(content, Workbook) else ".docx"
    if isinstance(content, Workbook):
        return to_pdf(program, render_xlsx(content, lang), suffix)
    data = render_docx(content, lang, templates)
    proofread(content, data, lang)
    return to_pdf(program, data, suffix)


def to_pdf(program: str, data: bytes, suffix: str) -> bytes:
    """A file's pages, by that program."""
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


def substitutes() -> list[tuple[str, str]]:
    """Fonts of the official layout that this machine lacks, and which one it takes instead; for the person to know."""
    asked = shutil.which("fc-match")
    if asked is None:
        return []
    found = []
    for font in (TITLE, FANG, KAI, HEI, SONG):
        told = subprocess.run([asked, "-f", "%{family}", font], capture_output=True, timeout=20, check=False)  # noqa: S603
        families = told.stdout.decode(errors="replace").split(",")
        if font not in families:
            found.append((font, families[0]))
    return found
