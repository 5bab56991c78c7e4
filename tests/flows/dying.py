"""A run of the cycle in a child process that dies, as by kill -9, at a chosen boundary."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

from flows.entry import run_months_plain
from supervision.settings import Settings
from tests.conftest import SECRETARY

DIED = 77
CUT = -1


class Boundaries:
    """Counts the places at which a run can be cut, and cuts it at the one of that number."""

    def __init__(self, cut_at: int | None = None) -> None:
        self.count = 0
        self.cut_at = cut_at

    def passed(self) -> None:
        self.count += 1
        if self.count == self.cut_at:
            os._exit(DIED)

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

    def at_statements(self) -> None:
        """Cut before every statement, besides."""
        self.at_commits_and_files()
        event.listen(Engine, "before_cursor_execute", lambda *_: self.passed())


def run_in_child(settings: Settings, period: str, cut_at: int | None, watch: Callable[[Boundaries], None]) -> int:
    """Run a month in a child; the number of boundaries it passed, or CUT when it died at the chosen one."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            boundaries = Boundaries(cut_at)
            watch(boundaries)
            run_months_plain(settings, [period], approve_as=SECRETARY)
            os.write(writer, str(boundaries.count).encode())
            os._exit(0)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        count = told.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code == DIED:
        return CUT
    assert code == 0
    return int(count)
