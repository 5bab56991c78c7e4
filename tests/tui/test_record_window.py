"""Which rows of a long list are at hand, and which are asked for."""

from __future__ import annotations

from tui.widgets.record_window import BLOCK, KEPT_BLOCKS, RecordWindow


def window() -> RecordWindow[str]:
    made: RecordWindow[str] = RecordWindow()
    made.start(range(100 * BLOCK), ["old"] * BLOCK)
    return made


def test_renewed_records_are_asked_for_again_and_the_old_ones_stand_until_then() -> None:
    rows = window()
    assert rows.missing(0, BLOCK - 1) == []
    rows.renew()
    assert rows.missing(0, BLOCK - 1) == [0]
    assert rows.get(3) == "old"
    assert rows.put(0, ["new"] * BLOCK, rows.generation)
    assert rows.get(3) == "new"
    assert rows.missing(0, BLOCK - 1) == []


def test_what_was_asked_for_before_the_renewal_comes_too_late() -> None:
    rows = window()
    before = rows.generation
    rows.renew()
    assert not rows.put(0, ["late"] * BLOCK, before)


def test_only_a_few_blocks_are_kept() -> None:
    rows = window()
    for block in range(KEPT_BLOCKS + 1):
        rows.put(block, ["new"] * BLOCK, rows.generation)
    assert rows.get(0) is None
    assert rows.get(BLOCK) == "new"
