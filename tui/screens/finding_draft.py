"""A finding being written down: what is chosen so far, what comes next. How it looks is `finding_form`'s question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from supervision.domain.model import Severity
from supervision.queries.checklist import CheckItem, Checklist, Template
from supervision.services.findings import NewFinding

KEPT = ("found_on", "unit", "unit_name", "problem_type", "facts", "owner")


class Step(StrEnum):
    """The questions in their order; the last one is answered in the fields at the right."""

    UNIT = "unit"
    ITEM = "item"
    TEMPLATE = "template"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything chosen or typed so far. Nothing here judges it: the service does."""

    found_on: str
    unit: str = ""
    unit_name: str = ""
    item: CheckItem | None = None
    problem_type: str = ""
    severity: Severity = Severity.GENERAL
    facts: str = ""
    owner: str = ""

    def with_unit(self, code: str, name: str, checklist: Checklist) -> Draft:
        """Another unit: what was chosen of the item stays where the item applies there, the owner is its own."""
        codes = {item.code for item in checklist.items}
        item = self.item if self.item is not None and self.item.code in codes else None
        owner = checklist.owners[0][0] if checklist.owners else ""
        return replace(self, unit=code, unit_name=name, item=item, owner=owner)

    def with_template(self, template: Template | None, typed: str) -> Draft:
        """A usual finding, or one of the inspector's own under the name that was typed."""
        if template is None:
            return replace(self, problem_type=typed, facts=self.facts or typed)
        return replace(self, problem_type=template.text, severity=template.severity, facts=template.text)

    def next_one(self) -> Draft:
        """The form after saving: the same unit and day, everything else empty."""
        return replace(self, item=None, problem_type="", severity=Severity.GENERAL, facts="")

    def kept(self) -> dict[str, object]:
        """What of it is worth keeping, as plain texts; empty while nothing was chosen."""
        if not (self.item or self.problem_type or self.facts):
            return {}
        typed = {name: getattr(self, name) for name in KEPT}
        return {**typed, "severity": self.severity.value, "item": self.item.code if self.item is not None else ""}

    def taken_up(self, kept: Mapping[str, object], item: CheckItem | None) -> Draft:
        """The draft with what was kept of it, as far as that still makes sense."""
        typed = {name: str(kept.get(name) or "") for name in KEPT}
        grade = next((each for each in Severity if each == kept.get("severity")), Severity.GENERAL)
        return replace(self, **typed, item=item, severity=grade)

    def due(self, checklist: Checklist | None) -> date | None:
        """The due date if issued today."""
        terms = checklist.terms if checklist is not None else ()
        return next((each.due for each in terms if each.severity == self.severity), None)

    def days(self, checklist: Checklist | None) -> int | None:
        terms = checklist.terms if checklist is not None else ()
        return next((each.days for each in terms if each.severity == self.severity), None)

    def finding(self) -> NewFinding:
        """What is handed to the service. Raises ValueError where the day is no date."""
        return NewFinding(
            unit=self.unit,
            item=self.item.code if self.item is not None else "",
            problem_type=self.problem_type,
            severity=self.severity,
            facts=self.facts,
            owner=self.owner,
            found_on=date.fromisoformat(self.found_on),
        )
