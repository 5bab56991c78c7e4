"""Giving up a look that nobody waits for any more: another thread tells the database to stop working on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from supervision.context import Reading
from supervision.domain.errors import Conflict

R = TypeVar("R")


@dataclass(slots=True)
class _Look:
    """One look under way, on the driver's own connection."""

    connection: Any
    stopped: bool = False


class Stoppable:
    """Looks of which only the newest is waited for. `stop` may be called from any thread, at any time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._newest: _Look | None = None

    def look(self, reading: Reading, query: Callable[[Reading], R]) -> R:
        """What the query gives. Raises Conflict when it was stopped meanwhile."""
        own = _Look(reading.session.connection().connection.driver_connection)
        with self._lock:
            self._newest = own
        try:
            return query(reading)
        except DBAPIError as error:
            if own.stopped:
                raise Conflict("look-stopped") from error
            raise
        finally:
            with self._lock:
                own.connection = None

    def stop(self) -> None:
        """End the newest look, if it is still under way."""
        with self._lock:
            if self._newest is not None and self._newest.connection is not None:
                self._newest.stopped = True
                stop = getattr(self._newest.connection, "interrupt", None) or self._newest.connection.cancel_safe
                stop()
