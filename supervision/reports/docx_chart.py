"""How a chart becomes a native chart of Word: bars or lines whose figures lie in the file, no workbook behind them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from supervision.reports.cells import readable
from supervision.reports.document import Chart
from supervision.reports.docx_look import FANG, LATIN
from supervision.reports.docx_xml import Element

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_COLOURS = ("C00000", "7F7F7F", "1F4E79", "BF9000")
_EMU = 36000
"""English Metric Units in a millimetre."""
HEIGHT = 62
_TEXT = (
    f'<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="{LATIN}"/><a:ea typeface="{FANG}"/>'
    '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
)


def chart_run(chart: Chart, file: Any, place: int, width: float) -> Element:
    """A run that shows the chart; its part is added to the file. `place` counts the charts, `width` is millimetres."""
    package = file.part.package
    part = Part(PackURI(f"/word/charts/chart{place}.xml"), _TYPE, _space(chart).encode(), package)
    relation = file.part.relate_to(part, _RELATION)
    return parse_xml(
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        f'xmlns:a="{_MAIN}" xmlns:c="{_CHART}" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<w:rPr><w:rFonts w:eastAsia="{FANG}"/></w:rPr><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{round(width * _EMU)}" cy="{HEIGHT * _EMU}"/>'
        f'<wp:docPr id="{place}" name="chart {place}" descr={_quoted(chart.title)}/>'
        f'<a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def _plain(text: str) -> str:
    return escape(readable(text))


def _quoted(text: str) -> str:
    return '"' + escape(readable(text).replace("\n", " "), {'"': "&quot;"}) + '"'


def _space(chart: Chart) -> str:
    kind = "barChart" if chart.kind == "bar" else "lineChart"
    series = "".join(_series(chart, place) for place in range(len(chart.series)))
    bars = '<c:barDir val="col"/><c:grouping val="clustered"/>'
    head = bars if chart.kind == "bar" else '<c:grouping val="standard"/>'
    tail = '<c:gapWidth val="60"/>' if chart.kind == "bar" else '<c:marker val="1"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{_CHART}" xmlns:a="{_MAIN}"><c:roundedCorners val="0"/><c:chart>{_title(chart.title)}'
        f'<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:{kind}>{head}<c:varyColors val="0"/>{series}{tail}'
        f'<c:axId val="1"/><c:axId val="2"/></c:{kind}>{_axes()}</c:plotArea>'
        '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend><c:plotVisOnly val="1"/>'
        f'<c:dispBlanksAs val="gap"/></c:chart>{_TEXT}</c:chartSpace>'
    )


def _title(text: str) -> str:
    face = f'<a:rPr lang="zh-CN" sz="1100" b="0"><a:latin typeface="{LATIN}"/><a:ea typeface="{FANG}"/></a:rPr>'
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r>{face}<a:t>{_plain(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _series(chart: Chart, place: int) -> str:
    name, values = chart.series[place]
    colour = f'<a:solidFill><a:srgbClr val="{_COLOURS[place % len(_COLOURS)]}"/></a:solidFill>'
    look = colour if chart.kind == "bar" else f'<a:ln w="22225">{colour}</a:ln>'
    names = "".join(f'<c:pt idx="{at}"><c:v>{_plain(each)}</c:v></c:pt>' for at, each in enumerate(chart.categories))
    given = [(at, value) for at, value in enumerate(values) if value is not None]
    points = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in given)
    straight = "" if chart.kind == "bar" else '<c:smooth val="0"/>'
    count = f'<c:ptCount val="{len(values)}"/>'
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:v>{_plain(name)}</c:v></c:tx>'
        f"<c:spPr>{look}</c:spPr><c:cat><c:strLit>{count}{names}</c:strLit></c:cat>"
        f"<c:val><c:numLit><c:formatCode>General</c:formatCode>{count}{points}</c:numLit></c:val>{straight}</c:ser>"
    )


def _axes() -> str:
    shared = '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
    line = '<a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln>'
    pale = f"<c:majorGridlines><c:spPr>{line}</c:spPr></c:majorGridlines>"
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return (
        f'<c:catAx><c:axId val="1"/>{shared}<c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{ticks}<c:tickLblPos val="low"/><c:crossAx val="2"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/>{shared}<c:axPos val="l"/>{pale}'
        f'<c:numFmt formatCode="General" sourceLinked="0"/>{ticks}'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="1"/></c:valAx>'
    )
