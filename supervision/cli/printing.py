"""How data gets to stdout: as JSON text, as a table, as lines. Whatever is no data goes to stderr (`call`)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from io import StringIO
from typing import TYPE_CHECKING, Any

from supervision.domain.checks.characters import visible
from supervision.domain.exact import round4

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from supervision.reports.document import Block

PAPER_WIDTH = 1000
"""Columns of a table that goes into a file or a pipe: no line of it is broken."""


def print_text(text: str) -> None:
    """Text as it is; its last line is ended."""
    sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")


def print_json(data: Mapping[str, object] | Sequence[object]) -> None:
    """In the form of the results files: keys sorted, indent 1."""
    from supervision.domain.result_json import dump

    print_text(dump(plain(data)))


def plain(value: object) -> Any:
    """A read model as plain data: decimals and dates as text, ratios with four places."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    match value:
        case Enum():
            return value.value
        case Fraction():
            return str(round4(value))
        case Decimal():
            return f"{value:f}"
        case datetime() | date():
            return value.isoformat()
        case Mapping():
            return {str(name): plain(each) for name, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case _:
            return value


def table_of(titles: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> Table:
    """A table of plain texts; numbers stand at the right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    listed = [list(row) for row in rows]
    table = Table(title=Text(title) if title else None, box=SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for place, name in enumerate(titles):
        numbers = bool(listed) and all(isinstance(row[place], int | Decimal | None) for row in listed)
        table.add_column(Text(name), justify="right" if numbers else "left", overflow="fold")
    for row in listed:
        table.add_row(*(Text(_cell(each)) for each in row))
    return table


def _cell(value: object) -> str:
    return "" if value is None else visible(str(plain(value)))


def print_blocks(lang: str, *blocks: Block) -> None:
    """Parts of documents as a terminal shows them."""
    from supervision.reports.terminal import show

    print_tables(*(show(block, lang) for block in blocks))


def print_tables(*tables: RenderableType) -> None:
    """With colour and in the terminal's width when there is one; else as wide as it takes, no blanks at the end."""
    from rich.console import Console

    if sys.stdout.isatty():
        console = Console(highlight=False, emoji=False, markup=False)
        console.print(*tables, sep="\n")
        return
    paper = StringIO()
    console = Console(file=paper, width=PAPER_WIDTH, highlight=False, emoji=False, markup=False)
    console.print(*tables, sep="\n")
    print_text("".join(f"{line.rstrip()}\n" for line in paper.getvalue().splitlines()))
