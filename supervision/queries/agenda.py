"""What needs this person now, in the order in which it matters. Lists of everything are `worklist`'s question."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta

from supervision.context import Reading
from supervision.domain.model import State
from supervision.domain.period import period_of
from supervision.domain.permission import Role
from supervision.queries.answering import vacant_duties
from supervision.queries.figures import measures_of, scores_of
from supervision.queries.lookbacks import lookbacks_to_do
from supervision.queries.months import months
from supervision.queries.needs import MOST, Need
from supervision.queries.notices import unread
from supervision.queries.proposals import undecided
from supervision.queries.quotas import quotas
from supervision.queries.worklist import TaskFilter, TaskLine, task_page

QUOTA_DAYS = 10
"""So many days before a window ends its gaps begin to press."""


def agenda(reading: Reading) -> list[Need]:
    """The first things to do for the acting person, by post; the most pressing first."""
    found: list[Need] = []
    for part in _BY_ROLE.get(reading.actor.role, _WATCHING):
        found.extend(part(reading))
        if len(found) >= MOST:
            break
    return found[:MOST]


def _tasks(reading: Reading, kind: str, chosen: TaskFilter) -> Iterator[Need]:
    for line in task_page(reading, chosen, limit=MOST):
        yield _task(kind, line)


def _task(kind: str, line: TaskLine) -> Need:
    return Need(kind, line.task_no, line.unit, line.problem_type, line.due, line.late_days if line.overdue else 0)


def _own(reading: Reading) -> tuple[str, ...]:
    return (reading.actor.unit or "",)


def _late(reading: Reading) -> Iterator[Need]:
    units = _own(reading) if reading.actor.unit else ()
    yield from _tasks(reading, "overdue", TaskFilter(units=units, overdue=True))


def _pressing(reading: Reading) -> Iterator[Need]:
    """Near due, then just issued: neither twice."""
    units = _own(reading)
    near = list(_tasks(reading, "near", TaskFilter(units=units, near_due=True)))
    yield from near
    known = {need.subject for need in near}
    for kind, state in (("acknowledge", State.ISSUED), ("reopened", State.REOPENED)):
        for need in _tasks(reading, kind, TaskFilter(units=units, states=(state,))):
            if not need.late_days and need.subject not in known:
                yield need


def _to_verify(reading: Reading) -> Iterator[Need]:
    """Requested closures, the oldest first; one's own task is for somebody else."""
    lines = task_page(reading, TaskFilter(states=(State.CLOSURE_REQUESTED,)), limit=10 * MOST)
    lines.sort(key=lambda line: (line.moved_on, line.id))
    for line in lines:
        if line.owner_no != reading.actor.person_no:
            yield Need("verify", line.task_no, line.unit, line.problem_type, line.moved_on)


def _look_backs(reading: Reading) -> Iterator[Need]:
    for each in lookbacks_to_do(reading):
        yield Need("lookback", each.task_no, each.unit, each.problem_type, each.closed_on)


def _disputed(reading: Reading) -> Iterator[Need]:
    yield from _tasks(reading, "disputed", TaskFilter(states=(State.DISPUTED,)))


def _months(reading: Reading) -> Iterator[Need]:
    """Months that wait for a signature."""
    for line in months(reading):
        if line.state == "awaiting_approval":
            yield Need("sign", line.period)


def _proposals(reading: Reading) -> Iterator[Need]:
    """Rewards and penalties that nobody has decided about."""
    for period, count in undecided(reading).items():
        yield Need("decide", period, count=count)


def _gaps(reading: Reading) -> Iterator[Need]:
    """Activities that the unit still owes in a window that ends soon."""
    grid = quotas(reading, period_of(reading.today), _own(reading))
    for row in grid.rows:
        for kind, cell in zip(grid.kinds, row.cells, strict=True):
            if cell is not None and cell.missing and cell.until - reading.today <= timedelta(days=QUOTA_DAYS):
                yield Need("activity", kind.type, row.unit, kind.name_zh, cell.until, count=int(cell.missing + 1) - 1)


def _open_period(reading: Reading) -> str:
    """The month whose records are being gathered: the earliest that is not sealed, else the present one."""
    waiting = [line.period for line in months(reading) if line.sealed_at is None]
    present = period_of(reading.today)
    return min([*waiting, present]) if waiting else present


def _scores(reading: Reading) -> Iterator[Need]:
    """Manual scores of the open month that nobody has given, once the month is over."""
    period = _open_period(reading)
    if period_of(reading.today) > period:
        missing = [line for line in scores_of(reading, period) if line.missing and line.own is None]
        if missing:
            yield Need("score", period, count=len(missing))


def _measures(reading: Reading) -> Iterator[Need]:
    period = _open_period(reading)
    if period_of(reading.today) > period:
        missing = [line for line in measures_of(reading, period) if line.numerator is None]
        if missing:
            yield Need("measure", period, count=len(missing))


def _vacant(reading: Reading) -> Iterator[Need]:
    """Duties that nobody has (domain.md, row 2), once months are run."""
    vacant = vacant_duties(reading, reading.today) if months(reading) else []
    if vacant:
        yield Need("vacant", "", vacant[0].unit or "", count=len(vacant))


def _unread(reading: Reading) -> Iterator[Need]:
    waiting = unread(reading, reading.actor.person_no)
    if waiting:
        yield Need("inbox", "", count=waiting)


_Part = Callable[[Reading], Iterator[Need]]
_WATCHING: tuple[_Part, ...] = (_late, _unread)
_BRANCH: tuple[_Part, ...] = (_late, _pressing, _gaps, _unread)
_BY_ROLE: Mapping[str, tuple[_Part, ...]] = {
    Role.INSPECTOR: (_to_verify, _look_backs, _scores, _unread),
    Role.BRANCH_SECRETARY: _BRANCH,
    Role.VILLAGE_CLERK: _BRANCH,
    Role.CADRE: (_late, _pressing, _unread),
    Role.TOWNSHIP_SECRETARY: (_months, _proposals, _late, _unread),
    Role.ORGANIZATION_COMMISSIONER: (_disputed, _late, _vacant, _measures, _unread),
    Role.PARTY_OFFICE_CLERK: (_late, _vacant, _measures, _unread),
    Role.LEADER: (_scores, _late, _unread),
}
