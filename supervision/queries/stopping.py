"""Giving up a look that nobody waits for any more: another thread tells the database to stop working on it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from supervision.context import Reading
from supervision.domain.errors import Conflict

R = TypeVar("R")


class Stoppable:
    """One look at a time. `stop` may be called from any thread, also when nothing is being looked at."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: Any = None
        self._stopped = False

    def look(self, reading: Reading, query: Callable[[Reading], R]) -> R:
        """What the query gives. Raises Conflict when it was stopped meanwhile."""
        with self._lock:
            self._connection = reading.session.connection().connection.driver_connection
            self._stopped = False
        try:
            return query(reading)
        except DBAPIError as error:
            if self._stopped:
                raise Conflict("look-stopped") from error
            raise
        finally:
            with self._lock:
                self._connection = None

    def stop(self) -> None:
        """End the look that is under way, if there is one."""
        with self._lock:
            if self._connection is not None:
                self._stopped = True
                interrupt = getattr(self._connection, "interrupt", None) or self._connection.cancel_safe
                interrupt()
