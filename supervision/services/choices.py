"""What the township decides about its own way of working: do villages see one another's places (domain.md, B12)."""

from __future__ import annotations

from supervision.context import Context
from supervision.domain.errors import Conflict
from supervision.domain.permission import Action
from supervision.domain.visibility import Ranking
from supervision.queries.choices import ranking_choice
from supervision.store.choices import CHOICES, RANKING
from supervision.store.rows import change_rows, insert_row


def show_ranking(context: Context, wanted: Ranking) -> bool:
    """Set who sees the others' scores and places; False when it was so already. Raises Conflict."""
    with context.command(Action.SET_VISIBILITY) as work:
        before, version = ranking_choice(work)
        if before is wanted:
            work.nothing_to_do()
            return False
        values = {"value": wanted.value, "set_at": work.now, "version": version + 1}
        if version == 0:
            insert_row(work.session, CHOICES, township=work.township, name=RANKING, **values)
        else:
            own = (CHOICES.c.township == work.township, CHOICES.c.name == RANKING, CHOICES.c.version == version)
            if change_rows(work.session, CHOICES, own, **values) != 1:
                raise Conflict("changed-meanwhile", subject=RANKING)
        work.audit(RANKING, before=before.value, after=wanted.value)
        return True
