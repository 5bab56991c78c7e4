"""Which township the flows of this process work for. Nothing of it goes into Prefect's records: a database address may
hold a password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from flows.cycle import Say
from supervision.queries.people import township_name
from supervision.settings import Settings, enter, read_settings


@dataclass(frozen=True, slots=True)
class Current:
    """The settings of whoever started the flows, and whom to tell of each step."""

    settings: Settings
    say: Say

    @property
    def township(self) -> str:
        """The township's code."""
        context = enter(self.settings)
        context.database.close()
        return context.township


_CURRENT: ContextVar[Current | None] = ContextVar("current", default=None)


@contextmanager
def working_for(settings: Settings, say: Say) -> Iterator[None]:
    token = _CURRENT.set(Current(settings, say))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current() -> Current:
    """What the command line set, else (a worker of Prefect) what the environment says."""
    return _CURRENT.get() or Current(read_settings(), lambda step: None)


def current_township() -> str:
    """The township's name."""
    context = enter(current().settings)
    try:
        with context.reading() as reading:
            return township_name(reading)
    finally:
        context.database.close()
