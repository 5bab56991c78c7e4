"""Trying a copy out and going back to one: everything is there again, and nothing that was there is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, Broken
from supervision.domain.permission import Action
from supervision.queries.copies import copies, folder_of, is_as_written, newest_good
from supervision.queries.trail import trail_head
from supervision.services.backup import back_up
from supervision.services.copies import new_key, restore, try_copy
from supervision.services.importing import import_bundle
from supervision.store import attachments
from supervision.store.database import Database
from tests.conftest import SAMPLE, fixed, house
from tests.database_digest import content, digest
from tests.postgres import administer


def home(context: Context) -> Path:
    assert context.database.path is not None
    return context.database.path.parent


def _but_the_last_entry(database: Database) -> dict[str, list[str]]:
    """Everything but what the trail tells of the restoring."""
    found = content(database)
    told = [row for row in found["trail"] if "'restore:" in row]
    assert len(told) == 1
    return {**found, "trail": [row for row in found["trail"] if row not in told]}


def go_on(context: Context) -> None:
    """Something that happens after the copy was made."""
    with context.command(Action.BACK_UP) as work:
        work.audit("afterwards")


@pytest.fixture(params=["plain", "encrypted"])
def made(request: pytest.FixtureRequest, half_year: Context) -> tuple[Path, str | None]:
    secret, public = new_key() if request.param == "encrypted" else (None, None)
    return back_up(half_year, public=public), secret


def test_a_restored_database_is_the_one_that_was_copied_byte_for_byte(
    half_year: Context, made: tuple[Path, str | None], tmp_path: Path
) -> None:
    copy, secret = made
    before = digest(half_year.database)
    target = tmp_path / "elsewhere" / "supervision.db"
    tried, replaced = restore(str(target), copy, fixed(), secret=secret, beside=target.parent)
    assert replaced is None
    again = Database(str(target))
    with Context(again, "T01", half_year.actor, fixed()).reading() as reading:
        assert trail_head(reading).entries == tried.heads["T01"][0] + 1  # the restoring itself
    assert _but_the_last_entry(again) == content(half_year.database)
    again.close()
    assert digest(half_year.database) == before


def test_what_was_there_before_is_kept_and_the_trail_tells_of_the_way_back(
    half_year: Context, made: tuple[Path, str | None]
) -> None:
    copy, secret = made
    go_on(half_year)
    with half_year.reading() as reading:
        later = trail_head(reading)
    path = half_year.database.path
    assert path is not None
    half_year.database.close()
    _, replaced = restore(str(path), copy, fixed(), secret=secret, beside=path.parent)
    assert replaced is not None
    kept = Database(str(replaced))
    with Context(kept, "T01", half_year.actor, fixed()).reading() as reading:
        assert trail_head(reading) == later
    kept.close()


def test_a_copy_that_was_touched_is_refused_and_not_the_newest_good_one(
    half_year: Context, made: tuple[Path, str | None]
) -> None:
    copy, secret = made
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)
    with pytest.raises(Broken, match="copy-changed"):
        try_copy(copy, secret)
    found = copies(folder_of(half_year.database, home(half_year)), half_year.database)
    assert [is_as_written(each) for each in found] == [False]
    assert newest_good(copy.parent, half_year.database) is None


def test_an_encrypted_copy_opens_with_its_own_key_alone(half_year: Context) -> None:
    secret, public = new_key()
    other, _ = new_key()
    sha256 = attachments.keep(home(half_year), b"%PDF-1.7 evidence")
    copy = back_up(half_year, public=public)
    assert b"SQLite format 3" not in copy.read_bytes()
    assert not attachments.place_of(copy.parent, sha256).exists()
    with pytest.raises(BadInput, match="copy-needs-secret"):
        try_copy(copy)
    with pytest.raises(Broken, match="backup-not-opened"):
        try_copy(copy, other)
    assert try_copy(copy, secret).heads.keys() == {"T01"}


def test_a_copy_whose_evidence_is_gone_is_not_called_sound(half_year: Context) -> None:
    attached = _attach(half_year)
    copy = back_up(half_year)
    assert try_copy(copy).evidence == 1
    attachments.place_of(copy.parent, attached).unlink()
    with pytest.raises(Broken, match="evidence-missing"):
        try_copy(copy)


def _attach(context: Context) -> str:
    from supervision.queries.people import find_actor
    from supervision.services.evidence import attach

    file = home(context) / "photo.pdf"
    file.write_bytes(b"%PDF-1.7 what was mended")
    with context.reading() as reading:
        inspector = find_actor(reading, "P000005")
    return attach(context.acting_as(inspector), "Z2604-000047", file).sha256


@pytest.mark.skipif(shutil.which("pg_dump") is None, reason="PostgreSQL's client programs are not installed")
def test_a_dump_of_postgresql_goes_back_into_an_empty_database_only(
    postgres: str, postgres_server: str, tmp_path: Path
) -> None:
    context = house(Database(postgres))
    import_bundle(context, SAMPLE)
    copy = back_up(context, beside=tmp_path)
    with pytest.raises(BadInput, match="restore-not-empty"):
        restore(postgres, copy, fixed(), secret=None, beside=tmp_path)
    administer(postgres_server, "CREATE DATABASE restored")
    url = f"{postgres_server}/restored"
    try:
        restore(url, copy, fixed(), secret=None, beside=tmp_path)
        again = Database(url)
        assert _but_the_last_entry(again) == content(context.database)
        again.close()
    finally:
        context.database.close()
        administer(postgres_server, "DROP DATABASE restored WITH (FORCE)")


def test_what_is_no_copy_is_refused_by_name(half_year: Context, tmp_path: Path) -> None:
    letter = tmp_path / "letter.docx"
    letter.write_bytes(b"PK")
    with pytest.raises(BadInput, match="no-copy"):
        try_copy(letter)
    junk = tmp_path / "supervision-2026-07-07.db"
    junk.write_bytes(b"not a database at all" * 100)
    with pytest.raises(Broken):
        try_copy(junk)
