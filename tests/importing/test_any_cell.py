"""Whatever stands in a cell, a bundle gives facts or a refusal that says where; nothing else escapes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.domain.checks.check_bundle import Checked
from supervision.domain.checks.columns import FORMATS
from supervision.domain.errors import BadFile
from tests.importing.small import check, columns, small, write

VALUES = sorted({value for rows in small().values() for row in rows for value in row.values()})
ODD = ["", " ", "0", "-1", "1e9", "999999999", "9" * 40, "NaN", "∞", "\ud7ff", "🐉", "a,b", '"', "\n", "\r"]
ODD += ["2199-12-31", "1900-01-01", "2026-02-30", "0000-00-00", "2026-12", "1900-01", "2199-12"]
ODD += ["2199-12-31T23:59:59", "1900-01-01T00:00:00"]

CELLS = st.one_of(st.sampled_from(VALUES), st.sampled_from(ODD), st.text(max_size=12))
PLACES = st.sampled_from([(t, row, c) for t, rows in small().items() for row in range(len(rows)) for c in columns(t)])
CHANGES = st.lists(st.tuples(PLACES, CELLS), min_size=1, max_size=4)


MAYBE_TABLE = st.none() | st.sampled_from(sorted(FORMATS))


def outcome(path: Path) -> Checked | BadFile:
    """Facts or a refusal; everything else is a fault of ours."""
    try:
        return check(path)
    except BadFile as wrong:
        return wrong


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, lost=MAYBE_TABLE, again=MAYBE_TABLE)
def test_any_change_gives_facts_or_a_refusal_with_its_place(
    changes: list[tuple[tuple[str, int, str], str]], lost: str | None, again: str | None
) -> None:
    rows = small()
    for (table, row, column), value in changes:
        rows[table][row][column] = value
    if again is not None:
        rows[again].append(dict(rows[again][0]))
    if lost is not None:
        rows[lost].pop()
    with tempfile.TemporaryDirectory() as folder:
        found = outcome(write(Path(folder), rows))
    if isinstance(found, BadFile):
        assert found.errors
        for error in found.errors:
            assert error.code.startswith("E-")
            assert error.column is None or error.column in columns(error.file.removesuffix(".csv"))
            assert error.line is None or error.line > 0
    else:
        assert sum(map(len, found.new.values())) == sum(map(len, rows.values()))


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200), table=st.sampled_from(sorted(FORMATS)), headed=st.booleans())
def test_any_bytes_under_any_name_give_facts_or_a_refusal(data: bytes, table: str, headed: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{table}.csv"
        file.write_bytes((",".join(columns(table)).encode() + b"\n" if headed else b"") + data)
        found = outcome(file)
    if isinstance(found, BadFile):
        assert found.errors
    else:
        assert headed
