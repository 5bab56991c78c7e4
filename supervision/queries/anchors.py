"""What a sealed month is pinned to, and whether everything still is as it was then.

A change that keeps the trail's own chain whole, of a fact, a result or the trail's tail, shows here against the root
that the bulletin printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from supervision.context import Reading
from supervision.domain.anchor import Anchor, anchor_from, root_of, rows_digest
from supervision.domain.result_json import digest
from supervision.queries.months import month_result
from supervision.queries.trail import trail_head
from supervision.store.mapping import KINDS, Kind, table_of
from supervision.store.result_rows import MONTHS, is_as_written
from supervision.store.signing import is_signed
from supervision.store.tables.anchors import AnchorRow, AnchorSignatureRow
from supervision.store.tables.township import RubricRow
from supervision.store.tables.trail import TrailRow

ANCHORS = table_of(AnchorRow)
SIGNATURES = table_of(AnchorSignatureRow)
_TRAIL = table_of(TrailRow)
_RUBRICS = table_of(RubricRow)
_RECORDED = "recorded_at"
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Fault:
    """What no longer is as the anchor says: `root`, `previous`, `trail`, `result`, `rubric`, `signature` or a kind of
    fact."""

    period: str
    what: str


@dataclass(frozen=True, slots=True)
class Pinned:
    """An anchor in the database; `signed_by` are public keys whose signatures hold (hex)."""

    anchor: Anchor
    root: str
    signed_by: tuple[str, ...]


def anchor_now(reading: Reading, period: str, sealed_at: datetime, result: str) -> Anchor:
    """What a month that is sealed now is pinned to; `result` is its digest."""
    last = _before(reading, period)
    head = trail_head(reading)
    return Anchor(
        township=reading.township,
        period=period,
        sealed_at=sealed_at.isoformat(),
        result=result,
        rubric=_rubric(reading, period),
        trail_entries=head.entries,
        trail_head=head.hash,
        facts=_facts(reading, last.sealed_at if last else None, sealed_at, sorted(KINDS)),
        previous=root_of(last.text()) if last else None,
    )


def anchors(reading: Reading) -> list[Pinned]:
    """Every anchor, oldest first."""
    rows = reading.session.execute(
        select(ANCHORS).where(ANCHORS.c.township == reading.township).order_by(ANCHORS.c.period)
    ).all()
    signed: dict[str, list[tuple[str, str]]] = {}
    for row in reading.session.execute(select(SIGNATURES).where(SIGNATURES.c.township == reading.township)):
        signed.setdefault(row.period, []).append((row.public_key, row.signature))
    return [
        Pinned(
            anchor_from(row.text),
            row.root,
            tuple(key for key, signature in signed.get(row.period, []) if is_signed(row.root, key, signature)),
        )
        for row in rows
    ]


def pinned(reading: Reading, period: str) -> Pinned | None:
    return next((each for each in anchors(reading) if each.anchor.period == period), None)


def anchor_faults(reading: Reading) -> Iterator[Fault]:
    """Everything that no longer is as an anchor says; reads each fact once, of all units whoever asks."""
    with reading.whole():
        yield from list(_every_fault(reading))


def _every_fault(reading: Reading) -> Iterator[Fault]:
    before: Pinned | None = None
    signatures = SIGNATURES.c.township == reading.township
    count: dict[str, int] = {}
    for row in reading.session.execute(select(SIGNATURES.c.period).where(signatures)):
        count[row.period] = count.get(row.period, 0) + 1
    for each in anchors(reading):
        period = each.anchor.period
        yield from (Fault(period, what) for what in _faults(reading, each, before))
        if len(each.signed_by) < count.get(period, 0):
            yield Fault(period, "signature")
        before = each


def _faults(reading: Reading, each: Pinned, before: Pinned | None) -> Iterator[str]:
    anchor = each.anchor
    if root_of(anchor.text()) != each.root:
        yield "root"
    if anchor.previous != (before.root if before else None):
        yield "previous"
    if _entry(reading, anchor.trail_entries) != anchor.trail_head:
        yield "trail"
    result = month_result(reading, anchor.period)
    if digest(result) != anchor.result or not is_as_written(reading.session, reading.township, result):
        yield "result"
    if _rubric(reading, anchor.period) != anchor.rubric:
        yield "rubric"
    since = before.anchor.sealed_at if before else None
    now = _facts(reading, since, datetime.fromisoformat(anchor.sealed_at), sorted(anchor.facts))
    yield from (kind for kind, told in sorted(anchor.facts.items()) if now[kind] != told)


def _before(reading: Reading, period: str) -> Anchor | None:
    where = (ANCHORS.c.township == reading.township, ANCHORS.c.period < period)
    text = reading.session.execute(
        select(ANCHORS.c.text).where(*where).order_by(ANCHORS.c.period.desc()).limit(1)
    ).scalar()
    return anchor_from(text) if text is not None else None


def _entry(reading: Reading, seq: int) -> str | None:
    where = (_TRAIL.c.township == reading.township, _TRAIL.c.seq == seq)
    return reading.session.execute(select(_TRAIL.c.hash).where(*where)).scalar()


def _rubric(reading: Reading, period: str) -> str:
    joined = (MONTHS.c.township == _RUBRICS.c.township) & (MONTHS.c.rubric_version == _RUBRICS.c.version)
    where = (MONTHS.c.township == reading.township, MONTHS.c.period == period)
    statement = select(_RUBRICS.c.sha256).select_from(_RUBRICS.join(MONTHS, joined)).where(*where)
    return str(reading.session.execute(statement).scalar())


def _facts(reading: Reading, since: str | None, until: datetime, kinds: list[str]) -> Mapping[str, tuple[int, str]]:
    """Of each kind that has a moment of recording: the rows that became known from `since` to before `until` (R-3)."""
    return {
        name: rows_digest(_known(reading, KINDS[name], since, until))
        for name in kinds
        if name in KINDS and _RECORDED in KINDS[name].columns
    }


def _known(reading: Reading, kind: Kind[object], since: str | None, until: datetime) -> Iterator[Mapping[str, object]]:
    recorded = kind.table.c[_RECORDED]
    where = [kind.table.c.township == reading.township, recorded < until]
    if since is not None:
        where.append(recorded >= datetime.fromisoformat(since))
    columns = [kind.table.c[name] for name in kind.columns]
    statement = select(*columns).where(*where).order_by(*(kind.table.c[name] for name in kind.key))
    for row in reading.session.execute(statement.execution_options(yield_per=ROWS_AT_ONCE)):
        yield dict(row._mapping)
