"""What the trail tells of rows: few one by one, many as a sum; whatever was changed past it is found."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.domain.told_rows import LISTED, Changes, Key, Replay, RowFault, row_digests

Rows = dict[Key, bytes]


def digest(number: int, version: int = 0) -> bytes:
    return one(task_no=f"Z{number}", version=version)


def one(**values: object) -> bytes:
    return row_digests(tuple(values), [tuple(values.values())])[0]


def told(*touched: tuple[Key, bytes | None, bytes | None]) -> str:
    changes = Changes()
    for key, before, after in touched:
        changes.touch("task", key, before, after)
    return changes.text()


def inserted(count: int) -> tuple[str, Rows]:
    rows = {(f"Z{number}",): digest(number) for number in range(count)}
    return told(*((key, None, own) for key, own in rows.items())), rows


def faults(rows: Rows, *entries: str) -> list[RowFault]:
    replay = Replay()
    for seq, entry in enumerate(entries, 1):
        replay.take(seq, entry)
    return [*replay.faults, *replay.compare("task", rows.items())]


@pytest.mark.parametrize("count", [0, 1, LISTED, LISTED + 1, 3 * LISTED])
def test_rows_that_nobody_touched_past_the_trail_have_no_fault(count: int) -> None:
    entry, rows = inserted(count)
    assert faults(rows, entry) == []
    assert ("sum" in entry) is (count > LISTED)


def changed(rows: Rows) -> None:
    rows[("Z1",)] = digest(1, 9)


def removed(rows: Rows) -> None:
    del rows[("Z1",)]


def added(rows: Rows) -> None:
    rows[("Z99999",)] = digest(99999)


def exchanged(rows: Rows) -> None:
    """As many rows as before, one of them another."""
    removed(rows)
    added(rows)


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (changed, [RowFault("task", ("Z1",), "changed", 1)]),
        (removed, [RowFault("task", ("Z1",), "missing", 1)]),
        (added, [RowFault("task", ("Z99999",), "added")]),
        (exchanged, [RowFault("task", ("Z99999",), "added"), RowFault("task", ("Z1",), "missing", 1)]),
    ],
)
def test_a_row_of_few_is_named_with_its_entry_and_one_of_many_with_its_table(
    forge: Callable[[Rows], None], named: list[RowFault]
) -> None:
    entry, rows = inserted(3)
    forge(rows)
    assert faults(rows, entry) == named
    entry, rows = inserted(LISTED + 1)
    forge(rows)
    assert faults(rows, entry) == [RowFault("task", (), "differ", there=len(rows), told=LISTED + 1)]


def test_a_row_changed_between_two_commands_is_found_at_the_second() -> None:
    first, rows = inserted(2)
    second = told((("Z1",), digest(1, 7), digest(1, 8)))
    rows[("Z1",)] = digest(1, 8)
    assert RowFault("task", ("Z1",), "changed", 2) in faults(rows, first, second)


def test_changes_of_rows_that_came_as_many_are_followed() -> None:
    entry, rows = inserted(2 * LISTED)
    one = told((("Z1",), digest(1), digest(1, 1)))
    many = told(*((key, own, None) for key, own in rows.items() if key != ("Z1",)))
    rows[("Z1",)] = digest(1, 1)
    assert faults(rows, entry, one) == []
    assert faults({("Z1",): digest(1, 1)}, entry, one, many) == []
    assert faults({("Z1",): digest(1)}, entry, one, many) == [RowFault("task", (), "differ", there=1, told=1)]


def test_what_a_command_does_twice_to_a_row_is_told_once() -> None:
    key = ("Z1",)
    assert told((key, None, digest(1)), (key, digest(1), digest(1, 1))) == told((key, None, digest(1, 1)))
    assert told((key, digest(1), digest(1, 1)), (key, digest(1, 1), digest(1))) == '{"task":{"rows":[]}}'


def test_new_rows_are_told_one_by_one_while_they_are_few_and_their_keys_are_not_asked_for_after() -> None:
    changes, digests = Changes(), [digest(number) for number in range(LISTED)]
    keys = [(f"Z{number}",) for number in range(LISTED)]
    changes.add_new("task", keys[:2], digests[:2])
    changes.add_new("task", keys[2:], digests[2:])
    assert f'["Z{LISTED - 1}"]' in changes.text()
    changes.add_new("task", never_asked(), [digest(LISTED)])
    summed, _ = inserted(LISTED + 1)
    assert changes.text() == summed


def never_asked() -> Iterator[Key]:
    raise AssertionError
    yield ()


@given(st.integers(LISTED + 1, LISTED + 30), st.randoms(use_true_random=False))
def test_in_which_order_rows_come_makes_no_difference(count: int, chance: random.Random) -> None:
    entry, rows = inserted(count)
    order = list(rows.items())
    chance.shuffle(order)
    assert told(*((key, None, own) for key, own in order)) == entry


def test_a_digest_is_of_the_value_and_not_of_how_it_lies_in_a_database() -> None:
    assert one(points=Decimal("1.50")) == one(points=Decimal("1.5000"))
    assert one(points=Decimal("1.5"), later=None) == one(points=Decimal("1.5"))
    assert one(a="1", b="2") == one(b="2", a="1")
    assert one(note="\ud800") != one(note="?")
    assert one(a="1;b=1:2") != one(a="1", b="2")
    values = {"on": date(2026, 7, 7), "at": datetime(2026, 7, 7, 9), "n": 10, "open": True, "text": "石塝村"}
    assert one(**values).hex() == "d7d1fa16fa95894baf1180879468fbbfaa5384944f4630a18c5884b6d36abc44"
