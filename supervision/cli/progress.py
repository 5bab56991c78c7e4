"""How far a long run has come, on stderr: a bar on a terminal, one line a month otherwise."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from supervision.i18n import Words


class Progress:
    """Shown while a run lasts; `on_step` is what the flows call, `on_rows` what an import does."""

    def __init__(self, words: Words) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
        from rich.progress import Progress as Bar

        self._words = words
        told = TextColumn("{task.description}", markup=False)
        columns = (BarColumn(bar_width=28), TaskProgressColumn(), told, TimeElapsedColumn())
        self._bar = Bar(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty(), transient=True)
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def tell(self, key: str) -> None:
        """What is under way before the first step."""
        self._bar.update(self._task, description=self._words(key))

    def on_rows(self, step: str, done: int, total: int) -> None:
        """What services call while they go through rows."""
        told = self._words(f"importing.step.{step}", done=f"{done:,}", total=f"{total:,}")
        self._bar.update(self._task, description=told, completed=done, total=total)

    def on_township(self, township: str, done: int, total: int) -> None:
        self._bar.update(self._task, description=township, completed=done, total=total)

    def on_step(self, period: str, step: str, done: int, total: int) -> None:
        """Where there is no bar, only that Prefect starts and that a month begins."""
        told = f"{period} {self._words(f'flows.step.{step}')}"
        self._bar.update(self._task, description=told, completed=done, total=total)
        if self._bar.disable and step in ("prefect", "plain", "open"):
            sys.stderr.write(f"{told}\n")
        elif step == "plain":
            self._bar.print(told, markup=False)  # it stays on the screen when the bar has gone
