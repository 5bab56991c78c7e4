"""A finding being written down: what is chosen so far, what comes next. How it looks is `finding_form`'s question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from supervision.domain.model import Severity
from supervision.queries.checklist import CheckItem, Checklist, Template
from supervision.services.findings import NewFinding


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
