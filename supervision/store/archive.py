"""Whether a workbook's archive may be opened at all, and its XML parts once it may (formats.md, section 2).

An archive can lie about itself, so what is handed on is what was really unpacked, packed anew. What the parts say is
the question of `sheet_parts`.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from supervision.domain.checks.expected import Expected
from supervision.domain.checks.limits import ARCHIVE_BYTES, ARCHIVE_MEMBERS, MEMBER_BYTES, MEMBER_RATIO
from supervision.domain.checks.problems import bad_file
from supervision.store.bundle_file import looks_like, looks_like_page

_ENCRYPTED = 0x1
_OTHER_DOCUMENTS = {"word/": "docx", "ppt/": "pptx", "Object ": "odf", "META-INF/manifest.xml": "odf"}
"""What an archive is that has such a part."""
_PLAIN_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_REFUSED_NAMES = (
    (re.compile(r"vbaproject|vbadata|macrosheets/|activex/|\.bas$"), Expected.XLSX_NO_MACROS),
    (re.compile(r"externallinks/"), Expected.XLSX_NO_EXTERNAL_LINKS),
    (re.compile(r"embeddings/|oleobject"), Expected.XLSX_NO_EMBEDDINGS),
)
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)", re.IGNORECASE)
_OTHER_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|ms-office\.vbaProject", re.IGNORECASE)
_UNSOUND = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    EOFError,
    KeyError,
    IndexError,
    OSError,
)
"""What zipfile raises on archives that were damaged, by accident or on purpose."""

Parts = Mapping[str, bytes]


def read_parts(data: bytes, file: str, scale: int = 1) -> Parts:
    """The XML parts of a workbook by name. Raises BadFile for everything that is not a plain workbook.

    `scale`: how many times larger than the findings sheet it may be.
    """
    kind = looks_like(data)
    if kind != "xlsx":
        raise bad_file(file, Expected.XLSX_ARCHIVE, looks_like="html" if looks_like_page(data) else kind)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, file, scale)
            return _unpack(archive, file)
    except _UNSOUND as wrong:
        raise bad_file(file, Expected.XLSX_SOUND) from wrong


def packed(parts: Parts) -> io.BytesIO:
    """A new archive of exactly these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    made.seek(0)
    return made


def _check_members(archive: zipfile.ZipFile, file: str, scale: int) -> None:
    """Everything that the archive's directory tells, before a byte is unpacked."""
    members = archive.infolist()
    for folder, other in _OTHER_DOCUMENTS.items():
        if any(member.filename.startswith(folder) for member in members):
            raise bad_file(file, Expected.XLSX_ARCHIVE, looks_like=other)
    if len(members) > ARCHIVE_MEMBERS:
        raise bad_file(file, Expected.XLSX_MEMBERS, limit=ARCHIVE_MEMBERS, found=len(members))
    if sum(member.file_size for member in members) > ARCHIVE_BYTES * scale:
        raise bad_file(file, Expected.XLSX_UNPACKED, limit=ARCHIVE_BYTES * scale)
    names = set()
    for member in members:
        name = member.filename.lower()
        if name in names or name.startswith("/") or "\\" in name or ".." in name.split("/"):
            raise bad_file(file, Expected.XLSX_MEMBER_NAME, value=member.filename)
        names.add(name)
        if member.flag_bits & _ENCRYPTED:
            raise bad_file(file, Expected.XLSX_NOT_ENCRYPTED, value=member.filename)
        if member.compress_type not in _PLAIN_METHODS:
            raise bad_file(file, Expected.XLSX_SOUND, value=member.filename)
        if member.file_size > MEMBER_BYTES * scale:
            raise bad_file(file, Expected.XLSX_UNPACKED, value=member.filename, limit=MEMBER_BYTES * scale)
        if member.file_size > MEMBER_RATIO * max(member.compress_size, 1):
            raise bad_file(file, Expected.XLSX_RATIO, value=member.filename, limit=MEMBER_RATIO)
        for pattern, expected in _REFUSED_NAMES:
            if pattern.search(name):
                raise bad_file(file, expected, value=member.filename)


def _unpack(archive: zipfile.ZipFile, file: str) -> Parts:
    parts: dict[str, bytes] = {}
    for member in archive.infolist():
        if member.filename.lower().endswith((".xml", ".rels")):
            content = archive.read(member)
            _check_part(content, file, member.filename)
            parts[member.filename] = content
    return parts


def _check_part(content: bytes, file: str, name: str) -> None:
    """XML in UTF-8 without a DTD: what is searched here is then what a parser sees."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content or _OTHER_ENCODING.search(content):
        raise bad_file(file, Expected.XLSX_SOUND, value=name)
    if _DTD.search(content):
        raise bad_file(file, Expected.XLSX_NO_DTD, value=name)
    if name.lower() == "[content_types].xml" and _MACRO_TYPE.search(content):
        raise bad_file(file, Expected.XLSX_NO_MACROS, value=name)
