"""Which cards were issued, under which document number: 督办单, 约谈通知, 问责建议书."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.errors import BadInput
from supervision.store.mapping import table_of
from supervision.store.tables.work import CardRow

_CARDS = table_of(CardRow)


@dataclass(frozen=True, slots=True)
class IssuedCard:
    """One card as it was issued; `code` is its level, `document` the kind of paper."""

    document_no: str
    document: str
    code: str
    task_no: str
    round: int
    unit: str
    reached_on: date
    points: Decimal
    issued_at: datetime


_COLUMNS = [_CARDS.c[name] for name in IssuedCard.__dataclass_fields__]


def issued_cards(reading: Reading, limit: int = 100) -> list[IssuedCard]:
    """The newest ones, newest first."""
    chosen = select(*_COLUMNS).where(_CARDS.c.township == reading.township)
    rows = reading.session.execute(chosen.order_by(_CARDS.c.reached_on.desc(), _CARDS.c.document_no).limit(limit))
    return [IssuedCard(*row) for row in rows]


def issued_card(reading: Reading, document_no: str) -> IssuedCard:
    """The card with that number. Raises BadInput when none has it."""
    where = (_CARDS.c.township == reading.township, _CARDS.c.document_no == document_no)
    row = reading.session.execute(select(*_COLUMNS).where(*where)).first()
    if row is None:
        raise BadInput("unknown-order", value=document_no)
    return IssuedCard(*row)


def cards_of_task(reading: Reading, task_no: str) -> list[IssuedCard]:
    """The cards of one task, newest first."""
    where = (_CARDS.c.township == reading.township, _CARDS.c.task_no == task_no)
    rows = reading.session.execute(
        select(*_COLUMNS).where(*where).order_by(_CARDS.c.round.desc(), _CARDS.c.level.desc())
    )
    return [IssuedCard(*row) for row in rows]
