"""Which files prove what was done on a task, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from supervision.context import Context, Reading
from supervision.domain.errors import BadInput, Broken
from supervision.store.attachments import kept
from supervision.store.mapping import table_of
from supervision.store.pictures import KINDS as PICTURES
from supervision.store.pictures import pixels
from supervision.store.tables.evidence import AttachmentRow

ATTACHMENTS = table_of(AttachmentRow)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file of a task; `size` in bytes, `kind` by its content, `taken_on` the day that a photograph shows."""

    sha256: str
    name: str
    kind: str
    size: int
    added_by: str
    added_at: datetime
    taken_on: date | None = None


def evidence_of(reading: Reading, task_no: str) -> list[Evidence]:
    """The files of a task, in the order in which they were added."""
    columns = [ATTACHMENTS.c[name] for name in Evidence.__dataclass_fields__]
    where = (ATTACHMENTS.c.township == reading.township, ATTACHMENTS.c.task_no == task_no)
    statement = select(*columns).where(*where).order_by(ATTACHMENTS.c.added_at, ATTACHMENTS.c.sha256)
    return [Evidence(*row) for row in reading.session.execute(statement)]


def attached_before(reading: Reading, before: datetime, task_nos: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Task → names of its files that were added before a moment, in that order; tasks without any are left out."""
    columns = ATTACHMENTS.c
    own = columns.township == reading.township
    where = (own, columns.task_no.in_(task_nos), columns.added_at < before)
    statement = select(columns.task_no, columns.name).where(*where).order_by(columns.added_at, columns.sha256)
    found: dict[str, tuple[str, ...]] = {}
    for task_no, name in reading.session.execute(statement):
        found[task_no] = (*found.get(task_no, ()), name)
    return found


def evidence_folder(context: Context, beside: Path | None = None) -> Path:
    """The folder beside which evidence lies: the database's own, or `beside` where the database is no file.

    Raises BadInput where neither is there.
    """
    if context.database.path is not None:
        return context.database.path.parent
    if beside is None:
        raise BadInput("evidence-not-here", database=context.database.url.render_as_string(hide_password=True))
    return beside


def evidence_content(context: Context, sha256: str, beside: Path | None = None) -> bytes:
    """What is in a file, checked against its digest. Raises Broken when it is gone or changed."""
    return kept(evidence_folder(context, beside), sha256)


def evidence_pixels(
    context: Context, evidence: Evidence, width: int, height: int, beside: Path | None = None
) -> list[list[tuple[int, int, int]]]:
    """A photograph made to fit, as rows of (red, green, blue). Raises as `evidence_content` does."""
    return pixels(evidence_content(context, evidence.sha256, beside), width, height, evidence.name)


def evidence_faults(reading: Reading, folder: Path) -> tuple[int, dict[str, str]]:
    """How many files the township's evidence has; those that are gone or changed: digest → code of what is wrong."""
    own = ATTACHMENTS.c.township == reading.township
    digests = reading.session.execute(select(ATTACHMENTS.c.sha256).where(own).distinct()).scalars().all()
    wrong = {}
    for sha256 in sorted(digests):
        try:
            kept(folder, sha256)
        except Broken as error:
            wrong[sha256] = error.code
    return len(digests), wrong


def is_picture(evidence: Evidence) -> bool:
    return evidence.kind in PICTURES
