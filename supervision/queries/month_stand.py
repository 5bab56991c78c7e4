"""How far a month's cycle has come, what it waits for, and what this person may do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from supervision.context import Reading
from supervision.domain.permission import PERMISSIONS, Action
from supervision.queries.appeals import AppealLine, Window, appeals, window
from supervision.queries.months import MonthLine, months, steps_done
from supervision.queries.people import people, unit_names
from supervision.queries.preview import drafted_last
from supervision.queries.seal_day import seal_due

DECISIONS = (Action.APPROVE_MONTH, Action.RETURN_MONTH, Action.START_PUBLICITY, Action.DECIDE_APPEAL)


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the cycle; `done_at` is None while it is ahead. `now` marks the one that is to be done next."""

    code: str
    done_at: datetime | None
    now: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Something that the month waits for: a code with the facts of its sentence."""

    code: str
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class MonthStand:
    """One month as one person sees it. `may` are the decisions that this person's post may take on it now."""

    line: MonthLine
    periods: tuple[str, ...]
    stages: tuple[Stage, ...]
    blocks: tuple[Block, ...]
    window: Window | None
    appeals: tuple[AppealLine, ...]
    may: frozenset[Action]
    names: Mapping[str, str]
    unit_names: Mapping[str, str]


def month_stand(reading: Reading, period: str | None = None) -> MonthStand | None:
    """The month named, else the oldest one that is not published yet, else the last; None where there is none."""
    lines = months(reading)
    if not lines:
        return None
    line = next((each for each in lines if each.period == period), None) or _present(reading, lines)
    done = steps_done(reading, line.period)
    shown = window(reading, line.public_from, line.period) if line.public_from is not None else None
    filed = tuple(appeals(reading, line.period))
    return MonthStand(
        line,
        tuple(each.period for each in lines),
        tuple(_stages(line, done)),
        tuple(_blocks(reading, line, done, shown, filed)),
        shown,
        filed,
        frozenset(_may(reading, line, shown, filed)),
        {person.person_no: person.name for person in people(reading)},
        unit_names(reading),
    )


def _present(reading: Reading, lines: list[MonthLine]) -> MonthLine:
    waiting = (each for each in lines if "propose" not in steps_done(reading, each.period))
    return next(waiting, lines[-1])


def _stages(line: MonthLine, done: Mapping[str, datetime]) -> Iterator[Stage]:
    moments = (
        ("open", done.get("open")),
        ("score", (done.get("score") or line.seal_at) if line.draft_sha or line.sealed_at else None),
        ("publicity", datetime.combine(line.public_from, datetime.min.time()) if line.public_from else None),
        ("approve", line.approved_at),
        ("seal", done.get("seal")),
        ("publish", done.get("publish")),
        ("propose", done.get("propose")),
    )
    next_one = next((code for code, at in moments if at is None and code != "publicity"), None)
    for code, at in moments:
        if code != "publicity" or at is not None or line.sealed_at is None:
            yield Stage(code, at, code == next_one)


def _blocks(
    reading: Reading,
    line: MonthLine,
    done: Mapping[str, datetime],
    shown: Window | None,
    filed: tuple[AppealLine, ...],
) -> Iterator[Block]:
    earliest = seal_due(reading, line.period)
    if line.sealed_at is None and reading.now < earliest:
        yield Block("not-over", {"day": earliest.date(), "days": (earliest.date() - reading.today).days})
    elif line.state in ("planned", "open"):
        yield Block("not-scored", {})
    elif line.state == "returned":
        yield Block("returned", {"reason": line.return_reason or ""})
    if line.state in ("awaiting_approval", "approved"):
        yield from _before_seal(reading, line, shown, filed)
    if line.sealed_at is not None and "publish" not in done:
        yield Block("not-published", {})


def _before_seal(
    reading: Reading, line: MonthLine, shown: Window | None, filed: tuple[AppealLine, ...]
) -> Iterator[Block]:
    if shown is not None and shown.running(reading.today):
        until = max(shown.last_shown, shown.last_appeal)
        yield Block("publicity", {"until": until, "days": (until - reading.today).days})
    waiting = [each.appeal_no for each in filed if each.state == "filed"]
    if waiting:
        yield Block("appeals", {"count": len(waiting)})
    if not drafted_last(reading, line.period, str(line.draft_sha)):
        yield Block("facts-since", {})
    yield Block("signature" if line.state == "awaiting_approval" else "next-run", {})


def _may(reading: Reading, line: MonthLine, shown: Window | None, filed: tuple[AppealLine, ...]) -> Iterator[Action]:
    drafted = line.state in ("awaiting_approval", "approved")
    fits = {
        Action.APPROVE_MONTH: line.state == "awaiting_approval",
        Action.RETURN_MONTH: drafted,
        Action.START_PUBLICITY: drafted and shown is None,
        Action.DECIDE_APPEAL: any(each.state == "filed" for each in filed),
    }
    for action in DECISIONS:
        if fits[action] and reading.actor.role in PERMISSIONS[action]:
            yield action
