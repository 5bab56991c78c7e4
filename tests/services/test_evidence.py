"""Evidence is kept by its content, only of kinds that are what they say, and only by whose task it is."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from supervision.context import Context
from supervision.domain.errors import BadInput, Broken, NotPermitted
from supervision.queries.evidence import evidence_content, evidence_of, evidence_pixels
from supervision.services.evidence import attach
from supervision.store.attachments import LARGEST, place_of
from tests.conftest import person

TASK, BRANCH, OTHER_BRANCH, LEADER = "Z2604-0001", "P000061", "P000012", "P000001"


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **saved: object) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "#a03020").save(made, kind, **saved)
    return made.getvalue()


PNG = picture()


def task_of(context: Context) -> str:
    from supervision.queries.worklist import TaskFilter, task_page

    with context.reading() as reading:
        return task_page(reading, TaskFilter(units=("N01",)))[0].task_no


def office(*members: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return made.getvalue()


def written(folder: Path, content: bytes, name: str = "照片 1.exe") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_file_is_kept_by_its_content_for_its_owner_alone_and_once(half_year: Context, tmp_path: Path) -> None:
    task, branch = task_of(half_year), person(half_year, BRANCH)
    first = attach(branch, task, written(tmp_path, PNG))
    again = attach(branch, task, written(tmp_path, PNG, "another name.png"))
    assert (first.kind, first.name) == ("png", "照片 1.exe")
    assert again == first
    with half_year.reading() as reading:
        assert evidence_of(reading, task) == [first]
    place = place_of(tmp_path, first.sha256)
    assert place.stat().st_mode & 0o777 == 0o600
    assert Image.open(io.BytesIO(evidence_content(half_year, first.sha256))).size == (8, 6)


def test_a_changed_or_lost_file_is_never_shown_as_evidence(half_year: Context, tmp_path: Path) -> None:
    kept = attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, PNG))
    place = place_of(tmp_path, kept.sha256)
    place.write_bytes(PNG + b"!")
    with pytest.raises(Broken, match="evidence-changed"):
        evidence_content(half_year, kept.sha256)
    place.unlink()
    with pytest.raises(Broken, match="evidence-missing"):
        evidence_content(half_year, kept.sha256)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"#!/bin/sh\n", "evidence-kind"),
        (b"PK\x03\x04broken", "evidence-kind"),
        (office("word/document.xml", "word/vbaProject.bin"), "evidence-kind"),
        (office("anything.txt"), "evidence-kind"),
        (b"", "evidence-empty"),
        (PNG + b"\0" * LARGEST, "evidence-too-large"),
        (PNG[:40], "evidence-damaged"),
        (b"\xff\xd8\xff\xe0 photograph", "evidence-damaged"),
        (picture("PNG", (10_000, 6_000)), "evidence-too-many-pixels"),
    ],
)
def test_what_a_file_is_its_content_says(half_year: Context, tmp_path: Path, content: bytes, code: str) -> None:
    with pytest.raises(BadInput, match=code):
        attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, content, "a.png"))
    assert not (tmp_path / "evidence").exists()


def test_links_and_folders_are_no_evidence(half_year: Context, tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(written(tmp_path, PNG))
    for path in (link, tmp_path / "missing.png"):
        with pytest.raises(BadInput, match="evidence-unreadable"):
            attach(person(half_year, BRANCH), task_of(half_year), path)
    with pytest.raises(BadInput, match=r"evidence-(no-file|unreadable)"):
        attach(person(half_year, BRANCH), task_of(half_year), tmp_path)


def test_office_documents_and_photographs_are_told_apart(half_year: Context, tmp_path: Path) -> None:
    branch, task = person(half_year, BRANCH), task_of(half_year)
    contents = {
        "docx": office("word/document.xml"),
        "xlsx": office("xl/workbook.xml"),
        "jpeg": picture("JPEG"),
        "webp": picture("WEBP"),
        "pdf": b"%PDF-1.7 ...",
    }
    assert [attach(branch, task, written(tmp_path, each)).kind for each in contents.values()] == list(contents)


def test_only_whose_task_it_is_adds_evidence(half_year: Context, tmp_path: Path) -> None:
    task = task_of(half_year)
    for somebody in (OTHER_BRANCH, LEADER):
        with pytest.raises(NotPermitted):
            attach(person(half_year, somebody), task, written(tmp_path, PNG))
    assert not (tmp_path / "evidence").exists()


def test_a_photograph_keeps_its_day_and_loses_its_place_its_owner_and_what_hides_behind_it(
    half_year: Context, tmp_path: Path
) -> None:
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = 6
    told[ExifTags.Base.Artist] = "somebody"
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:07:03 08:15:00"
    told.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (30.0, 36.0, 0.0), 3: "E", 4: (116.0, 34.0, 0.0)})
    sent = picture("JPEG", exif=told, comment=b"hidden") + b"<?php appended ?>"
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
    added = attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, sent))
    assert added.taken_on == date(2026, 7, 3)
    kept = evidence_content(half_year, added.sha256)
    left = Image.open(io.BytesIO(kept)).getexif()
    assert dict(left) == {ExifTags.Base.Orientation: 6}
    assert not left.get_ifd(ExifTags.IFD.GPSInfo)
    assert all(each not in kept for each in (b"appended", b"hidden", b"somebody"))


def test_a_day_in_the_future_is_refused(half_year: Context, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="taken-in-future"):
        attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, PNG), date(2026, 7, 8))
    kept = attach(person(half_year, BRANCH), task_of(half_year), written(tmp_path, PNG), date(2026, 7, 6))
    assert kept.taken_on == date(2026, 7, 6)


def test_a_photograph_is_drawn_the_right_way_up_and_to_fit(half_year: Context, tmp_path: Path) -> None:
    turned = Image.Exif()
    turned[ExifTags.Base.Orientation] = 6
    added = attach(
        person(half_year, BRANCH), task_of(half_year), written(tmp_path, picture("PNG", (80, 20), exif=turned))
    )
    rows = evidence_pixels(half_year, added, 40, 40)
    assert (len(rows[0]), len(rows)) == (10, 40)
    assert rows[0][0] == (0xA0, 0x30, 0x20)
