"""One rectification task with its facts, its clock, its cards, its history and what may be done now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from supervision.cli.call import Call, call_of
from supervision.cli.printing import plain, print_json, print_tables, table_of

if TYPE_CHECKING:
    from supervision.queries.task_detail import Offer, TaskDetail


def show(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NO", help="cli.arg.task")],
    as_json: Annotated[bool, typer.Option("--json", help="cli.opt.json")] = False,
) -> None:
    from supervision.queries.task_detail import task_detail

    call = call_of(ctx)
    with call.house() as context, context.reading() as reading:
        detail = task_detail(reading, number)
    if as_json:
        print_json(_as_data(detail))
    else:
        _print(call, detail)


def _as_data(detail: TaskDetail) -> dict[str, object]:
    status = detail.status
    return {
        "finding": plain(detail.finding),
        "unit_name": detail.unit_name,
        "state": status.state.value,
        "round": status.round,
        "original_due": plain(status.original_due),
        "due": plain(status.due),
        "late_days": status.late_days,
        "overdue": status.overdue,
        "near_due": status.near_due,
        "place": detail.place,
        "cards": [{"round": card.round, "level": card.level.code, "on": plain(card.on)} for card in detail.cards],
        "moves": plain(detail.moves),
        "offers": plain(detail.offers),
        "cause": None if detail.cause is None else plain(detail.cause),
        "escalation": plain(detail.escalation),
    }


def _print(call: Call, detail: TaskDetail) -> None:
    facts = table_of(["", ""], _facts(call, detail))
    facts.show_header = False
    print_tables(facts)
    words = call.words
    if detail.moves:
        titles = [words(f"cli.task.{name}") for name in ("seq", "on", "move", "by", "note")]
        rows = [
            (move.seq, move.on, words.noun("move", move.move), _by(detail, move.by, move.second_by), move.note)
            for move in detail.moves
        ]
        print_tables(table_of(titles, rows, title=words("cli.task.history")))
    offers = [_offer(call, offer) for offer in detail.offers]
    call.print("task.offers" if offers else "task.no-offers", offers=offers)


def _facts(call: Call, detail: TaskDetail) -> list[tuple[str, object]]:
    words, finding, status = call.words, detail.finding, detail.status
    from supervision.reports.task_page import cause_in_words

    item = detail.item_name if words.lang == "zh" else detail.item_name_en
    cards = [f"{words.noun('level', card.level.code)} {card.on}" for card in detail.cards]
    told = {
        "task": f"{finding.task_no}  ({finding.finding_no})",
        "unit": f"{finding.unit} {detail.unit_name}",
        "item": f"{finding.item} {item}",
        "problem": finding.problem_type,
        "facts": finding.facts,
        "cause": cause_in_words(detail, words),
        "severity": words.noun("severity", finding.severity),
        "source": words.noun("source", finding.source),
        "found-on": f"{finding.found_on}  {_by(detail, finding.found_by)}",
        "issued-on": finding.issued_on,
        "owner": _by(detail, finding.owner),
        "escalation": " → ".join(each.name for each in detail.escalation) or None,
        "state": words.noun("state", status.state),
        "round": status.round,
        "original-due": status.original_due,
        "due": words.shown(status.due),
        "late-days": status.late_days,
        "cards": words.shown(cards) or None,
    }
    return [(words(f"cli.task.{name}"), value) for name, value in told.items() if value is not None]


def _by(detail: TaskDetail, *numbers: str | None) -> str:
    return " ".join(f"{detail.names.get(number, '')}({number})" for number in numbers if number)


def _offer(call: Call, offer: Offer) -> str:
    """A move that leaves this state, by its code for `task move`, and who could make it."""
    words = call.words
    roles = [words.noun("role", role) for role in offer.roles]
    return words("cli.task.offer", code=offer.move, move=words.noun("move", offer.move), roles=roles)
