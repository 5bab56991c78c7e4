"""How a workbook's charts become Excel's own: one sheet, each chart above the figures it draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from supervision.reports.cells import readable
from supervision.reports.document import Chart, Workbook, charted

_COLOURS = ("#70AD47", "#5B9BD5", "#C00000", "#FFC000")
"""Of several series in their order; a lone one takes the second."""
_ROWS, _COLUMNS, _WIDE, _NARROW = 16, 8, 24, 12
"""Rows that a picture covers; columns of the sheet; widths in characters of the first and of the others."""
_SIZE = {"width": 790, "height": 310}
_A4 = 9


def write_overview(file: Any, name: str, workbook: Workbook, styles: dict[str, Any], font: str) -> None:
    """The last sheet of a workbook, one upright page of A4."""
    sheet = file.add_worksheet(name)
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, _COLUMNS - 1, _NARROW)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, readable(workbook.title), styles["title"])
    row = 2
    for chart in workbook.charts:
        first = row + _ROWS
        _figures(sheet, first, chart, styles)
        sheet.insert_chart(row, 0, _drawn(file, name, first, chart, font))
        row = first + len(chart.categories) + 2
    sheet.hide_gridlines(2)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 1)


def _figures(sheet: Any, first: int, chart: Chart, styles: dict[str, Any]) -> None:
    table = charted(chart)
    for place, column in enumerate(table.columns):
        sheet.write_string(first, place, readable(column.title), styles["head"])
    for at, name in enumerate(chart.categories):
        sheet.write_string(first + 1 + at, 0, readable(name), styles["text"])
        for place, (_, values) in enumerate(chart.series, start=1):
            sheet.write(first + 1 + at, place, values[at], styles["count"])


def _drawn(file: Any, name: str, first: int, chart: Chart, font: str) -> Any:
    """Columns or lines; columns of several series stand on each other, for they are parts of one whole."""
    parts = len(chart.series)
    kind: dict[str, str] = {"type": "column" if chart.kind == "bar" else "line"}
    if chart.kind == "bar" and parts > 1:
        kind["subtype"] = "stacked"
    drawn = file.add_chart(kind)
    for place, (title, values) in enumerate(chart.series, start=1):
        drawn.add_series(_series(name, first, place, title, chart.categories, values, parts))
    look = {"name": font, "size": 10}
    drawn.set_title({"name": readable(chart.title), "name_font": look | {"size": 13}, "overlay": False})
    drawn.set_x_axis({"num_font": look})
    drawn.set_y_axis({"num_font": look, "min": 0, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    drawn.set_legend({"none": True} if parts == 1 else {"position": "bottom", "font": look})
    drawn.set_size(_SIZE)
    return drawn


def _series(
    name: str, first: int, place: int, title: str, categories: Sequence[str], values: Sequence[Any], parts: int
) -> dict[str, Any]:
    """What is drawn, with its figures: rows already written are not in memory for the writer to look up."""
    last = first + len(categories)
    colour = _COLOURS[1] if parts == 1 else _COLOURS[(place - 1) % len(_COLOURS)]
    return {
        "name": readable(title),
        "categories": [name, first + 1, 0, last, 0],
        "values": [name, first + 1, place, last, place],
        "categories_data": [readable(each) for each in categories],
        "values_data": [None if each is None else float(each) for each in values],
        "fill": {"color": colour},
        "line": {"color": colour},
        "gap": 60,
        "data_labels": {"value": True, "num_format": "0;;"},
    }
