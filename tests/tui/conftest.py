"""A database file of its own for every test of the terminal: the sample township after its half year."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def township(half_year_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "supervision.db"
    shutil.copyfile(half_year_file, path)
    return path
