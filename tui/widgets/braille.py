"""A line over a few months, drawn in braille dots with an axis of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.cells import fit

AXIS = 5
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


def line_chart(values: Sequence[float | None], labels: Sequence[str], width: int, height: int) -> list[str]:
    """`height` lines of `width` cells and one of labels; the scale is the values' own with some air around."""
    known = [value for value in values if value is not None]
    columns = width - AXIS - 1
    if len(known) < 2 or columns < 8:
        return []
    low, high = min(known) - 1, max(known) + 1
    grid = [[0] * columns for _ in range(height)]
    for x, y in _points(values, low, high, columns * 2, height * 4):
        grid[y // 4][x // 2] |= _DOTS[y % 4][x % 2]
    rows = ["".join(chr(0x2800 + dots) if dots else " " for dots in row) for row in grid]
    scale = {0: high, height - 1: low}
    drawn = [f"{scale[y]:>{AXIS}.0f}┤{row}" if y in scale else f"{'':{AXIS}}│{row}" for y, row in enumerate(rows)]
    return [*drawn, _labels(labels, columns)]


def _points(
    values: Sequence[float | None], low: float, high: float, width: int, height: int
) -> Iterator[tuple[int, int]]:
    """Every dot of the line; a month without a value breaks it."""
    last = len(values) - 1
    for place in range(last):
        left, right = values[place], values[place + 1]
        if left is None or right is None:
            continue
        first, end = place * (width - 1) // last, (place + 1) * (width - 1) // last
        previous = _row(left, low, high, height)
        for x in range(first, end + 1):
            y = _row(left + (right - left) * (x - first) / max(1, end - first), low, high, height)
            yield from ((x, each) for each in range(min(previous, y), max(previous, y) + 1))
            previous = y


def _row(value: float, low: float, high: float, height: int) -> int:
    return max(0, min(height - 1, round((high - value) / (high - low) * (height - 1))))


def _labels(labels: Sequence[str], columns: int) -> str:
    line = [" "] * (AXIS + 1 + columns)
    last = max(1, len(labels) - 1)
    for place, label in enumerate(labels):
        start = min(AXIS + 1 + place * (columns - 1) // last, len(line) - len(label))
        line[start : start + len(label)] = label
    return fit("".join(line), AXIS + 1 + columns)
