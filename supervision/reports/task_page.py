"""One task on paper or in a terminal: what was found, its clock, its dated history, its cards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervision.i18n import Words
from supervision.queries.task_detail import TaskDetail
from supervision.reports import shown
from supervision.reports.document import Block, Cell, Column, Heading, Paragraph, Table
from supervision.reports.register_sheet import choice_name


def task_page(detail: TaskDetail, words: Words) -> tuple[Block, ...]:
    """The blocks of one task; `terminal.show` prints each of them."""
    return tuple(_blocks(detail, words))


def _blocks(detail: TaskDetail, words: Words) -> Iterator[Block]:
    finding, status = detail.finding, detail.status
    yield Heading(words("reports.page.title", task=finding.task_no, unit=detail.unit_name))
    yield Paragraph(finding.facts, words("reports.page.lead", problem=finding.problem_type))
    yield Table(
        (Column(words("reports.page.what"), 40), Column(words("reports.page.value"), 116)),
        tuple(_facts(detail, words)),
    )
    yield Heading(words("reports.page.history"), 2)
    yield _history(detail, words)
    if detail.cards:
        yield Heading(words("reports.page.cards"), 2)
        yield _cards(detail, words)
    if status.overdue:
        yield Paragraph(words("reports.page.overdue", days=status.late_days))


def _facts(detail: TaskDetail, words: Words) -> Iterator[tuple[Cell, ...]]:
    finding, status, clock = detail.finding, detail.status, detail.clock
    item = detail.item_name if words.lang == "zh" else detail.item_name_en
    due = words("reports.page.standing_still") if status.due is None else _day(status.due, words)
    counted = words(
        "reports.page.counted",
        start=_day(clock.start_on, words),
        days=clock.days,
        counted=_day(clock.counted, words),
        due=_day(clock.original_due, words),
    )
    yield words("reports.field.finding_no"), finding.finding_no
    yield words("reports.field.item"), f"{finding.item} {item}"
    yield words("reports.field.severity"), words.noun("severity", finding.severity)
    cause = cause_in_words(detail, words)
    if cause is not None:
        yield words("reports.field.cause"), cause
    yield words("reports.field.source"), words.noun("source", finding.source)
    yield words("reports.field.found_on"), _day(finding.found_on, words)
    yield words("reports.field.found_by"), _name(detail, finding.found_by)
    yield words("reports.field.owner"), _name(detail, finding.owner)
    state = words.noun("state", status.state)
    yield words("reports.page.state"), words("reports.list.round", state=state, round=status.round)
    yield words("reports.field.original_due"), counted
    if clock.extended_by:
        yield words("reports.page.extended"), words("reports.page.days", days=clock.extended_by)
    if clock.stopped_days:
        yield words("reports.page.stopped"), words("reports.page.days", days=clock.stopped_days)
    yield words("reports.field.due"), due
    if clock.late_days:
        yield words("reports.field.late_days"), words("reports.page.days", days=clock.late_days)
    if detail.place > 1:
        yield words("reports.page.chain"), words("reports.list.repeated", place=detail.place)


def cause_in_words(detail: TaskDetail, words: Words) -> str | None:
    """问题根源: its kind and what was found, or nothing."""
    if detail.cause is None:
        return None
    return words(
        "registers.cause", kind=choice_name(words, "cause_kind", detail.cause.cause_kind), cause=detail.cause.cause
    )


def _history(detail: TaskDetail, words: Words) -> Table:
    columns = (
        Column(words("reports.page.on"), 22, "date"),
        Column(words("reports.page.move"), 24),
        Column(words("reports.page.by"), 40),
        Column(words("reports.page.note"), 70),
    )
    rows: list[tuple[Cell, ...]] = [
        (detail.finding.issued_on, words.noun("state", "issued"), _name(detail, detail.finding.found_by), "")
    ]
    for move in detail.moves:
        people = [_name(detail, number) for number in (move.by, move.second_by, move.approved_by) if number]
        days = words("reports.page.days", days=move.days) if move.days else ""
        note = shown.joined(words, [text for text in (days, move.note or "") if text])
        rows.append((move.on, words.noun("move", move.move), shown.listed(words, people), note))
    return Table(columns, tuple(rows))


def _cards(detail: TaskDetail, words: Words) -> Table:
    columns = (
        Column(words("reports.page.on"), 22, "date"),
        Column(words("reports.page.round"), 14, "centred"),
        Column(words("reports.task.card"), 40),
        Column(words("reports.field.points"), 16, "number"),
    )
    rows = tuple(
        (
            card.on,
            card.round,
            shown.known(words, f"nouns.level.{card.level.code}", card.level.name_zh),
            card.level.points,
        )
        for card in detail.cards
    )
    return Table(columns, rows)


def _name(detail: TaskDetail, person_no: str) -> str:
    return detail.names.get(person_no, person_no)


def _day(on: date, words: Words) -> str:
    return shown.day(words, on)
