"""What registers are used for from the command line: a month's measures, the agenda, a finding from a comment."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from supervision.cli.call import Call
from supervision.cli.given import one_of
from supervision.cli.printing import plain, print_blocks, print_json, print_tables, print_text, table_of
from supervision.domain.model import Severity
from supervision.domain.period import parse_period

if TYPE_CHECKING:
    from supervision.queries.register_figures import FigureLine


def settle(call: Call, period: str, *, dry_run: bool, as_json: bool) -> None:
    """Register figure beside recorded measure; what is missing is entered unless `dry_run`."""
    from supervision.queries.register_figures import register_figures
    from supervision.services.register_measures import settle_measures

    month, words = parse_period(period), call.words
    with call.house() if dry_run else call.house_of_person() as context:
        with context.reading() as reading:
            lines = register_figures(reading, month)
        entered = {(line.unit, line.metric) for line in ([] if dry_run else settle_measures(context, month))}
    if as_json:
        print_json([{**plain(line), "entered": (line.unit, line.metric) in entered} for line in lines])
        return
    titles = [words(f"registers.column.{name}") for name in ("unit", "metric", "register", "recorded", "becomes")]
    rows = [
        (
            *(line.unit_name, words.noun("measure", line.metric), _ratio(line.register), _ratio(line.recorded)),
            words(f"registers.settle.{_outcome(line, (line.unit, line.metric) in entered)}"),
        )
        for line in lines
    ]
    if rows:
        print_tables(table_of(titles, rows))
    else:
        print_text(words("registers.settle.none"))


def _ratio(value: tuple[Decimal, Decimal | None] | None) -> str:
    return "" if value is None else " / ".join(f"{each.normalize():f}" for each in value if each is not None)


def _outcome(line: FigureLine, entered: bool) -> str:
    if line.recorded is None:
        return "entered" if entered else "missing"
    return "differs" if line.differs else "same"


def to_finding(call: Call, number: str, fields: Sequence[str]) -> None:
    """A debriefing comment becomes a finding of the unit, by the usual path: item=CODE severity=LEVEL."""
    from supervision.services.findings import record_comment

    given = dict(field.split("=", 1) for field in fields if "=" in field)
    severity = Severity(one_of(given.get("severity", Severity.GENERAL.value), Severity))
    with call.house_of_person() as context:
        finding = record_comment(context, number, given.get("item", ""), severity, call.words)
    call.say("register.found", number=number, finding=finding.finding_no, task=finding.task_no)


def agenda(call: Call, day: date | None, output: str | None) -> None:
    """The next meeting's agenda, on the screen or into a file."""
    from supervision.reports.meeting_agenda import meeting_agenda
    from supervision.reports.writing import render, write

    with call.house() as context, context.reading() as reading:
        document = meeting_agenda(reading, day or reading.today, call.words)
    if output is not None:
        write(document, Path(output), call.words.lang, call.settings().templates)
        call.say("written", path=output)
    elif sys.stdout.isatty():
        print_blocks(call.words.lang, *document.blocks)
    else:
        print_text(render(document, ".md", call.words.lang).decode())
