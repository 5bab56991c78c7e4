"""The nightly copy: complete, sound, one a day, the newest kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput
from supervision.queries.copies import copies, is_as_written, manifest_of
from supervision.queries.months import month_result
from supervision.services.backup import back_up
from supervision.store import attachments
from supervision.store.database import Database
from tests.conftest import NOW, fixed


def at(context: Context, moment: datetime) -> Context:
    return Context(context.database, context.township, context.actor, fixed(moment))


def test_a_copy_holds_everything(half_year: Context) -> None:
    copy = back_up(half_year)
    assert back_up(half_year) == copy
    database = Database(str(copy))
    with Context(database, "T01", half_year.actor, fixed()).reading() as ours, half_year.reading() as theirs:
        assert month_result(ours, "2026-06") == month_result(theirs, "2026-06")
    database.close()


def test_only_the_newest_copies_are_kept(half_year: Context, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    (folder / "supervision-notes.db").touch()
    for day in range(4):
        back_up(at(half_year, NOW + timedelta(days=day)), folder, keep=2)
    assert [copy.path.name for copy in copies(folder, half_year.database)] == [
        "supervision-2026-07-09.db",
        "supervision-2026-07-10.db",
    ]
    assert (folder / "supervision-notes.db").exists()


def test_what_a_death_left_is_cleared_up_and_a_copy_without_its_note_is_made_anew(
    half_year: Context, tmp_path: Path
) -> None:
    made = back_up(half_year, tmp_path / "copies")
    manifest_of(made).unlink()
    left = [made.parent / f"supervision-2026-07-06.db{end}" for end in (".json", ".making", ".making.plain.part")]
    for path in left:
        path.touch()
    assert is_as_written(copies(made.parent, half_year.database)[0]) is False
    assert back_up(half_year, made.parent) == made
    assert [is_as_written(copy) for copy in copies(made.parent, half_year.database)] == [True]
    assert [path for path in left if path.exists()] == []


def test_a_database_in_memory_cannot_be_copied(empty: Context) -> None:
    with pytest.raises(BadInput, match="backup-not-here"):
        back_up(empty)


def test_evidence_is_copied_once_and_found_beside_the_copy(half_year: Context, tmp_path: Path) -> None:
    source = half_year.database.path
    assert source is not None
    sha256 = attachments.keep(source.parent, b"%PDF-1.7 evidence")
    folder = tmp_path / "copies"
    back_up(half_year, folder)
    assert attachments.kept(folder, sha256) == b"%PDF-1.7 evidence"
    assert attachments.copy_kept(source.parent, folder) == 0
