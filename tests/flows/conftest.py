"""What the flow tests start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from supervision.store.database import Database
from tests.conftest import house
from tests.flows.standing import copy_of, imported, some_villages
from tests.flows.tally import Tally


@pytest.fixture(scope="session")
def imported_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township imported, in one file that nobody changes."""
    return imported(tmp_path_factory.mktemp("imported") / "supervision.db")


@pytest.fixture(scope="session")
def some_villages_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same township with three of its villages: for tests that run months dozens of times."""
    folder = tmp_path_factory.mktemp("some-villages")
    return imported(folder / "supervision.db", some_villages(folder / "bundle"))


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Iterator[Tally]:
    """Counts the faults survived; what it comes to is told whatever is captured."""
    counted = Tally()
    yield counted
    plugins = request.config.pluginmanager
    with plugins.getplugin("capturemanager").global_and_fixture_disabled():
        plugins.getplugin("terminalreporter").write_line("\n" + "\n".join(counted.lines()))


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
