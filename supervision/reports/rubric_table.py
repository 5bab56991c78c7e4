"""How a rubric reads: as an Excel table, its doubtful places and its changes in words. What they are: `domain`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from supervision.domain.rubric_diff import Change
from supervision.domain.rubric_headers import ITEM_COLUMNS, ITEMS, label
from supervision.domain.rubric_lint_bands import Lint
from supervision.domain.rubric_sheets import RubricSheet, sheets_of
from supervision.i18n import Words
from supervision.queries.rubric_versions import Comparison, RubricText
from supervision.reports.document import Block, Column, Document, Heading, Paragraph, Sheet, Table, Title, Workbook

_NARROW, _WIDE, _LONG = 16.0, 26.0, 52.0


def rubric_workbook(found: RubricText, dated: datetime) -> Workbook:
    """The table that an office reads, edits and sends back; it is in Chinese, as the rubric itself."""
    return Workbook(found.rubric.name_zh, tuple(_sheet(each) for each in sheets_of(found.tree)), dated)


def _sheet(sheet: RubricSheet) -> Sheet:
    widths = [_width([header, *(row[place] for row in sheet.rows)]) for place, header in enumerate(sheet.headers)]
    columns = tuple(Column(header, width) for header, width in zip(sheet.headers, widths, strict=True))
    return Sheet(sheet.name, sheet.title, columns, sheet.rows)


def _width(cells: Iterable[object]) -> float:
    longest = max(
        (len(line) for cell in cells for line in str(cell if cell is not None else "").splitlines()), default=0
    )
    return _NARROW if longest <= 8 else _WIDE if longest <= 16 else _LONG


def lint_line(words: Words, each: Lint) -> str:
    """One doubtful place: [错误] B03：…"""
    facts = dict(each.facts)
    if "kind" in facts:
        facts["kind"] = words(f"rubrics.fact.{facts['kind']}")
    told = words(f"rubrics.lint.{each.code}", **facts)
    return words("rubrics.lint-line", grade=words(f"rubrics.grade.{each.severity}"), place=each.place, told=told)


def subject(change: Change) -> str:
    """What the change is about: an item by code and name, or the setting's path in words."""
    return f"{change.subject} {change.name}".strip() if change.subject else label(change.path)


def setting(words: Words, change: Change) -> str:
    """Which of its columns: empty where the whole row came or went."""
    parts = change.path.split(".")
    if change.what != "changed" and change.subject and len(parts) <= 2:
        return words(f"rubrics.what.{change.what}")
    if words.lang != "zh":
        return parts[-1]
    return ITEM_COLUMNS.get(parts[-1]) or label(parts[-1]) if parts[0] == ITEMS else label(parts[-1])


def comparison_document(found: Comparison, words: Words, dated: datetime) -> Document:
    """What differs, item by item, and what a month can give."""
    title = words("rubrics.diff-title", old=found.old.name, new=found.new.name)
    blocks: list[Block] = [Title(title)]
    if not found.changes:
        return Document(title, (*blocks, Paragraph(words("rubrics.no-change"))), dated)
    columns = (
        Column(words("rubrics.column.subject"), 46), Column(words("rubrics.column.setting"), 30),
        Column(words("rubrics.column.old"), 40), Column(words("rubrics.column.new"), 40),
    )  # fmt: skip
    rows = tuple((subject(each), setting(words, each), each.old or "—", each.new or "—") for each in found.changes)
    blocks += [Heading(words("rubrics.changes", count=len(rows)), 1), Table(columns, rows)]
    moved = [each for each in found.points if each.old != each.new]
    blocks.append(Heading(words("rubrics.month-points"), 1))
    if moved:
        heads = ("month", "old", "new")
        titles = tuple(Column(words(f"rubrics.column.{name}"), 40, "centred") for name in heads)
        blocks.append(Table(titles, tuple((each.month, each.old, each.new) for each in moved)))
    else:
        blocks.append(Paragraph(words("rubrics.points-same")))
    return Document(title, tuple(blocks), dated)
