"""How the township's own settings are read. Read with each limited look, so it is one small statement."""

from __future__ import annotations

from sqlalchemy import select
from sqlmodel import Session

from supervision.domain.visibility import Ranking
from supervision.store.mapping import table_of
from supervision.store.tables.choices import ChoiceRow

CHOICES = table_of(ChoiceRow)
RANKING = "ranking"
DEMONSTRATION = "demonstration"
"""Written when a sample township is made and by nothing else: no command turns a real one into a demonstration."""


def is_demonstration(session: Session, township: str) -> bool:
    where = (CHOICES.c.township == township, CHOICES.c.name == DEMONSTRATION)
    return session.execute(select(CHOICES.c.name).where(*where)).first() is not None


def read_ranking(session: Session, township: str) -> tuple[Ranking, int]:
    """Who sees the others' places, and how often that was set; 0: never, then everybody."""
    where = (CHOICES.c.township == township, CHOICES.c.name == RANKING)
    row = session.execute(select(CHOICES.c.value, CHOICES.c.version).where(*where)).first()
    return (Ranking(row.value), row.version) if row is not None else (Ranking.ALL, 0)
