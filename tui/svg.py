"""How a screen becomes a small SVG, the same bytes whenever the screen is the same. Which screens: `tui.pictures`."""

from __future__ import annotations

import html
import re
from itertools import groupby

from rich.cells import cell_len

CELL = 12.2
"""Width of a cell in Rich's SVG."""
FONTS = "'DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','Microsoft YaHei',monospace"
_RECT = re.compile(
    r'<rect fill="([^"]+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24.65" shape-rendering="crispEdges"/>'
)
_TEXT = re.compile(
    r'<text class="([^"]+)" x="([\d.]+)" y="([\d.]+)" textLength="[\d.]+" clip-path="[^"]+">([^<]*)</text>'
)


def mended(svg: str) -> str:
    """Rich gives a wide character one cell, names fonts of foreign servers and counts its ids: all put right.

    Each row of cells is one line of grounds and one line of texts, so that a difference can be read.
    """
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.S)
    svg = svg.replace("font-family: Fira Code, monospace;", f"font-family: {FONTS};")
    svg = svg.replace("font-variant-east-asian: full-width;", "")
    svg = re.sub(r'<clipPath id="terminal-\d+-line-\d+">.*?</clipPath>', "", svg, flags=re.S)
    svg = re.sub(f"(?:{_RECT.pattern})+", lambda found: _grounds(found.group()), svg)
    svg = re.sub(rf"(?:{_TEXT.pattern}\s*)+", lambda found: _texts(found.group()), svg)
    svg = svg.replace("</style>", "rect { shape-rendering: crispEdges }\n    </style>", 1)
    svg = re.sub(r"terminal-\d+-", "", svg)
    return re.sub(r"\s*\n\s*", "\n", svg)


def words_of(line: str) -> str:
    """What a line of such a picture says, where it stands."""
    said = ""
    for x, text in re.findall(r'<text class="[^"]+" x="([\d.]+)"[^>]*>([^<]*)</text>', line):
        said += " " * (round(float(x) / CELL) - cell_len(said)) + html.unescape(text)
    return said


def _grounds(found: str) -> str:
    """Neighbours of one colour are one rectangle."""
    rows: list[str] = []
    for y, row in groupby(_RECT.findall(found), key=lambda each: each[2]):
        for fill, same in groupby(row, key=lambda each: each[0]):
            run = list(same)
            width = sum(float(each[3]) for each in run)
            rows.append(f'<rect fill="{fill}" x="{run[0][1]}" y="{y}" width="{width:g}" height="24.65"/>')
        rows.append("\n")
    return "".join(rows)


def _texts(found: str) -> str:
    rows: list[str] = []
    for y, row in groupby(_TEXT.findall(found), key=lambda each: each[2]):
        rows += [_runs(style, float(x), y, html.unescape(text)) for style, x, _, text in row]
        rows.append("\n")
    return "".join(rows)


def _runs(style: str, x: float, y: str, text: str) -> str:
    """One text element for each run of characters of the same width, at its own place; blanks need none."""
    drawn: list[str] = []
    for _, run in groupby(text, key=lambda each: (cell_len(each), each in " \xa0")):
        part = "".join(run)
        width = cell_len(part) * CELL
        if part.strip():
            drawn.append(f'<text class="{style}" x="{x:g}" y="{y}" textLength="{width:g}">{html.escape(part)}</text>')
        x += width
    return "".join(drawn)
