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
    """Bars or lines from nought to the highest value."""
    given = [value for _, values in chart.series for value in values if value is not None]
    top = max([*given, Decimal(0)]) or Decimal(1)
    parts = list(_series(chart, Decimal(top)))
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


def _series(chart: Chart, top: Decimal) -> Iterator[str]:
    step = (_WIDTH - _LEFT) / max(1, len(chart.categories))
    base, high = _HEIGHT - _FOOT, _HEIGHT - _FOOT - _TOP
    for place, (_, values) in enumerate(chart.series):
        points = []
        for at, value in enumerate(values):
            if value is None:
                continue
            y = base - float(Decimal(value) / top) * high
            width = step * 0.7 / len(chart.series)
            x = _LEFT + step * (at + 0.15) + width * place
            if chart.kind == "bar":
                size = f'width="{width:.1f}" height="{base - y:.1f}"'
                yield f'<rect x="{x:.1f}" y="{y:.1f}" {size} fill="{_colour(place)}"/>'
            x = x + width / 2 if chart.kind == "bar" else _LEFT + step * (at + 0.5)
            points.append(f"{x:.1f},{y:.1f}")
            yield _text(x, y - 3, str(value))
        if chart.kind == "line":
            yield f'<polyline points="{" ".join(points)}" fill="none" stroke="{_colour(place)}" stroke-width="2"/>'
