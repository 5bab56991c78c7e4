"""Evidence is kept by its content, only of kinds that are what they say, and only by whose task it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from supervision.context import Context
from supervision.domain.errors import BadInput, Broken, NotPermitted
from supervision.queries.evidence import evidence_content, evidence_of
from supervision.services.evidence import attach
from supervision.store.attachments import LARGEST, place_of
from tests.conftest import person

TASK, BRANCH, OTHER_BRANCH, LEADER = "Z2604-0001", "P000061", "P000012", "P000001"
PNG = b"\x89PNG\r\n\x1a\n" + b"picture" * 9


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
    assert evidence_content(half_year, first.sha256) == PNG


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
        "jpeg": b"\xff\xd8\xff\xe0 photograph",
        "webp": b"RIFF\x10\0\0\0WEBPVP8 ",
        "pdf": b"%PDF-1.7 ...",
    }
    assert [attach(branch, task, written(tmp_path, each)).kind for each in contents.values()] == list(contents)


def test_only_whose_task_it_is_adds_evidence(half_year: Context, tmp_path: Path) -> None:
    task = task_of(half_year)
    for somebody in (OTHER_BRANCH, LEADER):
        with pytest.raises(NotPermitted):
            attach(person(half_year, somebody), task, written(tmp_path, PNG))
    assert not (tmp_path / "evidence").exists()
