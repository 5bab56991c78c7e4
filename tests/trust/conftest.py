"""What the trust tests start from, besides what all tests do."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from tests.postgres import administer


@pytest.fixture(scope="module")
def postgres_of_module(postgres_server: str) -> Iterator[str]:
    """The address of a new, empty database that a file of tests shares."""
    name = f"trust_{uuid.uuid4().hex[:12]}"
    administer(postgres_server, f"CREATE DATABASE {name}")
    yield f"{postgres_server}/{name}"
    administer(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")
