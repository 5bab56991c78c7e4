"""A cycle that is killed anywhere and run again leaves exactly what an undisturbed one leaves.

Here every boundary of a first month; other faults, places and moments are `test_faults`'.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from flows import documents
from flows.entry import run_months_plain
from tests.conftest import SECRETARY
from tests.flows.dying import CUT, Boundaries, run_in_child
from tests.flows.standing import FIRST_HALF, copy_of, settings_of, state_of
from tests.flows.tally import Tally

TWO_MONTHS = FIRST_HALF[:2]
EVERY_COMMAND = {"open_tasks", "sweep", "run_month", "approve_month", "seal_month", "publish_month"}
COMMANDS_AND_FILES = 8 + 5
"""Of one month: open, tasks, sweep, score, approve, seal, publish, propose; two drafts, three documents."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="runs are cut in forked children; no fork here")


@pytest.fixture(autouse=True)
def render_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing a document is a pure function and most of the time that these tests would take."""
    monkeypatch.setattr(documents, "render", lru_cache(maxsize=64)(documents.render))


def kill_everywhere(
    imported_file: Path, tmp_path: Path, watch: Callable[[Boundaries], None], months: Sequence[str] = TWO_MONTHS
) -> int:
    """Cut the months at every boundary, each from where an undisturbed run stood before it; how many were survived."""
    start = imported_file
    survived = 0
    for period in months:
        undisturbed = copy_of(start, tmp_path / f"undisturbed-{period}")
        boundaries = run_in_child(settings_of(undisturbed), period, None, watch)
        expected = state_of(undisturbed)
        for cut_at in range(1, boundaries + 1):
            cut = copy_of(start, tmp_path / "cut")
            assert run_in_child(settings_of(cut), period, cut_at, watch) == CUT
            (outcome,) = run_months_plain(settings_of(cut), [period], approve_as=SECRETARY)
            assert outcome.finished
            assert state_of(cut) == expected, f"{period} cut at boundary {cut_at} of {boundaries}"
            shutil.rmtree(cut.parent)
            survived += 1
        start = undisturbed
    return survived


def actions(path: Path) -> set[str]:
    records = sqlite3.connect(path)
    found = {row[0] for row in records.execute("SELECT DISTINCT action FROM trail")}
    records.close()
    return found


@pytest.mark.heavy
def test_killed_at_any_commit_or_file_and_run_again_gives_the_same_content(
    some_villages_file: Path, tmp_path: Path, tally: Tally
) -> None:
    survived = kill_everywhere(some_villages_file, tmp_path, Boundaries.at_commits_and_files, TWO_MONTHS[:1])
    tally.counts["SQLite", "first month killed"] += survived
    assert survived >= 2 * COMMANDS_AND_FILES
    assert actions(tmp_path / "undisturbed-2026-01" / some_villages_file.name) >= EVERY_COMMAND


@pytest.mark.heavy
def test_the_whole_township_survives_every_kill_too(imported_file: Path, tmp_path: Path, tally: Tally) -> None:
    survived = kill_everywhere(imported_file, tmp_path, Boundaries.at_commits_and_files)
    tally.counts["SQLite", "whole township killed"] += survived
    assert survived >= 2 * len(TWO_MONTHS) * COMMANDS_AND_FILES


@pytest.mark.heavy
def test_killed_at_any_statement_and_run_again_gives_the_same_content(
    some_villages_file: Path, tmp_path: Path, tally: Tally
) -> None:
    survived = kill_everywhere(some_villages_file, tmp_path, Boundaries.at_statements)
    tally.counts["SQLite", "killed at a statement"] += survived
    assert survived > 100
