"""Which papers of tasks were issued, and what each of them says. Which a task can have: `domain.papers`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import Broken
from supervision.store.mapping import table_of
from supervision.store.tables.papers import IssuedPaperRow

PAPERS = table_of(IssuedPaperRow)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper with its number, as it was issued."""

    number: str
    kind: str
    subject: str
    task_no: str
    issued_at: datetime
    issued_by: str
    sha256: str
    fields: str

    def fields_in(self, lang: str) -> Mapping[str, str]:
        """What it says in a language. Raises Broken where the row is not what was issued."""
        if digest_of(self.fields) != self.sha256:
            raise Broken("paper-changed", number=self.number)
        found: Mapping[str, str] = json.loads(self.fields)[lang]
        return found


_COLUMNS = [PAPERS.c[name] for name in IssuedPaper.__dataclass_fields__]


def digest_of(fields: str) -> str:
    return hashlib.sha256(fields.encode()).hexdigest()


def issued_papers(reading: Reading, task_no: str | None = None, limit: int = 100) -> list[IssuedPaper]:
    """The papers of one task, or the newest of all; newest first."""
    chosen = select(*_COLUMNS).where(PAPERS.c.township == reading.township)
    if task_no is not None:
        chosen = chosen.where(PAPERS.c.task_no == task_no)
    chosen = chosen.order_by(PAPERS.c.issued_at.desc(), PAPERS.c.number.desc()).limit(limit)
    return [IssuedPaper(*row) for row in reading.session.execute(chosen)]


def paper_about(reading: Reading, kind: str, subject: str) -> IssuedPaper | None:
    """The paper of that kind about that subject, if it was issued."""
    where = (PAPERS.c.township == reading.township, PAPERS.c.kind == kind, PAPERS.c.subject == subject)
    row = reading.session.execute(select(*_COLUMNS).where(*where)).first()
    return IssuedPaper(*row) if row is not None else None


def paper_numbered(reading: Reading, number: str) -> IssuedPaper | None:
    where = (PAPERS.c.township == reading.township, PAPERS.c.number == number)
    row = reading.session.execute(select(*_COLUMNS).where(*where)).first()
    return IssuedPaper(*row) if row is not None else None
