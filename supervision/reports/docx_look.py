"""How a printed bulletin looks: paper, sizes and fonts of GB/T 9704-2012. Where each is used is `docx`'s question."""

from __future__ import annotations

from dataclasses import dataclass

LATIN = "Times New Roman"
SONG, FANG, KAI, HEI, TITLE = "宋体", "仿宋", "楷体", "黑体", "方正小标宋简体"
"""仿宋, not 仿宋_GB2312: that one lacks characters of names such as 石塝村."""
RED = "FF0000"


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


@dataclass(frozen=True, slots=True)
class Paper:
    """One way to lay the sheet; millimetres."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right


UPRIGHT = Paper(210, 297, top=37, right=26, bottom=35, left=28)
WIDE = Paper(297, 210, top=28, right=26, bottom=26, left=26)
MANY_COLUMNS = 11
"""From so many columns on a table is set in smaller type."""
ABOVE_TABLE = 4
"""Points between a paragraph and the table below it."""
NUMBER_BELOW = 7
"""Millimetres from the type area to the page number."""


@dataclass(frozen=True, slots=True)
class Face:
    """Font and size of a run; points."""

    font: str
    size: float
    bold: bool = False
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """All faces of a document; `pitch` is the exact line pitch in points, `table_pitch` that of table cells.

    28.95 points are 225 mm in 22 lines.
    """

    mark: Face
    number: Face
    title: Face
    subtitle: Face
    heading: Face
    subheading: Face
    body: Face
    lead: Face
    table: Face
    table_head: Face
    note: Face
    page: Face
    imprint: Face
    pitch: float
    table_pitch: float
    indent_characters: int
    smaller: float


CHINESE = Look(
    mark=Face(TITLE, 44, colour=RED),
    number=Face(FANG, 16),
    title=Face(TITLE, 22),
    subtitle=Face(KAI, 16),
    heading=Face(HEI, 16),
    subheading=Face(KAI, 16),
    body=Face(FANG, 16),
    lead=Face(FANG, 16, bold=True),
    table=Face(FANG, 10.5),
    table_head=Face(HEI, 10.5),
    note=Face(FANG, 10.5),
    page=Face(SONG, 14),
    imprint=Face(FANG, 14),
    pitch=28.95,
    table_pitch=15,
    indent_characters=2,
    smaller=1.5,
)
ENGLISH = Look(
    mark=Face(TITLE, 28, bold=True, colour=RED),
    number=Face(FANG, 12),
    title=Face(TITLE, 17, bold=True),
    subtitle=Face(KAI, 12),
    heading=Face(HEI, 13, bold=True),
    subheading=Face(KAI, 12, bold=True),
    body=Face(FANG, 12),
    lead=Face(FANG, 12, bold=True),
    table=Face(FANG, 9.5),
    table_head=Face(HEI, 9.5, bold=True),
    note=Face(FANG, 9.5),
    page=Face(SONG, 12),
    imprint=Face(FANG, 11),
    pitch=19,
    table_pitch=13,
    indent_characters=0,
    smaller=1,
)


def look_of(lang: str) -> Look:
    return CHINESE if lang == "zh" else ENGLISH
