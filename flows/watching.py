"""What becomes of a run whose Prefect server is gone: nothing is tried again there, and the work goes on without it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from flows.server import answers
from supervision.domain.errors import BadInput, Refused

LOOK_SECONDS = 1
MISSES = 3
"""A busy server may be silent for a moment; one that is gone stays silent."""


_LOG = logging.getLogger("flows")


@dataclass(slots=True)
class Server:
    """The server that keeps the record of our runs, as far as we know."""

    api_url: str
    gone: bool = False

    def lost(self, error: Exception) -> bool:
        """Did a run fail only because the server is gone? A refusal of ours is none of Prefect's."""
        if isinstance(error, BadInput | Refused):
            return False
        if not self.gone and not answers(self.api_url):
            self.gone = True
            _LOG.warning("the Prefect server is gone; the work goes on in plain calls")
        return self.gone


@contextmanager
def watching(api_url: str) -> Iterator[Server]:
    """As long as this lasts: when the server is gone, Prefect's client stops trying (it would for half an hour)."""
    from prefect.settings import get_current_settings

    ended = threading.Event()
    settings = get_current_settings()

    def look() -> None:
        missed = 0
        while missed < MISSES and not ended.wait(LOOK_SECONDS):
            missed = 0 if answers(api_url) else missed + 1
        if missed:
            settings.client.max_retries = 0

    watcher = threading.Thread(target=look, name="watching-prefect", daemon=True)
    watcher.start()
    try:
        yield Server(api_url)
    finally:
        ended.set()
        watcher.join()
