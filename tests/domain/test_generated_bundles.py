"""Invented townships of other shapes: small, joining and leaving units, a second rubric, vetoes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from supervision.domain.status import tasks_on
from tests.domain.invariants import check_month
from tests.sample import SAMPLE, read_bundle

SHAPES = {
    "edges": "--seed 3 --villages 16 --others 3 --start 2025-08 --months 7 --edge-units --force-veto",
    "second rubric": "--seed 9 --villages 6 --others 1 --start 2026-02 --months 6 --second-rubric-from 2026-05",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_generated_township_is_computed_and_every_point_has_its_line(shape: str, tmp_path: Path) -> None:
    command = [sys.executable, str(SAMPLE / "generate.py"), "--out", str(tmp_path), "--no-xlsx", *SHAPES[shape].split()]
    subprocess.run(command, check=True, capture_output=True)
    bundle = read_bundle(tmp_path)
    results = bundle.months()
    for month in results:
        check_month(month)
    assert len({month.rubric for month in results}) == len(bundle.rubrics)
    reasons = {line.reason for month in results for unit in month.units for line in unit.adjustment_lines}
    assert "correction" in reasons
    seals = bundle.timeline().seals
    for status in tasks_on(max(seals.values()).date(), bundle.facts(), bundle.timeline(), bundle.workdays):
        assert status.overdue is (
            status.due is not None and status.late_days > 0 and status.state != "closure_requested"
        )
