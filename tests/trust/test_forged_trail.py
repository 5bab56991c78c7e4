"""Every way to forge a trail is found: each byte, each entry gone, doubled, swapped, slipped in, dated anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from supervision.domain.trail import GENESIS, Chained, Entry, canonical, first_break, link

LENGTH = 40
FIELDS = ("seq", "at", "actor", "role", "action", "subject", "unit", "facts", "rows", "previous", "hash")


def chain(length: int = LENGTH) -> list[Chained]:
    """A trail as the house writes one."""
    previous, rows = GENESIS, []
    for seq in range(1, length + 1):
        facts = canonical({"severity": "general", "due": f"2026-07-{seq % 28 + 1:02d}", "no": seq})
        at = datetime(2026, 7, 7, 9) + timedelta(minutes=7 * seq)
        unit = None if seq % 5 == 0 else f"V{seq % 12 + 1:02d}"
        told = canonical({"finding": {"rows": [[[f"W2607-{seq:06d}"], None, f"{seq:064x}"]]}}) if seq % 4 else None
        entry = Entry(seq, at, f"P{seq % 9:06d}", "inspector", "record_finding", f"W2607-{seq:06d}", unit, facts, told)
        own = link(previous, entry)
        rows.append((seq, at, entry.actor, entry.role, entry.action, entry.subject, unit, facts, told, previous, own))
        previous = own
    return rows


def with_field(row: Chained, place: int, value: object) -> Chained:
    return (*row[:place], value, *row[place + 1 :])  # type: ignore[return-value]


def bytes_flipped(rows: list[Chained]) -> Iterator[tuple[int, list[Chained]]]:
    """Every byte of every text of every entry, one bit of it flipped."""
    for index, row in enumerate(rows):
        for place, value in enumerate(row):
            if not isinstance(value, str):
                continue
            data = value.encode()
            for at in range(len(data)):
                flipped = bytes([*data[:at], data[at] ^ 1, *data[at + 1 :]]).decode("latin-1")
                yield index, [*rows[:index], with_field(row, place, flipped), *rows[index + 1 :]]


def test_an_honest_trail_holds() -> None:
    assert first_break(chain()) is None


@pytest.mark.heavy
def test_every_single_byte_of_every_entry_is_guarded() -> None:
    rows, tried = chain(), 0
    for index, forged in bytes_flipped(rows):
        tried += 1
        found = first_break(forged)
        assert found is not None
        assert found.seq <= index + 2
    print(f"forged trails, single bytes flipped: {tried}, found: {tried}")
    assert tried == sum(len(cell.encode()) for row in rows for cell in row if isinstance(cell, str)) > 8_000


def forgeries() -> Iterator[tuple[str, list[Chained]]]:
    rows = chain()
    for at in range(LENGTH):
        row = rows[at]
        if at < LENGTH - 1:  # an end that is cut off keeps its chain: the anchor in the bulletin finds that
            yield f"deleted {at}", rows[:at] + rows[at + 1 :]
            yield f"swapped {at}", [*rows[:at], rows[at + 1], row, *rows[at + 2 :]]
        yield f"doubled {at}", [*rows[: at + 1], row, *rows[at + 1 :]]
        yield f"slipped in {at}", [*rows[:at], with_field(row, 5, "W9999-000001"), *rows[at:]]
        yield f"an hour back {at}", [*rows[:at], with_field(row, 1, row[1] - timedelta(hours=1)), *rows[at + 1 :]]
        yield f"unit emptied {at}", [*rows[:at], with_field(row, 6, "" if row[6] is None else None), *rows[at + 1 :]]
        yield f"rows emptied {at}", [*rows[:at], with_field(row, 8, "" if row[8] is None else None), *rows[at + 1 :]]
        for place in (2, 3, 4, 5, 7):
            yield f"{FIELDS[place]} emptied {at}", [*rows[:at], with_field(row, place, ""), *rows[at + 1 :]]
        yield (
            f"moved between fields {at}",
            [
                *rows[:at],
                with_field(with_field(row, 2, row[2] + row[3][:1]), 3, row[3][1:]),
                *rows[at + 1 :],
            ],
        )


def test_what_is_deleted_doubled_swapped_slipped_in_or_dated_anew_is_found() -> None:
    tried = 0
    for name, forged in forgeries():
        tried += 1
        assert first_break(forged) is not None, name
    print(f"forged trails, other ways: {tried}, found: {tried}")
    assert tried > 400


def test_an_entry_forged_with_its_hash_breaks_the_next_one() -> None:
    rows = chain()
    entry = replace(Entry(*rows[3][:9]), actor="P000099")
    forged = [*rows[:3], (*with_field(rows[3], 2, "P000099")[:10], link(rows[3][9], entry)), *rows[4:]]
    found = first_break(forged)
    assert found is not None
    assert (found.seq, found.why) == (5, "unlinked")
