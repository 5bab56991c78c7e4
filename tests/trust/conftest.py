"""What the trust tests start from, besides what all tests do."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.postgres import administer
from tests.trust.crash import Stand, at_postgres, at_sqlite


@pytest.fixture(scope="module")
def postgres_of_module(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty database that a file of tests shares."""
    name = f"trust_{uuid.uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def stand(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stand]:
    """A house to strike, on each database."""
    monkeypatch.setenv("SUPERVISION_FOLDER", str(tmp_path))
    with ExitStack() as stack:
        if request.param == "sqlite":
            yield stack.enter_context(at_sqlite(tmp_path))
        else:
            yield stack.enter_context(at_postgres(request.getfixturevalue("postgres_server")))
