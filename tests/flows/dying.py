"""Work in a child process that is hit, at a chosen boundary, by kill -9 or by a full disk."""

from __future__ import annotations

import errno
import os
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from flows.entry import run_months_plain
from supervision.domain.errors import SupervisionError
from supervision.settings import Settings
from tests.conftest import SECRETARY

DIED, TOLD = 77, 78
CUT, STOPPED = -1, -2
"""It died at the chosen boundary; it ended with a failure that people are told in words."""

Work = Callable[[], object]


def die() -> None:
    os._exit(DIED)


def disk_full() -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Boundaries:
    """Counts the places at which work can be cut, and cuts it at the one of that number."""

    def __init__(self, cut_at: int | None = None, fault: Callable[[], None] = die) -> None:
        self.count = 0
        self.cut_at = cut_at
        self.fault = fault

    def passed(self) -> None:
        self.count += 1
        if self.count == self.cut_at:
            self.fault()

    def around(self, owner: type[Any], name: str) -> None:
        """Cut before and after every call of this method."""
        original: Callable[..., Any] = getattr(owner, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            self.passed()
            result = original(*args, **kwargs)
            self.passed()
            return result

        setattr(owner, name, watched)

    def at_commits_and_files(self) -> None:
        self.around(Session, "commit")
        self.around(Path, "replace")

    def at_files(self) -> None:
        self.around(Path, "replace")

    def at_statements(self) -> None:
        """Cut before every statement, besides."""
        self.at_commits_and_files()
        event.listen(Engine, "before_cursor_execute", lambda *_: self.passed())


Watch = Callable[[Boundaries], None]


@dataclass(frozen=True, slots=True)
class Child:
    """Work under way in a process of its own."""

    pid: int
    told: int

    def outcome(self) -> int:
        """The number of boundaries it passed; CUT when it died at the chosen one, STOPPED when it told a failure."""
        with os.fdopen(self.told, "rb") as told:
            count = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if code in (DIED, TOLD):
            return CUT if code == DIED else STOPPED
        assert code == 0
        return int(count)


def started(work: Work, boundaries: Boundaries, watch: Watch = Boundaries.at_commits_and_files) -> Child:
    """Begin the work in a child that is cut where the boundaries say."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writer)
        return Child(pid, reader)
    try:
        watch(boundaries)
        work()
        os.write(writer, str(boundaries.count).encode())
        os._exit(0)
    except BaseException as error:
        traceback.print_exc()
        os._exit(TOLD if isinstance(error, SupervisionError) else 1)


def run_in_child(settings: Settings, period: str, cut_at: int | None, watch: Watch) -> int:
    """Run a month in a child; what became of it."""
    return started(
        lambda: run_months_plain(settings, [period], approve_as=SECRETARY), Boundaries(cut_at), watch
    ).outcome()
