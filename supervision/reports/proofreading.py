"""Does the finished Word file say what the document says? It is read back before it is issued; a contradiction refuses.

Compared are: every number of the prose in its order, every cell of every table, every field of a form, and every
frozen figure with its phrase and with the table it is counted from.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

import docx as python_docx
from docx.oxml.ns import qn

from supervision.domain.errors import Broken
from supervision.domain.exact import round2
from supervision.reports.cells import readable, shown_cell, with_short_dates
from supervision.reports.document import Document, Figure, Heading, Note, Paragraph, Table, Title
from supervision.reports.docx_xml import text_of

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SPACE = re.compile(r"\s+")
Rows = list[list[str]]


def proofread(document: Document, data: bytes, lang: str) -> None:
    """Raises Broken("document-contradicts") with the first place where the file differs."""
    body = python_docx.Document(io.BytesIO(data)).element.body
    prose, tables = _read(body)
    if document.fields:
        _check_fields(document, _tight("".join(text_of(each) for each in body.iter(qn("w:p")))))
        return
    _check_prose(document, prose)
    _check_tables(with_short_dates(document, lang), tables, lang)
    named = {table.name: table for table in document.blocks if isinstance(table, Table) and table.name}
    for figure in document.figures:
        _check_figure(figure, _tight("".join(prose)), named, tables)


def _tight(text: str) -> str:
    return _SPACE.sub("", readable(text))


def _differs(what: str, wanted: object, found: object) -> Broken:
    return Broken("document-contradicts", what=what, wanted=str(wanted), found=str(found))


def _read(body: Any) -> tuple[list[str], list[Rows]]:
    prose, tables = [], []
    for each in body:
        if each.tag == qn("w:tbl"):
            rows = each.iter(qn("w:tr"))
            tables.append(
                [["\n".join(map(text_of, cell.iter(qn("w:p")))) for cell in row.iter(qn("w:tc"))] for row in rows]
            )
        else:
            prose.append(text_of(each))
    return prose, tables


def _check_fields(document: Document, said: str) -> None:
    for name, value in document.fields:
        if _tight(value) not in said:
            raise _differs(name, value, "—")


def _check_prose(document: Document, prose: Sequence[str]) -> None:
    """The numbers of the file hold those of the document in their order; a template may add some of its own."""
    found = iter(_NUMBER.findall(readable("\n".join(prose))))
    for text in _said(document):
        for number in _NUMBER.findall(readable(text)):
            if number not in found:  # consumes the iterator up to it
                raise _differs(text[:40], number, "—")


def _said(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Title():
                yield from (block.text, block.subtitle)
            case Paragraph():
                yield block.lead + block.text
            case Heading() | Note():
                yield block.text


def _check_tables(document: Document, tables: Sequence[Rows], lang: str) -> None:
    found = iter(tables)
    for table in document.blocks:
        if not isinstance(table, Table):
            continue
        head = [_tight(column.title) for column in table.columns]
        rows = next((each for each in found if [_tight(cell) for cell in each[0]] == head), None)
        if rows is None or len(rows) != len(table.rows) + 1:
            raise _differs(", ".join(head)[:40], len(table.rows), len(rows) - 1 if rows else 0)
        for wanted, row in zip(table.rows, rows[1:], strict=True):
            for value, cell in zip(wanted, row, strict=True):
                if _tight(shown_cell(value, lang)) != _tight(cell):
                    raise _differs(", ".join(head)[:40], shown_cell(value, lang), cell)


def _check_figure(figure: Figure, prose: str, named: dict[str, Table], tables: Sequence[Rows]) -> None:
    if _tight(figure.shown) not in _tight(figure.said) or _tight(figure.said) not in prose:
        raise _differs(figure.name, f"{figure.shown}: {figure.said}", "—")
    if not figure.table:
        return
    head = [column.title for column in named[figure.table].columns]
    rows = next(each for each in tables if [_tight(cell) for cell in each[0]] == [_tight(title) for title in head])
    counted = Decimal(len(rows) - 1) if not figure.column else _taken(figure, rows[1:], head.index(figure.column))
    if counted != Decimal(figure.value):
        raise _differs(figure.name, figure.value, counted)


def _taken(figure: Figure, rows: Sequence[Sequence[str]], column: int) -> Decimal:
    if figure.taken == "holding":
        held = _tight(figure.held)
        return Decimal(sum(bool(cell) and held in cell for cell in (_tight(row[column]) for row in rows)))
    values = [_number(row[column]) for row in rows]
    match figure.taken:
        case "highest":
            return max(values)
        case "lowest":
            return min(values)
        case "mean":
            return round2(sum(map(Fraction, values), Fraction(0)) / len(values))
        case _:
            return sum(values, Decimal(0))


def _number(cell: str) -> Decimal:
    try:
        return Decimal(cell or "0")
    except InvalidOperation as error:
        raise _differs("sum", "0", cell) from error
