"""How a document becomes one page of HTML that prints as A4: what people wrote is escaped, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from html import escape
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
    Signature,
    SignatureLines,
    Table,
    TearLine,
    Title,
    Workbook,
)
from supervision.reports.svg import svg_chart

_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm }
body { max-width: 156mm; margin: 2em auto; padding: 0 1em; color: #000; background: #fff;
  font: 16pt/1.75 'Times New Roman', FangSong, 仿宋, STFangsong, 'Noto Serif CJK SC', serif }
@media print { body { margin: 0; padding: 0; max-width: none } }
.mark { border: 1px solid; padding: .2em .6em; font-size: 12pt }
.issuer { color: #c00; text-align: center; font-size: 36pt; margin: .3em 0 0 }
.number { text-align: center; border-bottom: 2pt solid #c00; padding-bottom: .3em; margin: 0 0 1.2em }
h1 { font: 22pt/1.5 FZXiaoBiaoSong-B05S, 'Noto Serif CJK SC', serif; text-align: center; margin: .6em 0 }
.subtitle { text-align: center }
h2 { font: 16pt/1.75 SimHei, 黑体, 'Noto Sans CJK SC', sans-serif; margin: .4em 0 0; text-indent: 2em }
h3 { font: 16pt/1.75 KaiTi, 楷体, 'Noto Serif CJK SC', serif; margin: .2em 0 0; text-indent: 2em }
h4 { font: 12pt/1.6 SimHei, 'Noto Sans CJK SC', sans-serif; margin: 1em 0 .3em }
p { margin: 0; text-indent: 2em } .flush { text-indent: 0 } .right { text-align: right; text-indent: 0 }
table { border-collapse: collapse; width: 100%; font-size: 10.5pt; line-height: 1.4; margin: .4em 0 1em }
thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 1px solid #000; padding: .15em .35em; vertical-align: middle }
th { font-family: SimHei, 'Noto Sans CJK SC', sans-serif; font-weight: normal }
.text { text-align: left } .centred, .date { text-align: center } .number-cell { text-align: right }
.form th { width: 19% }
.tear { border-top: 1px dashed #000; margin-top: 1em; text-align: center; text-indent: 0 }
.chart { display: block; width: 100%; font-size: 10px } .annex, .break { break-before: page }
.note { font-size: 10.5pt; text-indent: 0; overflow-wrap: anywhere }
.imprint { border: solid #000; border-width: 1pt 0; font-size: 14pt; margin-top: 2em } .imprint p { text-indent: 1em }
"""


def render_html(content: Document | Workbook, lang: str) -> bytes:
    """UTF-8; no script, nothing from elsewhere."""
    if isinstance(content, Workbook):
        parts = [_told("h1", content.title)]
        for sheet in content.sheets:
            parts += [_told("h2", sheet.title), *_parts(Table(sheet.columns, tuple(sheet.rows)), lang)]
    else:
        parts = [part for block in with_short_dates(content, lang).blocks for part in _parts(block, lang)]
    mark = [_classed("p", content.mark, "mark flush")] if content.mark else []
    head = (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_plain(content.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return (head + "\n".join([*mark, *parts]) + "\n</body>\n</html>\n").encode()


def _plain(text: str) -> str:
    return escape(readable(text)).replace("\n", "<br>")


def _told(tag: str, text: str) -> str:
    return f"<{tag}>{_plain(text)}</{tag}>"


def _classed(tag: str, text: str, kind: str) -> str:
    return f'<{tag} class="{kind}">{_plain(text)}</{tag}>'


@singledispatch
def _parts(block: Any, lang: str) -> Iterator[str]:
    raise TypeError(block)


@_parts.register
def _(block: Letterhead, lang: str) -> Iterator[str]:
    yield _classed("p", block.issuer, "issuer flush")
    yield _classed("p", block.number, "number flush")


@_parts.register
def _(block: Title, lang: str) -> Iterator[str]:
    yield _told("h1", block.text)
    if block.subtitle:
        yield _classed("p", block.subtitle, "subtitle flush")


@_parts.register
def _(block: Addressee, lang: str) -> Iterator[str]:
    yield _classed("p", block.text, "flush")


@_parts.register
def _(block: Heading, lang: str) -> Iterator[str]:
    yield _told(f"h{block.level + 1}", block.text)


@_parts.register
def _(block: Paragraph, lang: str) -> Iterator[str]:
    lead = f"<b>{_plain(block.lead)}</b>" if block.lead else ""
    yield f"<p>{lead}{_plain(block.text)}</p>"


@_parts.register
def _(block: Table, lang: str) -> Iterator[str]:
    kinds = ["number-cell" if column.kind == "number" else column.kind for column in block.columns]
    head = "".join(_told("th", column.title) for column in block.columns)
    rows = (
        "".join(_classed("td", shown_cell(value, lang), kind) for value, kind in zip(row, kinds, strict=True))
        for row in block.rows
    )
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    yield f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


@_parts.register
def _(block: Attachments, lang: str) -> Iterator[str]:
    for place, name in enumerate(block.names, 1):
        yield _told("p", f"{block.label if place == 1 else ''}{place}. {name}")


@_parts.register
def _(block: Signature, lang: str) -> Iterator[str]:
    yield _classed("p", block.issuer, "right")
    yield _classed("p", block.day, "right")


@_parts.register
def _(block: Annex, lang: str) -> Iterator[str]:
    yield _classed("p", block.label, "flush annex")
    yield _told("h1", block.title)


@_parts.register
def _(block: Note, lang: str) -> Iterator[str]:
    yield _classed("p", block.text, "note")


@_parts.register
def _(block: Imprint, lang: str) -> Iterator[str]:
    inside = _told("p", block.copies) + _told("p", f"{block.office}　{block.day}")
    yield f'<div class="imprint">{inside}</div>'


@_parts.register
def _(block: Form, lang: str) -> Iterator[str]:
    widest = max(len(row) for row in block.rows)
    lines = []
    for row in block.rows:
        spare = 2 * (widest - len(row))
        cells = []
        for place, (label, value) in enumerate(row, start=1):
            span = f' colspan="{1 + spare}"' if spare and place == len(row) else ""
            cells.append(f"{_told('th', label)}<td{span}>{_plain(shown_cell(value, lang))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    yield '<table class="form">\n' + "\n".join(lines) + "\n</table>"


@_parts.register
def _(block: Chart, lang: str) -> Iterator[str]:
    yield svg_chart(block)


@_parts.register
def _(block: PageBreak, lang: str) -> Iterator[str]:
    yield '<div class="break"></div>'


@_parts.register
def _(block: TearLine, lang: str) -> Iterator[str]:
    yield _classed("p", block.text, "tear")


@_parts.register
def _(block: SignatureLines, lang: str) -> Iterator[str]:
    for label in block.labels:
        yield _classed("p", f"{label}＿＿＿＿＿＿＿＿", "flush")
