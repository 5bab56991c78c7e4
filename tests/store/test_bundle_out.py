"""What goes out as a bundle comes in again as the same; anonymous, it has the same points and no names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.result_json import month_json
from supervision.queries.bundle_out import bundle_files
from supervision.queries.months import month_result
from supervision.services.importing import import_bundle
from supervision.store.database import Database
from tests.conftest import house, run_month
from tests.database_digest import content

MONTHS = ("2026-01", "2026-02")


def written(context: Context, folder: Path, *, anonymous: bool) -> Path:
    folder.mkdir()
    with context.reading() as reading:
        for name, data in bundle_files(reading, anonymous=anonymous):
            (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def other() -> Iterator[Context]:
    database = Database("sqlite://")
    yield house(database)
    database.close()


def test_a_bundle_that_went_out_comes_in_as_the_same_records(
    half_year: Context, other: Context, tmp_path: Path
) -> None:
    report = import_bundle(other, written(half_year, tmp_path / "out", anonymous=False))
    assert report.new["findings"] == 146
    there, here = content(half_year.database), content(other.database)
    for table in ("finding", "move", "activity", "measure", "rating", "unit", "person", "lookback", "veto", "bonus"):
        assert here[table] == there[table], table
    assert not import_bundle(half_year, tmp_path / "out").changed


def test_an_anonymous_bundle_has_the_same_points_and_no_names(
    half_year: Context, other: Context, tmp_path: Path
) -> None:
    folder = written(half_year, tmp_path / "out", anonymous=True)
    with half_year.reading() as reading:
        from supervision.queries.people import people, unit_names

        names = {each.name for each in people(reading)} | set(unit_names(reading).values())
    text = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert not [name for name in names if name in text]
    import_bundle(other, folder)
    for period in MONTHS:
        run_month(other, period)
        with half_year.reading() as reading, other.reading() as ours:
            wanted, found = month_json(month_result(reading, period)), month_json(month_result(ours, period))
        for unit in (*wanted["units"], *found["units"]):
            del unit["name"]
        assert found == wanted
