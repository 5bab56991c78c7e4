"""Wide characters stay whole where one widget lies over others (notices, drop-down lists).

Textual 8.2.8 cuts every line at the edges of all widgets, also of those that lie hidden below; a Chinese character
across such an edge is lost. Here hidden edges cut nothing. Private names: `Compositor.cuts`, `_render_chops`.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class _Covered:
    """The spans of one line that widgets further in front cover, merged and in order."""

    __slots__ = ("spans",)

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []

    def hides(self, x: int) -> bool:
        """Does one span reach from the left of `x` to the right of it?"""
        place = bisect_right(self.spans, (x, -1))
        return place > 0 and self.spans[place - 1][1] > x

    def add(self, left: int, right: int) -> None:
        if not any(first <= left and right <= last for first, last in self.spans):
            self.spans = [span for span in self.spans if not (left <= span[0] and span[1] <= right)]
            insort(self.spans, (left, right))


def _cuts(self: Compositor) -> list[list[int]]:
    """The edges on every line that can be seen."""
    if self._cuts is not None:
        return self._cuts
    width, height = self.size
    cuts = [{0, width} for _ in range(height)]
    covered = [_Covered() for _ in range(height)]
    for region, clip in self.visible_widgets.values():
        x, y, region_width, region_height = region.intersection(clip)
        if region_width and region_height:
            for line in range(max(0, y), min(height, y + region_height)):
                cuts[line].update(edge for edge in (x, x + region_width) if not covered[line].hides(edge))
                covered[line].add(x, x + region_width)
    self._cuts = [sorted(line) for line in cuts]
    return self._cuts


def _render_chops(
    self: Compositor, crop: Region, is_rendered_line: Callable[[int], bool]
) -> Sequence[Mapping[int, Strip]]:
    """Fill every piece of every line with the foremost widget; what begins or ends behind another one is left out."""
    cuts = self.cuts
    chops: list[dict[int, Strip | None]] = [dict.fromkeys(line[:-1]) for line in cuts]
    for region, clip, strips in self._get_renders(crop):
        shown = region.intersection(clip)
        first, last = shown.column_span
        for y, strip in zip(shown.line_range, strips, strict=False):
            if not is_rendered_line(y):
                continue
            own = [cut for cut in cuts[y] if first <= cut <= last]
            pieces = list(strip.divide([cut - first for cut in own if cut > first]))
            if own and own[0] != first:
                pieces = pieces[1:]
            for cut, piece in zip(own, pieces, strict=False):
                if chops[y].get(cut, piece) is None:
                    chops[y][cut] = piece
    return cast("Sequence[Mapping[int, Strip]]", chops)


def install() -> None:
    """Let every screen be composed so."""
    Compositor.cuts = property(_cuts)  # type: ignore[assignment, method-assign]
    Compositor._render_chops = _render_chops  # type: ignore[method-assign]
