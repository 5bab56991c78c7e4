"""A township whose people wrote what attackers, printers and old fonts dislike, and its last month."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.result import MonthResult
from supervision.queries.months import month_result
from supervision.services.importing import import_bundle
from supervision.store.database import Database
from tests.conftest import NOW, SAMPLE, house, run_month

PERIOD = "2026-06"
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "{{ 7 * 7 }} {% for x in y %}",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p>",
    "[/] [bold]粗[/bold] [@click=app.quit]x[/]",
    "| 竖 | **星** `码` # _下_ <script>",
    "@SUM(A1:A9) +1-1",
    "石塝村汪祎方喆𠮷𪚥",
    "https://example.org/?a=1&b=2",
)


def spoilt(folder: Path) -> Path:
    """The sample bundle with hostile facts in the findings of June, one after the other."""
    bundle = folder / "bundle"
    shutil.copytree(SAMPLE, bundle, ignore=shutil.ignore_patterns("expected", "*.xlsx"))
    path = bundle / "findings.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    june = [row for row in rows if row["found_on"].startswith(PERIOD)]
    for place, row in enumerate(june):
        row["facts"] = HOSTILE[place % len(HOSTILE)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return bundle


@pytest.fixture(scope="module")
def spoilt_township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Context]:
    """The township of the spoilt bundle after its six months."""
    database = Database("sqlite://")
    context = house(database, NOW)
    import_bundle(context, spoilt(tmp_path_factory.mktemp("spoilt")))
    for month in range(1, 7):
        run_month(context, f"2026-{month:02d}")
    yield context
    database.close()


def result_of(context: Context, period: str = PERIOD) -> MonthResult:
    with context.reading() as reading:
        return month_result(reading, period)
