"""What the flow tests start from."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from supervision.store.database import Database
from tests.conftest import house
from tests.flows.places import InPostgres, InSqlite, Place
from tests.flows.standing import copy_of, imported, some_villages
from tests.flows.struck import begun
from tests.postgres import administer


@pytest.fixture(scope="session")
def imported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township imported, in one file that nobody changes."""
    return imported(tmp_path_factory.mktemp("imported") / "supervision.db")


@pytest.fixture(scope="session")
def some_villages_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same township with three of its villages: for tests that run months dozens of times."""
    folder = tmp_path_factory.mktemp("some-villages")
    return imported(folder / "supervision.db", some_villages(folder / "bundle"))


@pytest.fixture
def township_file(imported_file: Path, tmp_path: Path) -> Path:
    """The sample township imported, in a file of the test's own."""
    return copy_of(imported_file, tmp_path / "township")


@pytest.fixture
def empty_file(tmp_path: Path) -> Callable[[], Path]:
    """Sets up a township without any records in a file of the test's own."""

    def make() -> Path:
        path = tmp_path / "empty.db"
        database = Database(str(path))
        house(database)
        database.close()
        return path

    return make


@pytest.fixture(scope="session")
def sqlite_place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    folder = tmp_path_factory.mktemp("faults-sqlite")
    begun(str(folder / "start.db"), folder)
    return InSqlite(folder / "start.db", folder)


@pytest.fixture(scope="session")
def postgres_place(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("faults-postgresql")
    name = f"faults_{os.getpid()}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPERVISION_FOLDER", str(folder))
        begun(f"{postgres_server}/{name}", folder)
    yield InPostgres(postgres_server, name, folder)
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=[pytest.mark.postgres, pytest.mark.heavy])])
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.getfixturevalue("sqlite_place" if request.param == "sqlite" else "postgres_place")
    return found
