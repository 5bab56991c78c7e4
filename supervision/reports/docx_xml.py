"""Which elements a Word file is made of: runs, paragraphs, tables, sections. Which block becomes which: `docx`.

Text only ever enters as text nodes: nothing in it can become an element, a field or a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from supervision.reports.cells import readable
from supervision.reports.docx_look import LATIN, Face, Paper, twips

Element = Any
_SPACE = qn("xml:space")


def make(tag: str, **attributes: object) -> Element:
    """An element of the main namespace with its attributes."""
    found = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        found.set(qn(f"w:{name}"), str(value))
    return found


def run(text: str, face: Face) -> Element:
    """One run; East Asian font on every one, for Word would else take the theme's."""
    found = make("r")
    properties = make("rPr")
    properties.append(make("rFonts", hint="eastAsia", ascii=LATIN, hAnsi=LATIN, eastAsia=face.font, cs=LATIN))
    if face.bold:
        properties.append(make("b"))
    if face.colour:
        properties.append(make("color", val=face.colour))
    properties.append(make("sz", val=round(face.size * 2)))
    properties.append(make("szCs", val=round(face.size * 2)))
    found.append(properties)
    for place, line in enumerate(readable(text).replace("\r\n", "\n").split("\n")):
        if place:
            found.append(make("br"))
        piece = make("t")
        piece.set(_SPACE, "preserve")
        piece.text = line
        found.append(piece)
    return found


def text_of(element: Element) -> str:
    """What an element says, line breaks as such."""
    pieces = element.iter(qn("w:t"), qn("w:br"))
    return "".join("\n" if each.tag == qn("w:br") else each.text or "" for each in pieces)


def field(code: str, face: Face) -> list[Element]:
    """A field that Word fills in, such as PAGE."""
    found = []
    for kind in ("begin", None, "separate", "end"):
        one = run("", face)
        one.remove(one[-1])
        if kind is None:
            instruction = make("instrText")
            instruction.set(_SPACE, "preserve")
            instruction.text = code
            one.append(instruction)
        else:
            one.append(make("fldChar", fldCharType=kind))
        found.append(one)
    return found


def paragraph(
    *runs: Element,
    align: str | None = None,
    pitch: float | None = None,
    before: float = 0,
    after: float = 0,
    indent: Mapping[str, int] | None = None,
    keep_next: bool = False,
    new_page: bool = False,
    outline: int | None = None,
    line_below: Mapping[str, object] | None = None,
) -> Element:
    """One paragraph; `pitch` is the exact line pitch, `before` and `after` are points. Properties in schema order."""
    properties = make("pPr")
    if keep_next:
        properties.append(make("keepNext"))
    if new_page:
        properties.append(make("pageBreakBefore"))
    properties.append(make("widowControl", val=0))
    if line_below is not None:
        borders = make("pBdr")
        borders.append(make("bottom", **line_below))
        properties.append(borders)
    properties.append(make("snapToGrid", val=0))
    spacing: dict[str, object] = {"before": round(before * 20), "after": round(after * 20)}
    if pitch is not None:
        spacing |= {"line": round(pitch * 20), "lineRule": "exact"}
    properties.append(make("spacing", **spacing))
    if indent:
        properties.append(make("ind", **indent))
    if align:
        properties.append(make("jc", val=align))
    if outline is not None:
        properties.append(make("outlineLvl", val=outline))
    found = make("p")
    found.append(properties)
    found.extend(runs)
    return found


def keep_with_next(element: Element) -> None:
    """Leave a paragraph on the page of what follows it."""
    properties = element.find(qn("w:pPr"))
    if properties.find(qn("w:keepNext")) is None:
        properties.insert(0, make("keepNext"))


def room_below(element: Element, points: float) -> None:
    """At least so many points between a paragraph and what follows it."""
    spacing = element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    if spacing is not None and int(spacing.get(qn("w:after"))) < points * 20:
        spacing.set(qn("w:after"), str(round(points * 20)))


def table(widths: Sequence[float], borders: Mapping[str, int], cell_margin: int = 60) -> Element:
    """An empty table of fixed widths (millimetres); `borders` gives eighths of a point by side."""
    found = make("tbl")
    properties = make("tblPr")
    properties.append(make("tblW", w=sum(map(twips, widths)), type="dxa"))
    properties.append(make("jc", val="center"))
    lines = make("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        size = borders.get(side, 0)
        lines.append(make(side, val="single" if size else "nil", sz=size, space=0, color="000000"))
    properties.append(lines)
    properties.append(make("tblLayout", type="fixed"))
    margins = make("tblCellMar")
    for side in ("left", "right"):
        margins.append(make(side, w=cell_margin, type="dxa"))
    properties.append(margins)
    found.append(properties)
    grid = make("tblGrid")
    for width in widths:
        grid.append(make("gridCol", w=twips(width)))
    found.append(grid)
    return found


def row(cells: Sequence[Element], widths: Sequence[float], *, repeated: bool = False) -> Element:
    """One row that is not torn between pages; `repeated` on every page the table reaches."""
    found = make("tr")
    properties = make("trPr")
    properties.append(make("cantSplit"))
    if repeated:
        properties.append(make("tblHeader"))
    found.append(properties)
    for content, width in zip(cells, widths, strict=True):
        cell = make("tc")
        about = make("tcPr")
        about.append(make("tcW", w=twips(width), type="dxa"))
        about.append(make("vAlign", val="center"))
        cell.append(about)
        cell.append(content)
        found.append(cell)
    return found


def lay_out(section: Element, paper: Paper, footer: float, grid: Mapping[str, object] | None) -> None:
    """Give a section its paper; what refers to headers and footers stays first in it."""
    for name in ("type", "pgSz", "pgMar", "cols", "docGrid", "pgBorders"):
        for old in section.findall(qn(f"w:{name}")):
            section.remove(old)
    size: dict[str, object] = {"w": twips(paper.width), "h": twips(paper.height)}
    if paper.width > paper.height:
        size["orient"] = "landscape"
    section.append(make("type", val="nextPage"))
    section.append(make("pgSz", **size))
    margins = {side: twips(getattr(paper, side)) for side in ("top", "right", "bottom", "left")}
    section.append(make("pgMar", **margins, header=twips(15), footer=twips(footer), gutter=0))
    section.append(make("cols", space=425))
    if grid is not None:
        section.append(make("docGrid", **grid))
