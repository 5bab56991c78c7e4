"""What the township has decided about its own way of working. Deciding it is `services.choices`' question."""

from __future__ import annotations

from supervision.context import Reading
from supervision.domain.visibility import Ranking
from supervision.store.choices import read_ranking


def ranking_choice(reading: Reading) -> tuple[Ranking, int]:
    """Who sees the others' scores and places, and the version of that setting (0: never set)."""
    return read_ranking(reading.session, reading.township)
