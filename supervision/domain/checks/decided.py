"""Whether root causes, decided classes and the township's terms are right in themselves (E-GUARD, E-ORDER, E-RANGE)."""

from __future__ import annotations

from collections.abc import Sequence

from supervision.domain.checks.duties import check_span
from supervision.domain.checks.expected import Expected
from supervision.domain.checks.problems import Problems
from supervision.domain.checks.register import Register
from supervision.domain.checks.typed import Typed
from supervision.domain.decision_facts import ClassDecision, RootCause, TownshipTerm
from supervision.domain.local_terms import LARGEST_FIGURE, TERMS


def check_causes(typed: Typed[RootCause], known: Sequence[RootCause], register: Register, problems: Problems) -> None:
    """A cause is of a task of the same unit, and not found before the problem."""
    for line, row in typed.placed("task_no", "unit", "on"):
        finding = register.tasks.get(row.task_no)
        if finding is None or row.task_no in register.unclear_tasks:
            continue
        if finding.unit != row.unit and finding.unit in (register.units.names or ()):
            problems.add(typed.table, line, "E-GUARD", "unit", row.unit, Expected.SAME_UNIT)
        if row.on < (finding.found_on or row.on):  # a day that could not be read is told at its own place
            problems.add(
                typed.table, line, "E-ORDER", "on", row.on, Expected.NOT_BEFORE, other="found_on",
                limit=finding.found_on,
            )  # fmt: skip


def check_class_decisions(
    typed: Typed[ClassDecision], known: Sequence[ClassDecision], register: Register, problems: Problems
) -> None:
    """A class holds from its decision on: months that are over keep what was computed (R-37)."""
    check_span(typed, problems)
    for line, row in typed.placed("decided_on", "valid_from"):
        if row.valid_from < row.decided_on:
            problems.add(
                typed.table, line, "E-ORDER", "valid_from", row.valid_from, Expected.NOT_BEFORE, other="decided_on",
                limit=row.decided_on,
            )  # fmt: skip


def check_terms(
    typed: Typed[TownshipTerm], known: Sequence[TownshipTerm], register: Register, problems: Problems
) -> None:
    """What counts something is a whole number; what explains something may say anything."""
    for line, row in typed.placed("term", "setting"):
        if TERMS[row.term] is None:
            continue
        if not (row.setting.isascii() and row.setting.isdecimal()):
            problems.add(typed.table, line, "E-TYPE", "setting", row.setting, Expected.WHOLE_NUMBER)
        elif not 1 <= int(row.setting) <= LARGEST_FIGURE:
            problems.add(
                typed.table, line, "E-RANGE", "setting", row.setting, Expected.BETWEEN, lowest=1, highest=LARGEST_FIGURE
            )
