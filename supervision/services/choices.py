"""What the township decides about its own way of working: do villages see one another's places (domain.md, B12)."""

from __future__ import annotations

from sqlalchemy import insert, update

from supervision.context import Context
from supervision.domain.errors import Conflict
from supervision.domain.permission import Action
from supervision.domain.visibility import Ranking
from supervision.queries.choices import ranking_choice
from supervision.store.choices import CHOICES, RANKING


def show_ranking(context: Context, wanted: Ranking) -> bool:
    """Set who sees the others' scores and places; False when it was so already. Raises Conflict."""
    with context.command(Action.SET_VISIBILITY) as work:
        before, version = ranking_choice(work)
        if before is wanted:
            work.nothing_to_do()
            return False
        values = {"value": wanted.value, "set_at": work.now, "version": version + 1}
        if version == 0:
            work.session.execute(insert(CHOICES).values(township=work.township, name=RANKING, **values))
        else:
            own = (CHOICES.c.township == work.township, CHOICES.c.name == RANKING, CHOICES.c.version == version)
            if work.session.execute(update(CHOICES).where(*own).values(**values)).rowcount != 1:  # type: ignore[attr-defined]
                raise Conflict("changed-meanwhile", subject=RANKING)
        work.audit(RANKING, before=before.value, after=wanted.value)
        return True
