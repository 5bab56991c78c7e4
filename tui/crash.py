"""What is kept and said when something happens that nobody foresaw: a note in a file, a short word on the screen."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.segment import Segment, Segments

from supervision.i18n import Words
from tui.guard import harmless

NOTES = "supervision-tui.log"
_LOG = logging.getLogger("tui")


@contextmanager
def noted_beside(folder: Path) -> Iterator[None]:
    """Keep notes in that folder; the file comes into being with the first one."""
    handler = logging.FileHandler(folder / NOTES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    _LOG.addHandler(handler)
    try:
        yield
    finally:
        _LOG.removeHandler(handler)
        handler.close()


def note(error: BaseException) -> None:
    """Keep where it happened, without the values of variables."""
    lines = "".join(traceback.format_exception(error)).splitlines()
    _LOG.error("%s", "\n".join(harmless(line) for line in lines))


def report(words: Words) -> Segments:
    """The sentence that stands in the terminal after the program has ended; call it while handling the exception."""
    error = sys.exc_info()[1]
    if error is not None:
        note(error)
    kind = type(error).__name__ if error is not None else ""
    sentence = harmless(words("tui.crash", kind=kind, notes=NOTES))
    return Segments([Segment(sentence), Segment.line()])
