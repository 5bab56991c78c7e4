"""How the bytes and the text of one file are read: regular files only, not too large, UTF-8 only."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import bad_file

_MAGIC = (
    (b"PK\x03\x04", "xlsx"),
    (b"\xd0\xcf\x11\xe0", "xls"),
    (b"\x89PNG", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"%PDF", "pdf"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|table|meta)", re.IGNORECASE)


def read_bytes(file: Path, limit: int) -> bytes:
    """All bytes of a regular file of at most `limit` bytes; links, folders and devices are refused. Raises BadFile."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as wrong:
        if file.is_symlink():
            raise bad_file(file.name, Expected.REGULAR_FILE) from wrong
        raise bad_file(file.name, Expected.READABLE, reason=os.strerror(wrong.errno or 0)) from wrong
    about = os.fstat(handle)
    if not stat.S_ISREG(about.st_mode) or about.st_size > limit:
        os.close(handle)
        if not stat.S_ISREG(about.st_mode):
            raise bad_file(file.name, Expected.REGULAR_FILE)
        raise bad_file(file.name, Expected.FILE_SIZE, value=about.st_size, limit=limit)
    with os.fdopen(handle, "rb") as opened:
        data = opened.read(limit + 1)
    if not data:
        raise bad_file(file.name, Expected.NOT_EMPTY)
    if len(data) > limit:
        raise bad_file(file.name, Expected.FILE_SIZE, value=len(data), limit=limit)
    return data


def looks_like(data: bytes) -> str:
    """What the first bytes say that a file is."""
    return next((name for magic, name in _MAGIC if data.startswith(magic)), "binary" if b"\x00" in data else "text")


def looks_like_page(data: bytes) -> bool:
    """Is it a web page, as many systems' exports that are named .xls?"""
    return _PAGE.match(data[:400]) is not None


def decode(data: bytes, file: str) -> str:
    """The text of a UTF-8 file, line ends made one. Raises BadFile for other encodings and for binary files."""
    kind = looks_like(data)
    if kind not in ("text", "utf-16"):
        raise bad_file(file, Expected.CSV_NOT_BINARY, looks_like=kind)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise bad_file(file, Expected.CSV_UTF8, data.count(b"\n", 0, wrong.start) + 1) from wrong
    return text.replace("\r\n", "\n")
