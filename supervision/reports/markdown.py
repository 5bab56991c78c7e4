"""How a document becomes Markdown that any reader shows as meant: what people wrote is escaped, never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import singledispatch
from typing import Any

from supervision.reports.cells import readable, shown_cell, with_short_dates
from supervision.reports.document import (
    Addressee,
    Annex,
    Attachments,
    Chart,
    Document,
    Form,
    Heading,
    Imprint,
    Letterhead,
    Note,
    PageBreak,
    Paragraph,
    Sheet,
    Signature,
    SignatureLines,
    Table,
    TearLine,
    Title,
    Workbook,
    charted,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_AT_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_CONTROL = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f]")


def render_markdown(content: Document | Workbook, lang: str) -> bytes:
    """UTF-8 with LF and a final newline."""
    blocks = with_short_dates(content, lang).blocks if isinstance(content, Document) else tuple(_sheets(content))
    parts = [f"> **{_escaped(content.mark)}**"] if content.mark else []
    parts += [part for block in blocks for part in _parts(block, lang)]
    return ("\n\n".join(parts) + "\n").encode()


def _sheets(workbook: Workbook) -> Iterator[Heading | Table]:
    for sheet in workbook.sheets:
        yield Heading(sheet.title, 1)
        yield _table_of(sheet)


def _table_of(sheet: Sheet) -> Table:
    return Table(sheet.columns, tuple(sheet.rows))


def _escaped(text: str) -> str:
    """Every character that Markdown or HTML gives a meaning stays the character it is; one line."""
    plain = _CONTROL.sub("\ufffd", readable(text))
    return _SPECIAL.sub(r"\\\1", plain).replace("\n", " ")


def _line(text: str) -> str:
    """A paragraph's text: nothing at its start may make it a list or a heading."""
    return _AT_START.sub(r"\1\\\2", _escaped(text)) if not text[:1].isdigit() else _numbered(_escaped(text))


def _numbered(text: str) -> str:
    """`1. ` would begin a list: keep the number as it is printed."""
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", text)


@singledispatch
def _parts(block: Any, lang: str) -> Iterator[str]:
    raise TypeError(block)


@_parts.register
def _(block: Letterhead, lang: str) -> Iterator[str]:
    yield f"**{_escaped(block.issuer)}**"
    yield _line(block.number)
    yield "---"


@_parts.register
def _(block: Title, lang: str) -> Iterator[str]:
    yield f"# {_escaped(block.text)}"
    if block.subtitle:
        yield _line(block.subtitle)


@_parts.register
def _(block: Addressee, lang: str) -> Iterator[str]:
    yield _line(block.text)


@_parts.register
def _(block: Heading, lang: str) -> Iterator[str]:
    yield f"{'#' * (block.level + 1)} {_escaped(block.text)}"


@_parts.register
def _(block: Paragraph, lang: str) -> Iterator[str]:
    yield f"**{_escaped(block.lead.strip())}** {_escaped(block.text)}" if block.lead else _line(block.text)


@_parts.register
def _(block: Table, lang: str) -> Iterator[str]:
    marks = {"text": ":--", "centred": ":-:", "date": ":-:", "number": "--:"}
    lines = [
        " | ".join(_escaped(column.title) for column in block.columns),
        " | ".join(marks[column.kind] for column in block.columns),
    ]
    lines += [" | ".join(_escaped(shown_cell(value, lang)) for value in row) for row in block.rows]
    yield "\n".join(f"| {line} |" for line in lines)


@_parts.register
def _(block: Attachments, lang: str) -> Iterator[str]:
    yield _line(block.label.strip())
    yield "\n".join(f"{place}. {_escaped(name)}" for place, name in enumerate(block.names, start=1))


@_parts.register
def _(block: Signature, lang: str) -> Iterator[str]:
    yield _line(block.issuer)
    yield _line(block.day)


@_parts.register
def _(block: Annex, lang: str) -> Iterator[str]:
    yield "---"
    yield _line(block.label)
    yield f"# {_escaped(block.title)}"


@_parts.register
def _(block: Note, lang: str) -> Iterator[str]:
    yield f"> {_escaped(block.text)}"


@_parts.register
def _(block: Imprint, lang: str) -> Iterator[str]:
    yield "---"
    yield _line(block.copies)
    yield f"{_line(block.office)} {_escaped(block.day)}"


@_parts.register
def _(block: Form, lang: str) -> Iterator[str]:
    pairs = [(_escaped(label), _escaped(shown_cell(value, lang))) for row in block.rows for label, value in row]
    yield "\n".join(["| | |", "| :-- | :-- |", *(f"| {label} | {value} |" for label, value in pairs)])


@_parts.register
def _(block: Chart, lang: str) -> Iterator[str]:
    yield f"**{_escaped(block.title)}**"
    yield from _parts(charted(block), lang)


@_parts.register
def _(block: PageBreak, lang: str) -> Iterator[str]:
    yield "---"


@_parts.register
def _(block: TearLine, lang: str) -> Iterator[str]:
    yield "---"
    yield f"*{_escaped(block.text)}*"


@_parts.register
def _(block: SignatureLines, lang: str) -> Iterator[str]:
    yield "\n".join(f"- {_escaped(label)}" for label in block.labels)
