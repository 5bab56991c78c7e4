"""The manual of own tables names every kind and every column that a sender must have."""

from __future__ import annotations

from pathlib import Path

import pytest

from supervision.domain.checks.columns import FORMATS
from supervision.domain.checks.office import Wishes
from supervision.queries.office_choice import made_by_rule
from supervision.store.sheet_headers import column_of

MANUALS = ("importing.md", "importing.zh-CN.md")


@pytest.mark.parametrize("name", MANUALS)
@pytest.mark.parametrize("kind", FORMATS)
def test_the_manual_names_the_columns_that_a_kind_needs(kind: str, name: str) -> None:
    text = (Path(__file__).parents[2] / "docs" / name).read_text(encoding="utf-8")
    (row,) = [line for line in text.splitlines() if line.startswith(f"| `{kind}` ")]
    told = {column_of(kind, header) for header in row.split("|")[2].strip().split("、")}
    made = made_by_rule(kind, Wishes())
    assert told == {column.name for column in FORMATS[kind].columns if column.required and column.name not in made}
