"""How evidence lies on the disk: by the sha256 of its content, `evidence/ab/<sha256>`, never by a name people gave.

What a file is, its content says. Which files belong to which task is `tables.evidence`' question.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import tempfile
import zipfile
from pathlib import Path

from supervision.domain.errors import BadInput, Broken

FOLDER = "evidence"
DIGITS = 64
"""Of a sha256, which is a kept file's name."""
LARGEST = 20 * 1024 * 1024
"""Bytes. A photograph has 3 to 8 MB, a scanned agenda of many pages about 10."""
KINDS = ("jpeg", "png", "webp", "pdf", "docx", "xlsx")
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_O_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)


def admitted(data: bytes, name: str) -> str:
    """The kind of content that may be evidence. Raises BadInput for what may not."""
    if not data:
        raise BadInput("evidence-empty", name=name)
    if len(data) > LARGEST:
        raise BadInput("evidence-too-large", name=name, limit=LARGEST // 1024 // 1024)
    kind = kind_of(data)
    if kind is None:
        raise BadInput("evidence-kind", name=name, allowed=KINDS)
    return kind


def read_evidence(file: Path) -> bytes:
    """The content of a file of this machine, one byte more than may be kept at most. Raises BadInput for no file."""
    try:
        handle = os.open(file, os.O_RDONLY | _O_NOFOLLOW | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except OSError as error:
        raise BadInput("evidence-unreadable", name=file.name, reason=os.strerror(error.errno or 0)) from error
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise BadInput("evidence-no-file", name=file.name)
    with os.fdopen(handle, "rb") as opened:
        return opened.read(LARGEST + 1)


def kind_of(data: bytes) -> str | None:
    """One of `KINDS` by the content's own marks; None for anything else, and for office files with macros."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"%PDF-"):
        return "pdf"
    return _office_kind(data) if data.startswith(b"PK\x03\x04") else None


def _office_kind(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeDecodeError):
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return None
    return next((kind for part, kind in _OFFICE.items() if part in names), None)


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def place_of(beside: Path, sha256: str) -> Path:
    """Where content with that digest lies."""
    return beside / FOLDER / sha256[:2] / sha256


def keep(beside: Path, data: bytes) -> str:
    """Keep content durably, readable by its owner alone; its sha256. What is there already is left as it is."""
    sha256 = digest_of(data)
    place = place_of(beside, sha256)
    if place.exists() and digest_of(place.read_bytes()) == sha256:
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=place.parent, prefix=".")
    with os.fdopen(handle, "wb") as written:
        written.write(data)
        written.flush()
        os.fsync(written.fileno())
    os.replace(part, place)
    if os.name == "posix":
        for folder in (place.parent, place.parent.parent, beside):
            _sync(folder)
    return sha256


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kept(beside: Path, sha256: str) -> bytes:
    """The content with that digest. Raises Broken when it is gone or no longer what it was."""
    try:
        data = place_of(beside, sha256).read_bytes()
    except FileNotFoundError as error:
        raise Broken("evidence-missing", sha256=sha256) from error
    if digest_of(data) != sha256:
        raise Broken("evidence-changed", sha256=sha256)
    return data


def kept_in(beside: Path) -> list[str]:
    """The digests of everything that lies there."""
    found = (place.name for place in sorted((beside / FOLDER).glob("??/*")))
    return [name for name in found if len(name) == DIGITS]


def copy_kept(beside: Path, target: Path) -> int:
    """Keep everything in `target` as well; how many were not there yet. Raises Broken for what has changed."""
    missing = [sha256 for sha256 in kept_in(beside) if not place_of(target, sha256).exists()]
    for sha256 in missing:
        keep(target, kept(beside, sha256))
    return len(missing)
