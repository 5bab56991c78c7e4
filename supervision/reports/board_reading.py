"""Which boards there are, and what each reads: one way for the terminal and for the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from supervision.context import Reading
from supervision.domain.period import last_day, months_between
from supervision.domain.span import HALF, span_around
from supervision.i18n import Words
from supervision.queries.cadres import cadres
from supervision.queries.economy import economy_of
from supervision.queries.effect import effectiveness
from supervision.queries.imbalance import imbalance
from supervision.queries.law import law
from supervision.queries.lists_of_people import highlights_of, recruits, reserve_list, secretaries
from supervision.queries.member_stars import quarter_end, star_counts
from supervision.queries.people import people, unit_names
from supervision.queries.projects import projects
from supervision.queries.township_quotas import leader_lectures, township_stands
from supervision.reports.boards import Board
from supervision.reports.boards_of_people import (
    cadres_board,
    filings_board,
    highlights_board,
    recruits_board,
    reserves_board,
    star_counts_board,
)
from supervision.reports.boards_of_villages import (
    economy_board,
    effect_board,
    imbalance_board,
    lectures_board,
    projects_board,
    quotas_board,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a board is asked for: a month (of effect any span such as `2026-H1`), one unit or all."""

    period: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A board, and the read models it was made of (for `--json`)."""

    board: Board
    data: object


Maker = Callable[[Reading, Asked, Words], Told]


def read_board(reading: Reading, name: str, asked: Asked, words: Words) -> Told:
    """One board of `BOARDS`; branch people see their own branch, where a board is by unit."""
    own = reading.actor.unit
    return BOARDS[name](reading, Asked(asked.period, own or asked.unit), words)


def _economy(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = economy_of(reading, asked.period, asked.unit)
    return Told(economy_board(lines, asked.period, words), lines)


def _projects(reading: Reading, asked: Asked, words: Words) -> Told:
    until = min(last_day(asked.period), reading.today)
    lines = projects(reading, asked.unit, until)
    return Told(projects_board(lines, unit_names(reading), until, words), lines)


def _recruits(reading: Reading, asked: Asked, words: Words) -> Told:
    found = recruits(reading, asked.unit, min(last_day(asked.period), reading.today))
    return Told(recruits_board(found, unit_names(reading), words), found)


def _filings(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = secretaries(reading, asked.unit, min(last_day(asked.period), reading.today))
    return Told(filings_board(lines, unit_names(reading), _person_names(reading), words), lines)


def _reserves(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = reserve_list(reading, asked.unit, min(last_day(asked.period), reading.today))
    return Told(reserves_board(lines, unit_names(reading), _person_names(reading), words), lines)


def _highlights(reading: Reading, asked: Asked, words: Words) -> Told:
    """From January to the month: a matter counts once in the year so far."""
    year = months_between(f"{asked.period[:4]}-01", asked.period)
    found = highlights_of(reading, list(year), asked.unit)
    return Told(highlights_board(found, unit_names(reading), words), found)


def _stars(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = star_counts(reading, asked.period, (asked.unit,) if asked.unit else ())
    return Told(star_counts_board(lines, quarter_end(asked.period), words), lines)


def _quotas(reading: Reading, asked: Asked, words: Words) -> Told:
    found = township_stands(reading, asked.period)
    names = {**_person_names(reading), **unit_names(reading)}
    return Told(quotas_board(found, names, reading.today, words), found)


def _lectures(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = leader_lectures(reading, asked.period)
    return Told(lectures_board(lines, unit_names(reading), str(span_around(asked.period, HALF)), words), lines)


def _cadres(reading: Reading, asked: Asked, words: Words) -> Told:
    lines = cadres(reading, asked.period, asked.unit)
    terms = law(reading).timeline(reading.today).rubric_for(asked.period).cadres
    return Told(cadres_board(lines, terms, unit_names(reading), asked.period, words), lines)


def _imbalance(reading: Reading, asked: Asked, words: Words) -> Told:
    found = imbalance(reading, asked.period)
    return Told(imbalance_board(found, words), found)


def _effect(reading: Reading, asked: Asked, words: Words) -> Told:
    found = effectiveness(reading, asked.period)
    return Told(effect_board(found, words), found)


def _person_names(reading: Reading) -> dict[str, str]:
    return {line.person_no: line.name for line in people(reading)}


BOARDS: Mapping[str, Maker] = {
    "economy": _economy,
    "projects": _projects,
    "recruits": _recruits,
    "filings": _filings,
    "reserves": _reserves,
    "highlights": _highlights,
    "stars": _stars,
    "quotas": _quotas,
    "lectures": _lectures,
    "cadres": _cadres,
    "imbalance": _imbalance,
    "effect": _effect,
}
"""In the order in which they are offered."""
