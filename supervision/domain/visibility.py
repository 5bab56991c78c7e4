"""Who may read what: subject → role → extent. Who may do what is the question of `permission`.

The store keeps to it row by row (`store.sight`), so that no query can forget it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from supervision.domain.errors import NotPermitted
from supervision.domain.permission import Actor, Role
from supervision.domain.result import MonthResult, UnitResult


class Subject(StrEnum):
    """What there is to read."""

    TASKS = "tasks"
    RECORDS = "records"
    SCORES = "scores"
    RANKING = "ranking"
    PROPOSALS = "proposals"
    APPEALS = "appeals"
    TARGETS = "targets"
    MEMBERS = "members"
    REGISTERS = "registers"
    TRAIL = "trail"
    NOTICES = "notices"
    ACCOUNTS = "accounts"
    DOCUMENTS = "documents"


class Extent(StrEnum):
    """How far somebody sees: the whole township, the own unit, only what concerns oneself."""

    ALL = "all"
    UNIT = "unit"
    PERSON = "person"


class Ranking(StrEnum):
    """The township's setting: whether a village sees the others' scores and places (domain.md, B12)."""

    ALL = "all"
    OWN = "own"


_HEADS = (
    *(Role.TOWNSHIP_SECRETARY, Role.DEPUTY_SECRETARY, Role.ORGANIZATION_COMMISSIONER, Role.DISCIPLINE_SECRETARY),
    *(Role.PARTY_OFFICE_CLERK, Role.SYSTEM),
)
_STAFF = dict.fromkeys((*_HEADS, Role.INSPECTOR, Role.LEADER), Extent.ALL)
_VIEWERS = dict.fromkeys((Role.ADMIN, Role.COUNTY_VIEWER), Extent.ALL)
_BRANCH = dict.fromkeys((Role.BRANCH_SECRETARY, Role.VILLAGE_CLERK), Extent.UNIT)
_CADRE = {Role.CADRE: Extent.UNIT}
_ONESELF = dict.fromkeys(Role, Extent.PERSON)

READABLE: Mapping[Subject, Mapping[Role, Extent]] = {
    Subject.TASKS: _STAFF | _VIEWERS | _BRANCH | _CADRE,
    Subject.RECORDS: _STAFF | _VIEWERS | _BRANCH | _CADRE,
    Subject.SCORES: _STAFF | _VIEWERS | _BRANCH | _CADRE,
    Subject.RANKING: _STAFF | _VIEWERS | _BRANCH | _CADRE,
    Subject.PROPOSALS: _STAFF | _VIEWERS | _BRANCH,
    Subject.APPEALS: _STAFF | _VIEWERS | _BRANCH,
    Subject.TARGETS: _STAFF | _VIEWERS | _BRANCH | {Role.CADRE: Extent.PERSON},
    Subject.MEMBERS: _STAFF | _BRANCH,
    Subject.REGISTERS: _STAFF | _VIEWERS | _BRANCH | _CADRE,
    Subject.TRAIL: _STAFF | _VIEWERS | _BRANCH,
    Subject.NOTICES: _ONESELF | dict.fromkeys((*_HEADS, Role.ADMIN), Extent.ALL),
    Subject.ACCOUNTS: _ONESELF | dict.fromkeys((*_HEADS, Role.ADMIN), Extent.ALL),
    Subject.DOCUMENTS: _STAFF | _VIEWERS | _BRANCH,
}
"""A role that a subject does not name reads none of it. `RANKING` of a branch is wider where the township says so."""


def extent(actor: Actor, subject: Subject, ranking: Ranking) -> Extent | None:
    """How far the actor sees of the subject; None: nothing."""
    found = READABLE[subject].get(Role(actor.role)) if actor.role in list(Role) else None
    if subject is Subject.RANKING and found is Extent.UNIT and ranking is Ranking.ALL:
        return Extent.ALL
    return found


def narrowed(actor: Actor, ranking: Ranking) -> dict[Subject, Extent | None]:
    """What the actor does not see whole, and how far; empty for somebody who sees everything."""
    found = {subject: extent(actor, subject, ranking) for subject in Subject}
    return {subject: far for subject, far in found.items() if far is not Extent.ALL}


def own_only(actor: Actor) -> bool:
    """Is this somebody who sees tasks of the own unit only? Lists say so then."""
    return extent(actor, Subject.TASKS, Ranking.OWN) is not Extent.ALL


def readers(subject: Subject) -> tuple[Role, ...]:
    """Who reads this, for the sentence that tells somebody who does not."""
    return tuple(READABLE[subject])


def whole_readers(subject: Subject) -> tuple[Role, ...]:
    """Who reads this of every unit."""
    return tuple(role for role, far in READABLE[subject].items() if far is Extent.ALL and role is not Role.SYSTEM)


def refuse_unless_seen(actor: Actor, subject: Subject, seen: Extent | None, unit: str | None) -> None:
    """Raise NotPermitted unless that much is enough for the subject of that unit (None: of the whole township)."""
    if seen is None:
        raise NotPermitted("may-not-read", subject=subject, role=actor.role, who=readers(subject))
    if seen is not Extent.ALL and (unit is None or unit != actor.unit):
        code = "township-not-read" if unit is None else "own-unit-read-only"
        facts = {"subject": subject, "unit": unit, "own_unit": actor.unit, "who": whole_readers(subject)}
        raise NotPermitted(code, **facts)


def as_seen(result: MonthResult, actor: Actor, seen: Mapping[Subject, Extent | None]) -> MonthResult:
    """A month as the actor may see it: of other units at most what a bulletin tells, never their lines."""
    if seen.get(Subject.SCORES, Extent.ALL) is Extent.ALL:
        return result
    places = seen.get(Subject.RANKING, Extent.ALL) is Extent.ALL
    sheets = seen.get(Subject.TARGETS, Extent.ALL)
    units = tuple(
        unit if unit.unit == actor.unit else _outline(unit)
        for unit in result.units
        if places or unit.unit == actor.unit
    )
    cadres = tuple(
        each
        for each in result.cadres
        if each.unit == actor.unit and (sheets is Extent.UNIT or each.person_no == actor.person_no)
    )
    return replace(result, units=units, cadres=cadres, lookback_sample=())


def _outline(unit: UnitResult) -> UnitResult:
    """Score and place of another unit: no line, no item's figures, no money."""
    return replace(
        unit, items=(), bonus_lines=(), adjustment_lines=(), cap_lines=(), consequences=(), blocked=(), held=()
    )
