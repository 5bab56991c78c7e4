"""What the flow tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.flows.standing import copy_of, imported, some_villages


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
