"""Figures as bars and small trends, in text: the number always stands beside them."""

from __future__ import annotations

from collections.abc import Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉"
_STEPS = "▁▂▃▄▅▆▇█"


def bar(value: float, whole: float, width: int) -> str:
    """A bar of `width` cells, exact to an eighth of a cell."""
    share = 0.0 if whole <= 0 else max(0.0, min(1.0, value / whole))
    eighths = round(share * width * 8)
    full, rest = divmod(eighths, 8)
    drawn = "█" * full + (_EIGHTHS[rest] if rest else "")
    return drawn.ljust(width)


def spark(values: Sequence[float | None], low: float, high: float) -> str:
    """One cell a value, · where there is none."""
    span = high - low or 1.0
    return "".join(
        "·" if value is None else _STEPS[max(0, min(7, int((value - low) / span * 7.999)))] for value in values
    )


def change(by: int | float | None, places: int = 0) -> str:
    """▲ 2, ▼ 1, – for no change, nothing where it is not known."""
    if by is None:
        return ""
    if by == 0:
        return "–"
    return f"{'▲' if by > 0 else '▼'}{abs(by):.{places}f}"
