"""A sealed month is pinned: whatever is changed afterwards, with every trigger gone, shows against the printed root."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from supervision.context import Context
from supervision.domain.anchor import grouped, root_of
from supervision.domain.errors import BadInput, NotThisMonth
from supervision.queries.anchors import anchor_faults, anchor_now, anchors, pinned
from supervision.queries.trail import trail_break, trail_head
from supervision.services.signing import new_secret, sign_month
from supervision.store.triggers import expected_triggers


def faults(context: Context) -> list[tuple[str, str]]:
    with context.reading() as reading:
        return [(fault.period, fault.what) for fault in anchor_faults(reading)]


def tamper(context: Context, *statements: str) -> None:
    """What somebody with the file can do: drop what guards it, then change it."""
    with context.database.engine.connect() as connection:
        for name in expected_triggers("sqlite"):
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        for statement in statements:
            assert connection.execute(text(statement)).rowcount > 0, statement
        connection.commit()


def test_every_sealed_month_is_pinned_to_what_it_rests_on(half_year: Context) -> None:
    assert faults(half_year) == []
    with half_year.reading() as reading:
        found = anchors(reading)
    assert [each.anchor.period for each in found] == [f"2026-{month:02d}" for month in range(1, 7)]
    assert [each.anchor.previous for each in found[1:]] == [each.root for each in found[:-1]]
    assert sum(each.anchor.facts["findings"][0] for each in found) == 146


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE finding SET facts = '' WHERE issued_on < '2026-02-01'", ("2026-01", "findings")),
        ("UPDATE move SET note = 'x' WHERE recorded_at < '2026-02-01'", ("2026-01", "moves")),
        ("DELETE FROM activity WHERE activity_no = (SELECT min(activity_no) FROM activity)", ("2026-01", "activities")),
        ("UPDATE measure SET numerator = '9' WHERE period = '2026-06'", ("2026-06", "measures")),
        ("UPDATE scorecard SET final = final + 100 WHERE period = '2026-03' AND unit = 'V03'", ("2026-03", "result")),
        ("UPDATE rubric SET sha256 = 'x'", ("2026-01", "rubric")),
        ("UPDATE anchor SET root = 'x' WHERE period = '2026-02'", ("2026-02", "root")),
    ],
)  # fmt: skip
def test_whatever_is_changed_in_the_file_is_named(
    half_year: Context, statement: str, expected: tuple[str, str]
) -> None:
    tamper(half_year, statement)
    found = faults(half_year)
    assert expected in found


def test_a_trail_cut_off_at_its_end_is_found_although_its_chain_holds(half_year: Context) -> None:
    tamper(half_year, "DELETE FROM trail WHERE seq > 5")
    with half_year.reading() as reading:
        assert trail_break(reading) is None
    assert ("2026-06", "trail") in faults(half_year)


def test_a_history_written_anew_throughout_still_has_another_root_than_the_paper(half_year: Context) -> None:
    with half_year.reading() as reading:
        printed = pinned(reading, "2026-06")
    assert printed is not None
    tamper(half_year, "UPDATE measure SET numerator = '9' WHERE period = '2026-06'")
    with half_year.reading() as reading:
        sealed_at = datetime.fromisoformat(printed.anchor.sealed_at)
        forged = anchor_now(reading, "2026-06", sealed_at, printed.anchor.result).text()
    with half_year.database.engine.connect() as connection:
        values = {"text": forged, "root": root_of(forged)}
        connection.execute(text("UPDATE anchor SET text = :text, root = :root WHERE period = '2026-06'"), values)
        connection.commit()
    assert faults(half_year) == []
    with half_year.reading() as reading:
        assert pinned(reading, "2026-06") != printed


def test_a_signature_holds_for_its_root_and_key_alone(half_year: Context, tmp_path: Path) -> None:
    secret, public = new_secret()
    key = tmp_path / "key.txt"
    key.write_text(f"# public key: {public}\n{secret}\n", encoding="ascii")
    assert sign_month(half_year, "2026-06", key) == public
    with half_year.reading() as reading:
        entries = trail_head(reading).entries
        assert pinned(reading, "2026-06").signed_by == (public,)  # type: ignore[union-attr]
    sign_month(half_year, "2026-06", key)
    with half_year.reading() as reading:
        assert trail_head(reading).entries == entries
    tamper(half_year, "UPDATE anchor_signature SET signature = replace(signature, substr(signature, 1, 2), 'ff')")
    assert ("2026-06", "signature") in faults(half_year)


@pytest.mark.parametrize("held", [None, "abc", "", "00" * 31])
def test_a_file_without_a_secret_signs_nothing(half_year: Context, tmp_path: Path, held: str | None) -> None:
    if held is not None:
        (tmp_path / "key.txt").write_text(held, encoding="ascii")
    with pytest.raises(BadInput, match="signing-key-bad"):
        sign_month(half_year, "2026-06", tmp_path / "key.txt")
    with pytest.raises(NotThisMonth, match="not-anchored"):
        sign_month(half_year, "2026-07", tmp_path / "key.txt")


def test_an_outside_checker_without_our_code_comes_to_the_same(half_year: Context) -> None:
    path = half_year.database.path
    checker = Path(__file__).parents[2] / "docs" / "verify.py"
    with half_year.reading() as reading:
        root = pinned(reading, "2026-06").root  # type: ignore[union-attr]

    def told(*arguments: str) -> tuple[int, str]:
        run = subprocess.run(
            [sys.executable, "-I", str(checker), str(path), *arguments], capture_output=True, text=True, check=False
        )
        return run.returncode, run.stdout + run.stderr

    assert told("2026-06", grouped(root))[0] == 0
    assert told("2026-06", root.replace(root[0], "0" if root[0] != "0" else "1"))[0] == 1
    tamper(half_year, "UPDATE trail SET facts = '{}' WHERE seq = 3")
    assert told() == (1, "T01: entry 3 of the trail does not hold\n")
