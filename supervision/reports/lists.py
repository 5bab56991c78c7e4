"""What the three lists say: 问题清单, 责任清单, 整改台账, from the same rows, so that they agree by number.

Which rows there are is `queries.ledger`'s question; how a workbook is written is `xlsx`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, time

from supervision.context import Reading
from supervision.domain.model import State
from supervision.domain.visibility import Subject
from supervision.i18n import Words
from supervision.queries.ledger import LedgerRow, LedgerRows
from supervision.queries.people import township_name, units
from supervision.reports import shown
from supervision.reports.document import Cell, Column, Kind, Sheet, Table, Workbook
from supervision.reports.lists_duties import standing_duties
from supervision.reports.lists_overview import Overview, shades
from supervision.reports.register_sheet import choice_name
from supervision.reports.spooled import SpooledRows

Getter = Callable[[LedgerRow, Words], Cell]


def _item(row: LedgerRow, words: Words) -> str:
    return f"{row.item.code} {shown.named(words, row.item)}"


def _progress(row: LedgerRow, words: Words) -> str:
    move = row.last_move
    if move is None:
        return words("reports.list.no_move")
    on = shown.day(words, move.on, row.finding.found_on.year)
    text = words("reports.list.moved", on=on, move=words.noun("move", move.move))
    return text if not move.note else words("reports.list.moved_note", moved=text, note=move.note)


def _state(row: LedgerRow, words: Words) -> str:
    state = words.noun("state", row.state)
    if row.overdue:
        return words("reports.list.overdue", state=state, days=row.late_days)
    return words("reports.list.round", state=state, round=row.round) if row.round > 1 else state


def _on_time(row: LedgerRow, words: Words) -> str:
    if row.state is State.WITHDRAWN:
        return ""
    if row.on_time is None and row.state is State.CLOSURE_REQUESTED:
        return words("reports.list.to_verify")
    if row.on_time is None:
        return words("reports.list.not_yet" if row.due is not None else "reports.list.stands_still")
    return words("reports.list.yes" if row.on_time else "reports.list.no")


def _cards(row: LedgerRow, words: Words) -> str:
    told = [
        words(
            "reports.list.card",
            level=shown.known(words, f"nouns.level.{card.level.code}", card.level.name_zh),
            on=shown.day(words, card.on, row.finding.found_on.year),
        )
        for card in row.cards
    ]
    return shown.joined(words, told)


def _lookback(row: LedgerRow, words: Words) -> str:
    look = row.lookback
    if look is None:
        return ""
    outcome = words.noun("lookback_outcome", look.outcome)
    return words("reports.list.looked", on=shown.day(words, look.done_on, row.finding.found_on.year), outcome=outcome)


def _remark(row: LedgerRow, words: Words) -> str:
    told = [words("reports.list.new" if row.new else "reports.list.carried")]
    if row.place > 1:
        told.append(words("reports.list.repeated", place=row.place))
    return shown.joined(words, told)


def _goal(row: LedgerRow, words: Words) -> Cell:
    """What was asked for when the task was issued or reopened."""
    if row.state is State.WITHDRAWN:
        return None
    return words("documents.goal", on=shown.day(words, row.original_due, row.finding.found_on.year))


def _cause(row: LedgerRow, words: Words) -> Cell:
    """问题根源（症结）: its kind and what was found."""
    if row.cause is None:
        return None
    return words("registers.cause", kind=choice_name(words, "cause_kind", row.cause.cause_kind), cause=row.cause.cause)


def _evidence(row: LedgerRow, words: Words) -> Cell:
    """佐证材料: what the item asks for, the files that are attached, and how many fewer they are."""
    asked, files = row.item.evidence, row.attached
    told = []
    if asked:
        told.append(words("documents.evidence.asked", count=len(asked), names=shown.listed(words, list(asked))))
    if files:
        told.append(words("documents.evidence.attached", count=len(files), names=shown.listed(words, list(files))))
    elif row.state is not State.WITHDRAWN:
        told.append(words("documents.evidence.none"))
    if files and len(files) < len(asked):
        told.append(words("documents.evidence.fewer", count=len(asked) - len(files)))
    return shown.joined(words, told) or None


def _duty(row: LedgerRow, words: Words) -> str:
    return words("reports.list.duty", problem=row.finding.problem_type, facts=row.finding.facts)


_FIELDS: Mapping[str, tuple[float, Kind, Getter]] = {
    "finding_no": (25, "text", lambda row, words: row.finding.finding_no),
    "task_no": (25, "text", lambda row, words: row.finding.task_no),
    "unit": (19, "text", lambda row, words: row.unit_name),
    "inspected": (19, "text", lambda row, words: row.unit_name),
    "item": (30, "text", _item),
    "matter": (30, "text", _item),
    "problem": (26, "text", lambda row, words: row.finding.problem_type),
    "facts": (56, "text", lambda row, words: row.finding.facts),
    "existing": (56, "text", lambda row, words: row.finding.facts),
    "severity": (15, "centred", lambda row, words: words.noun("severity", row.finding.severity)),
    "cause": (30, "text", _cause),
    "goal": (26, "text", _goal),
    "source": (17, "centred", lambda row, words: words.noun("source", row.finding.source)),
    "found_on": (19, "date", lambda row, words: row.finding.found_on),
    "issued_on": (19, "date", lambda row, words: row.finding.issued_on),
    "found_by": (15, "centred", lambda row, words: row.found_by),
    "points": (12, "number", lambda row, words: row.points),
    "owner": (15, "centred", lambda row, words: row.owner),
    "leader": (15, "centred", lambda row, words: row.leader),
    "original_due": (19, "date", lambda row, words: row.original_due),
    "due": (19, "date", lambda row, words: row.due),
    "term": (24, "date", lambda row, words: row.due),
    "class": (17, "centred", lambda row, words: words.noun("rectify_class", row.rectify_class)),
    "duty": (70, "text", _duty),
    "measures": (28, "text", lambda row, words: shown.joined(words, list(row.measures)) or None),
    "evidence": (52, "text", _evidence),
    "progress": (40, "text", _progress),
    "state": (26, "centred", _state),
    "completion": (26, "centred", _state),
    "on_time": (12, "centred", _on_time),
    "verifiers": (18, "centred", lambda row, words: shown.listed(words, list(row.verifiers))),
    "closed_on": (19, "date", lambda row, words: row.closed_on),
    "lookback": (22, "text", _lookback),
    "cards": (24, "text", _cards),
    "late_days": (12, "number", lambda row, words: row.late_days or None),
    "remark": (20, "text", _remark),
}
"""Field → width, kind and where its value comes from."""

PROBLEMS = (
    "finding_no", "inspected", "found_on", "item", "facts", "problem", "severity", "cause", "points", "owner",
    "due", "source", "found_by", "remark",
)  # fmt: skip
DUTIES = ("finding_no", "task_no", "matter", "duty", "leader", "unit", "owner", "term", "state")
RECTIFICATION = (
    "finding_no", "task_no", "problem", "existing", "goal", "measures", "leader", "unit", "owner", "original_due",
    "due", "class", "progress", "completion", "evidence", "on_time", "late_days", "cards", "verifiers",
    "closed_on", "lookback", "remark",
)  # fmt: skip
_LISTS: Mapping[str, Sequence[str]] = {"problems": PROBLEMS, "duties": DUTIES, "rectification": RECTIFICATION}
PROBLEMS_IN_BULLETIN = (
    "finding_no", "unit", "item", "problem", "facts", "severity", "found_on", "owner", "due", "points",
)  # fmt: skip
RECTIFICATION_IN_BULLETIN = (
    "finding_no", "unit", "problem", "measures", "owner", "due", "progress", "state",
    "on_time", "verifiers", "closed_on", "lookback",
)  # fmt: skip


def three_lists(reading: Reading, span: str, words: Words) -> Workbook:
    """The three lists of a month or longer span as it stands. Raises BadInput, and NotThisMonth for one not begun."""
    reading.check_readable(Subject.DOCUMENTS)
    found = LedgerRows(reading, span)
    when = shown.span(words, found.span)
    head = f"{township_name(reading)}{when}" if words.lang == "zh" else f"{township_name(reading)}, {when}: "
    rows, seen = _rows_of_each(found, words)
    for at, duty in enumerate(standing_duties(reading, found.day, found.rubric, words), start=len(rows["duties"]) + 1):
        rows["duties"].append((at, *map(duty.get, DUTIES)))
    return Workbook(
        title=head + words("reports.list.title"),
        sheets=tuple(_sheet(head, name, rows[name], words) for name in _LISTS),
        dated=datetime.combine(found.day, time()),
        overview=words("summary.lists.overview"),
        charts=seen.charts(found.rubric.categories, [line.unit for line in units(reading)], words),
    )


def _rows_of_each(found: Iterable[LedgerRow], words: Words) -> tuple[Mapping[str, SpooledRows], Overview]:
    """One row a finding, the same in all three lists, and what is seen of them at a glance: in one pass."""
    rows = {name: SpooledRows() for name in _LISTS}
    makers = [([_FIELDS[field][2] for field in fields], rows[name].append) for name, fields in _LISTS.items()]
    seen = Overview()
    for place, row in enumerate(found, start=1):
        seen.count(row)
        for getters, append in makers:
            append((place, *[get(row, words) for get in getters]))
    return rows, seen


def list_table(rows: Sequence[LedgerRow], fields: Sequence[str], words: Words) -> Table:
    """These fields of these rows, numbered."""
    return Table(_columns(fields, words), _rows(rows, fields, words))


def _sheet(head: str, name: str, rows: Sequence[tuple[Cell, ...]], words: Words) -> Sheet:
    title, fields = words(f"reports.list.{name}"), _LISTS[name]
    return Sheet(title, head + title, _columns(fields, words), rows, shades=shades(fields, words))


def _columns(fields: Sequence[str], words: Words) -> tuple[Column, ...]:
    number = Column(words("reports.field.number"), 10, "centred")
    return (number, *(Column(words(f"reports.field.{name}"), *_FIELDS[name][:2]) for name in fields))


def _rows(rows: Sequence[LedgerRow], fields: Sequence[str], words: Words) -> tuple[tuple[Cell, ...], ...]:
    getters = [_FIELDS[name][2] for name in fields]
    return tuple((place, *(get(row, words) for get in getters)) for place, row in enumerate(rows, start=1))
