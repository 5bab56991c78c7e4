"""How a chart is drawn in a page of HTML: one SVG, its words escaped, its figures beside the bars and points."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from html import escape

from supervision.reports.cells import readable
from supervision.reports.document import Chart

_WIDTH, _HEIGHT, _LEFT, _TOP, _FOOT = 600, 240, 30, 30, 40
_COLOURS = ("#c00000", "#7f7f7f", "#1f4e79", "#bf9000")


def svg_chart(chart: Chart) -> str:
    """Bars from nought; lines from a little below their lowest value, or their ups and downs would not be seen."""
    given = [value for _, values in chart.series for value in values if value is not None]
    top = Decimal(max([*given, Decimal(0)]))
    low = Decimal(min(given)) if given and chart.kind == "line" else Decimal(0)
    low -= (top - low) / 5 if chart.kind == "line" else 0
    parts = list(_series(chart, low, top if top > low else low + 1))
    step = (_WIDTH - _LEFT) / max(1, len(chart.categories))
    base = _HEIGHT - _FOOT
    for place, name in enumerate(chart.categories):
        parts.append(_text(_LEFT + step * (place + 0.5), base + 14, name))
    for place, (name, _) in enumerate(chart.series):
        left = _LEFT + place * 140
        parts.append(f'<rect x="{left}" y="{_HEIGHT - 12}" width="9" height="9" fill="{_colour(place)}"/>')
        parts.append(_text(left + 14, _HEIGHT - 4, name, "start"))
    parts.append(f'<line x1="{_LEFT}" y1="{base}" x2="{_WIDTH}" y2="{base}" stroke="#000"/>')
    title = _text(_WIDTH / 2, 14, chart.title)
    return f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">{title}{"".join(parts)}</svg>'


def _colour(place: int) -> str:
    return _COLOURS[place % len(_COLOURS)]


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(readable(text))}</text>'


def _series(chart: Chart, low: Decimal, top: Decimal) -> Iterator[str]:
    step = (_WIDTH - _LEFT) / max(1, len(chart.categories))
    base, high = _HEIGHT - _FOOT, _HEIGHT - _FOOT - _TOP
    for place, (_, values) in enumerate(chart.series):
        heights = [None if value is None else float((value - low) / (top - low)) * high for value in values]
        if chart.kind == "line":
            yield from _lines([None if up is None else base - up for up in heights], step, _colour(place))
        width = step * 0.7 / len(chart.series)
        for at, (value, up) in enumerate(zip(values, heights, strict=True)):
            if up is None:
                continue
            left = _LEFT + step * (at + 0.15) + width * place
            if chart.kind == "bar":
                size = f'width="{width:.1f}" height="{up:.1f}"'
                yield f'<rect x="{left:.1f}" y="{base - up:.1f}" {size} fill="{_colour(place)}"/>'
            if chart.kind == "bar" or place == 0:
                x = left + width / 2 if chart.kind == "bar" else _LEFT + step * (at + 0.5)
                yield _text(x, base - up - 4, str(value))


def _lines(heights: list[float | None], step: float, colour: str) -> Iterator[str]:
    """One line for each run of values; what is missing leaves a gap."""
    points: list[str] = []
    for at, y in enumerate([*heights, None]):
        if y is not None:
            points.append(f"{_LEFT + step * (at + 0.5):.1f},{y:.1f}")
        elif points:
            yield f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" stroke-width="2"/>'
            points = []
