"""The trail's hashes: what they cover, and that putting the text together by hand gives what JSON gives."""

from __future__ import annotations

import hashlib
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.domain.trail import (
    FORMAT,
    FORMAT_WITH_ROWS,
    GENESIS,
    Break,
    Chained,
    Entry,
    canonical,
    first_break,
    link,
)

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
ENTRIES = st.builds(
    Entry, st.integers(1, 2**40), st.datetimes(), TEXT, TEXT, TEXT, TEXT, st.none() | TEXT, TEXT, st.none() | TEXT
)


@given(ENTRIES)
def test_a_hash_covers_the_canonical_list_of_the_entry(entry: Entry) -> None:
    at = entry.at.isoformat()
    rows = [] if entry.rows is None else [entry.rows]
    told = canonical([at, entry.actor, entry.role, entry.action, entry.subject, entry.unit, entry.facts, *rows])
    plain = (
        (FORMAT_WITH_ROWS if rows else FORMAT) + bytes.fromhex(GENESIS) + entry.seq.to_bytes(8, "big") + told.encode()
    )
    assert link(GENESIS, entry) == hashlib.sha256(plain).hexdigest()


def test_the_hash_of_an_entry_is_the_same_for_ever() -> None:
    entry = Entry(1, datetime(2026, 7, 7, 9), "P000005", "inspector", "close", "Z1", None, '{"note":"已办\\n"}')
    assert link(GENESIS, entry) == "2ba17d39838caf2be2c42a20c8bca2387794d5375438a2b89e2853ebcf293081"


def chained(count: int) -> list[Chained]:
    found: list[Chained] = []
    previous = GENESIS
    for seq in range(1, count + 1):
        fields = (
            seq,
            datetime(2026, 7, 7),
            "P1",
            "inspector",
            "close",
            f"Z{seq}",
            "V01",
            "{}",
            "{}" if seq % 2 else None,
        )
        own = link(previous, Entry(*fields))
        found.append((*fields, previous, own))
        previous = own
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (chained(4), None),
        (chained(4)[:2] + chained(4)[3:], Break(3, "gap")),
        ([*chained(4)[:2], (*chained(4)[2][:2], "P2", *chained(4)[2][3:]), chained(4)[3]], Break(3, "changed")),
        ([*chained(4)[:2], (*chained(4)[2][:9], GENESIS, chained(4)[2][10])], Break(3, "unlinked")),
    ],
    ids=["whole", "removed", "changed", "unlinked"],
)
def test_the_first_break_is_told(rows: list[Chained], expected: Break | None) -> None:
    assert first_break(rows) == expected
