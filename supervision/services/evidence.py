"""Adding evidence (佐证材料) to a task: a photograph, a scan, a document. How files are kept: `store.attachments`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from supervision.context import Context, Work
from supervision.domain.errors import BadInput
from supervision.domain.permission import Action, check_reach
from supervision.domain.texts import entered
from supervision.queries.courses import finding_of
from supervision.queries.evidence import ATTACHMENTS, Evidence, evidence_folder, evidence_of
from supervision.queries.law import law
from supervision.store.attachments import admitted, keep, read_evidence
from supervision.store.pictures import KINDS as PICTURES
from supervision.store.pictures import clean
from supervision.store.rows import insert_row


def attach(
    context: Context, task_no: str, file: Path, taken_on: date | None = None, *, beside: Path | None = None
) -> Evidence:
    """Keep a copy of a file of this machine as evidence of the task. Raises as `attach_content` does."""
    check_attaching(context, task_no)
    return attach_content(context, task_no, file.name, read_evidence(file), taken_on, beside=beside)


def attach_content(
    context: Context, task_no: str, name: str, data: bytes, taken_on: date | None = None, *, beside: Path | None = None
) -> Evidence:
    """Keep content as evidence of the task; the same content twice is one file.

    A photograph is kept without the place where it was taken; the day is the one given, else the one it says itself.
    Raises BadInput for content that may not be evidence, NotPermitted as the rules of reach say.
    """
    check_attaching(context, task_no)
    label = entered("name", name, label=True)
    kind, shown = admitted(data, name), None
    if kind in PICTURES:
        data, shown = clean(data, kind, name)
    sha256 = keep(evidence_folder(context, beside), data)
    with context.command(Action.ATTACH_EVIDENCE) as work:
        law(work).refuse_before_seal(work.now)
        if taken_on is not None and taken_on > work.today:
            raise BadInput("taken-in-future", value=taken_on, today=work.today)
        if taken_on is None and shown is not None and shown <= work.today:  # a camera's clock may be wrong
            taken_on = shown
        new = Evidence(sha256, label, kind, len(data), work.actor.person_no, work.now, taken_on)
        return _enter(work, task_no, new)


def check_attaching(context: Context, task_no: str) -> None:
    """Before anything is sent or kept: may this person? Raises NotPermitted, BadInput where there is no such task."""
    with context.reading() as reading:
        check_reach(context.actor, Action.ATTACH_EVIDENCE, finding_of(reading, task_no).unit)


def _enter(work: Work, task_no: str, new: Evidence) -> Evidence:
    unit = finding_of(work, task_no).unit
    work.check_unit(unit)
    known = next((each for each in evidence_of(work, task_no) if each.sha256 == new.sha256), None)
    if known is not None:
        work.nothing_to_do()
        return known
    values = {name: getattr(new, name) for name in Evidence.__dataclass_fields__}
    insert_row(work.session, ATTACHMENTS, township=work.township, task_no=task_no, **values)
    work.audit(task_no, unit, sha256=new.sha256, kind=new.kind, size=new.size)
    return new
