"""A row of figures with their names: how many tasks stand where."""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.marks import TONES


@dataclass(frozen=True, slots=True)
class Tile:
    name: str
    figure: int | str
    tone: str = ""


class Tiles(Widget):
    """One line of figures; those that find no room are left out from the end."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()

    def show(self, *tiles: Tile) -> None:
        self.tiles = tiles
        self.refresh()

    def render(self) -> Content:
        room = self.content_size.width
        parts: list[Content] = []
        for tile in self.tiles:
            figure = f" {tile.figure} "
            room -= cell_len(figure) + cell_len(tile.name) + 3
            if room < -3:
                break
            tone = TONES[tile.tone]
            parts.append(
                Content.assemble((figure, f"bold {tone}" if tone else "bold"), (f"{tile.name}", "$quiet"), "   ")
            )
        return Content("").join(parts)
