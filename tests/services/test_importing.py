"""Importing is all or nothing, twice adds nothing, and what cannot count any more is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import func, select

from supervision.context import Context
from supervision.domain.errors import BadFile, NotPermitted
from supervision.queries.worklist import TaskFilter, task_page
from supervision.services.findings import record_finding
from supervision.services.importing import import_bundle
from supervision.store.mapping import KINDS
from tests.conftest import SAMPLE, person
from tests.services.test_rectification import NEW


def count(context: Context) -> dict[str, int]:
    with context.reading() as reading:
        return {
            name: reading.session.execute(select(func.count()).select_from(kind.table)).scalar_one()
            for name, kind in KINDS.items()
        }


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A copy of the sample to spoil."""
    folder = tmp_path / "bundle"
    shutil.copytree(SAMPLE, folder, ignore=shutil.ignore_patterns("expected"))
    return folder


def test_importing_twice_adds_nothing(sample: Context) -> None:
    before = count(sample)
    report = import_bundle(sample, SAMPLE)
    assert not report.changed
    assert report.same["findings"] == 146
    assert count(sample) == before


def test_a_dry_run_stores_nothing_and_tells_the_same(empty: Context) -> None:
    report = import_bundle(empty, SAMPLE, dry_run=True)
    assert report.new["moves"] == 701
    assert not any(count(empty).values())


def test_one_wrong_cell_stores_nothing_at_all(empty: Context, bundle: Path) -> None:
    moves = bundle / "moves.csv"
    moves.write_text(moves.read_text(encoding="utf-8").replace("P000013", "P999999", 1), encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        import_bundle(empty, bundle)
    assert [(error.file, error.line, error.code, error.column) for error in refused.value.errors] == [
        ("moves.csv", 2, "E-REF", "by")
    ]
    assert not any(count(empty).values())


def test_a_single_file_is_judged_beside_what_is_there(sample: Context, tmp_path: Path) -> None:
    """A move of a task that is open already: the list shows the new state at once."""
    finding = record_finding(person(sample, "P000005"), NEW)
    moves = tmp_path / "moves.csv"
    header = (SAMPLE / "moves.csv").read_text(encoding="utf-8").splitlines()[0]
    moves.write_text(
        f"{header}\nM9,{finding.task_no},1,acknowledge,2026-07-07,P000013,,,,,2026-07-07T09:00:00\n", encoding="utf-8"
    )
    assert import_bundle(sample, moves).new == {"moves": 1}
    with sample.reading() as reading:
        assert [line.state for line in task_page(reading, TaskFilter())] == ["acknowledged"]


def test_rows_recorded_before_the_last_seal_are_refused(half_year: Context, bundle: Path) -> None:
    """They would be known to no month: not to the sealed ones, and not as corrections to the next (R-3, R-27)."""
    measures = bundle / "measures.csv"
    header = measures.read_text(encoding="utf-8").splitlines()[0]
    late = "S9,V01,collective_operating_income_ytd,2026-06,1,60,2026-06-30T09:00:00"
    fresh = "S8,V01,collective_operating_income_ytd,2026-06,1,60,2026-07-06T17:00:00"
    measures.write_text(f"{header}\n{late}\n{fresh}\n", encoding="utf-8")
    with pytest.raises(BadFile) as refused:
        import_bundle(half_year, measures)
    assert [(error.line, error.code, error.expected) for error in refused.value.errors] == [(2, "E-SEAL", "after-seal")]
    measures.write_text(f"{header}\n{fresh}\n", encoding="utf-8")
    assert import_bundle(half_year, measures).new == {"measures": 1}


def test_a_branch_secretary_may_not_import(sample: Context) -> None:
    with pytest.raises(NotPermitted):
        import_bundle(person(sample, "P000013"), SAMPLE)
