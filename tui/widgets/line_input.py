"""One line of typed text: nothing is selected on entering, so that the next letter never erases what stands there."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import Input


class LineInput(Input):
    """An input whose caret stands where an input method shows what is being composed."""

    def __init__(self, value: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(value, select_on_focus=False, compact=True, id=id, classes=classes)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Textual puts it one cell too far at the end of the text."""
        x, y, _width, _height = self.content_region
        scrolled, _ = self.scroll_offset
        return Offset(x + self._position_to_cell(self.cursor_position) - int(scrolled), y)
