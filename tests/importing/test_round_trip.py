"""What goes out as a register comes in again without a change; what the sheet cannot tell apart is only told."""

from __future__ import annotations

from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.checks.office import Wishes
from supervision.domain.checks.register_kinds import REGISTERS
from supervision.i18n import Words
from supervision.queries.registers import register_lines
from supervision.reports.register_sheet import register_sheet
from supervision.reports.writing import write
from supervision.services.importing import review_table
from tests.conftest import person

NAMELESS = "member_points"
"""Its members' names are left out of what goes out, so its rows cannot be told apart."""


@pytest.mark.parametrize("name", [name for name in REGISTERS if name != NAMELESS])
def test_a_register_that_goes_out_comes_in_again_without_a_change(name: str, sample: Context, tmp_path: Path) -> None:
    office, path = person(sample, "P000003"), tmp_path / "台账.xlsx"
    with office.reading() as reading:
        lines = register_lines(reading, name)
        write(register_sheet(reading, name, lines, Words("zh")), path, "zh")
    assert lines, "the sample has live data for every register"
    review = review_table(office, path, Wishes(kind=name))
    assert (review.counts["new"], review.counts["changed"]) == (0, 0)
    refused = {(error.code, error.expected) for row in review.rows for error in row.errors}
    assert refused <= {("E-DUP", "same-content")}, "rows that agree in all that tells rows apart"
    assert review.counts["same"] + review.counts["refused"] == len(lines)
    assert review.counts["same"]
    assert not review.other
