"""Which columns root causes, decided classes and the township's terms have. Other registers: `columns_of_registers`."""

from __future__ import annotations

from supervision.domain import decision_facts as facts
from supervision.domain.checks.column_kinds import RECORDED, UNIT, Format, choice, code, day, form, lines, number, text
from supervision.domain.checks.columns_of_registers import SUPERSEDES
from supervision.domain.checks.limits import LABEL_CHARACTERS
from supervision.domain.local_terms import CAUSES, CLASSES, TERMS

# fmt: off
DECISION_REGISTERS: tuple[Format, ...] = (
    form(
        "root_causes", facts.RootCause,
        number("cause_no"), UNIT, number("task_no"), choice("cause_kind", CAUSES), lines("cause", True), day("on"),
        SUPERSEDES, RECORDED,
    ),
    form(
        "class_decisions", facts.ClassDecision,
        number("decision_no"), UNIT, choice("group_class", CLASSES), day("decided_on"), code("decided_by"),
        lines("reason", True), day("valid_from"), day("valid_to", False), SUPERSEDES, RECORDED,
    ),
    form(
        "township_terms", facts.TownshipTerm,
        number("term_no"), choice("term", TERMS), text("setting", LABEL_CHARACTERS), day("decided_on"),
        lines("basis", True), SUPERSEDES, RECORDED,
    ),
)
# fmt: on
