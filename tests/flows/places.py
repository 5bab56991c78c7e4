"""Where the township of a fault lies: a copy of one starting state, in SQLite or in PostgreSQL."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from supervision.store.database import Database
from tests.conftest import TOWNSHIP
from tests.database_digest import content, folder_digest
from tests.flows.standing import StandingStill
from tests.postgres import administer

Content = tuple[dict[str, list[str]], dict[str, str]]
NO_CONTENT = {"task": {"id"}}
CLOCK: Mapping[str, set[str]] = {
    "card": {"issued_at"},
    "month": {"approved_at"},
    "notice": {"written_at"},
    "step": {"done_at"},
    "task": {"id", "opened_at"},
    "trail": {"at", "hash", "rows", "previous"},
}
"""What only tells when somebody did it."""


@dataclass(frozen=True, slots=True)
class Copy:
    """One township of a fault's own."""

    url: str
    folder: Path

    def at(self, moment: datetime) -> StandingStill:
        """A door to it at that moment."""
        return StandingStill(self.url, "en", None, None, ZoneInfo("Asia/Shanghai"), TOWNSHIP, moment)

    def content(self, without: Mapping[str, set[str]] = NO_CONTENT) -> Content:
        """Every row and every document, but for those columns."""
        database = Database(self.url)
        try:
            return content(database, without), folder_digest(self.folder / "documents")
        finally:
            database.close()


class Place(Protocol):
    """A starting state that can be copied."""

    @property
    def name(self) -> str: ...

    def copy(self) -> AbstractContextManager[Copy]: ...


@dataclass(frozen=True, slots=True)
class InSqlite:
    name: ClassVar[str] = "SQLite"
    start: Path
    folder: Path

    @contextmanager
    def copy(self) -> Iterator[Copy]:
        with _folder(self.folder) as folder:
            yield Copy(str(shutil.copyfile(self.start, folder / "supervision.db")), folder)


@dataclass(frozen=True, slots=True)
class InPostgres:
    name: ClassVar[str] = "PostgreSQL"
    server: str
    template: str
    folder: Path

    @contextmanager
    def copy(self) -> Iterator[Copy]:
        name = f"fault_{uuid.uuid4().hex[:12]}"
        administer(self.server, f"CREATE DATABASE {name} TEMPLATE {self.template}")
        try:
            with _folder(self.folder) as folder:
                yield Copy(f"{self.server}/{name}", folder)
        finally:
            administer(self.server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _folder(parent: Path) -> Iterator[Path]:
    """A new folder, which is also where files beside a PostgreSQL database go."""
    folder = parent / uuid.uuid4().hex[:12]
    folder.mkdir()
    before = os.environ.get("SUPERVISION_FOLDER")
    os.environ["SUPERVISION_FOLDER"] = str(folder)
    try:
        yield folder
    finally:
        os.environ.pop("SUPERVISION_FOLDER")
        if before is not None:
            os.environ["SUPERVISION_FOLDER"] = before
        shutil.rmtree(folder)
