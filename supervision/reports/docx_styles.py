"""Which named styles of a template say how a document looks: what an office changes in Word instead of in code.

A style that the template lacks keeps the look of GB/T 9704-2012 (`docx_look`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from docx.oxml.ns import qn

from supervision.reports.docx_look import LATIN, Face, Look, Paper, look_of
from supervision.reports.docx_xml import Element, make

STYLES = {
    "mark": "公文-红头",
    "number": "公文-发文字号",
    "title": "公文-标题",
    "subtitle": "公文-副标题",
    "heading": "公文-一级标题",
    "subheading": "公文-二级标题",
    "body": "公文-正文",
    "lead": "公文-段首",
    "table": "公文-表格",
    "table_head": "公文-表头",
    "note": "公文-附注",
    "page": "公文-页码",
    "imprint": "公文-版记",
}
"""Faces of a `Look` → names of styles. Line pitch and indent are those of 正文, the pitch of cells that of 表格."""
_MM = 25.4 / 1440


def add_styles(file: Any, look: Look) -> None:
    """Put the named styles into a new template."""
    for name, style in STYLES.items():
        file.styles.element.append(_style(name, style, getattr(look, name), look))
    normal = file.styles["Normal"].element.get_or_add_rPr()
    for old in normal.findall(qn("w:rFonts")):
        normal.remove(old)
    normal.insert(0, _fonts(look.body))


def _fonts(face: Face) -> Element:
    return make("rFonts", ascii=LATIN, hAnsi=LATIN, eastAsia=face.font, cs=LATIN)


def _style(name: str, shown: str, face: Face, look: Look) -> Element:
    found = make("style", type="paragraph", customStyle=1, styleId=f"Official{name.title().replace('_', '')}")
    found.append(make("name", val=shown))
    found.append(make("basedOn", val="Normal"))
    found.append(make("qFormat"))
    about = make("pPr")
    pitch = look.table_pitch if name in ("table", "table_head", "note") else look.pitch
    about.append(make("spacing", before=0, after=0, line=round(pitch * 20), lineRule="exact"))
    if name == "body" and look.indent_characters:
        about.append(make("ind", firstLineChars=100 * look.indent_characters, firstLine=round(face.size * 40)))
    found.append(about)
    properties = make("rPr")
    properties.append(_fonts(face))
    if face.bold:
        properties.append(make("b"))
    if face.colour:
        properties.append(make("color", val=face.colour))
    properties.append(make("sz", val=round(face.size * 2)))
    found.append(properties)
    return found


def look_in(file: Any, lang: str) -> Look:
    """The look that the template's named styles ask for."""
    usual = look_of(lang)
    styles = {each.find(qn("w:name")).get(qn("w:val")): each for each in file.styles.element.findall(qn("w:style"))}
    faces: dict[str, Any] = {name: _face(styles.get(STYLES[name]), getattr(usual, name)) for name in STYLES}
    pitch = _pitch(styles.get(STYLES["body"]), usual.pitch)
    table_pitch = _pitch(styles.get(STYLES["table"]), usual.table_pitch)
    return replace(usual, pitch=pitch, table_pitch=table_pitch, **faces)


def _face(style: Element | None, usual: Face) -> Face:
    properties = style.find(qn("w:rPr")) if style is not None else None
    if properties is None:
        return usual
    found = usual
    fonts, size, colour = (properties.find(qn(f"w:{name}")) for name in ("rFonts", "sz", "color"))
    if fonts is not None and fonts.get(qn("w:eastAsia")):
        found = replace(found, font=fonts.get(qn("w:eastAsia")))
    if size is not None:
        found = replace(found, size=int(size.get(qn("w:val"))) / 2)
    colours = None if colour is None else colour.get(qn("w:val"))
    bold = properties.find(qn("w:b"))
    return replace(found, bold=bold is not None and bold.get(qn("w:val")) not in ("0", "false"), colour=colours)


def _pitch(style: Element | None, usual: float) -> float:
    spacing = style.find(f"{qn('w:pPr')}/{qn('w:spacing')}") if style is not None else None
    if spacing is None or spacing.get(qn("w:lineRule")) != "exact":
        return usual
    points = int(spacing.get(qn("w:line"))) / 20
    return usual if abs(points - usual) < 0.05 else points  # twips are no finer


def paper_in(section: Element) -> Paper:
    """The sheet of a template's section; millimetres."""
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    sides = {side: int(margins.get(qn(f"w:{side}"))) * _MM for side in ("top", "right", "bottom", "left")}
    return Paper(int(size.get(qn("w:w"))) * _MM, int(size.get(qn("w:h"))) * _MM, **sides)
