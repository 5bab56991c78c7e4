"""The finding as far as it is known: what was chosen, the fields that can be changed, the due date while one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Label, TextArea

from supervision.i18n import Words
from supervision.queries.checklist import Checklist, Similar
from tui.cells import clean, fit
from tui.screens.finding_draft import Draft
from tui.widgets.line_input import LineInput
from tui.widgets.severity_line import SeverityLine
from tui.widgets.written import Piece, Written

LABEL = 11
"""Cells before a value, as wide as the labels of the fields beside it."""
FIELDS = ("problem_type", "severity", "facts", "found_on")


class FindingFields(Vertical):
    """Reads and writes a draft."""

    def compose(self) -> ComposeResult:
        yield Written(id="chosen")
        yield from self._field("problem_type", LineInput(id="problem_type"))
        yield from self._field("severity", SeverityLine(id="severity"))
        yield from self._field("facts", TextArea(id="facts", soft_wrap=True, tab_behavior="focus"))
        yield from self._field("found_on", LineInput(id="found_on"))
        yield Written(id="follows")
        yield Written(id="similar")

    def _field(self, name: str, widget: LineInput | SeverityLine | TextArea) -> ComposeResult:
        with Horizontal(classes="field"):
            yield Label("", id=f"label-{name}", classes="field--label", markup=False)
            yield widget

    def put(self, draft: Draft) -> None:
        """Write the draft into the fields; what is there already is left alone, so that no caret jumps."""
        for name, value in (("problem_type", draft.problem_type), ("found_on", draft.found_on)):
            field = self.query_one(f"#{name}", LineInput)
            if field.value != value:
                field.value = value
        facts = self.query_one("#facts", TextArea)
        if facts.text != draft.facts:
            facts.text = draft.facts
            facts.move_cursor(facts.document.end)
        self.query_one(SeverityLine).severity = draft.severity

    def taken(self, draft: Draft) -> Draft:
        """The draft with what stands in the fields."""
        return replace(
            draft,
            problem_type=self.query_one("#problem_type", LineInput).value,
            found_on=self.query_one("#found_on", LineInput).value.strip(),
            facts=self.query_one("#facts", TextArea).text,
            severity=self.query_one(SeverityLine).severity,
        )

    def tell(
        self, words: Words, draft: Draft, checklist: Checklist | None, similar: Sequence[Similar], today: date
    ) -> None:
        """What was chosen, and what follows from it."""
        for name in FIELDS:
            self.query_one(f"#label-{name}", Label).update(words(f"tui.finding.{name}"))
        none = (words("tui.finding.not_chosen"), "faint")
        item: Piece = none
        if draft.item is not None:
            name = draft.item.name_zh if words.lang == "zh" else draft.item.name_en
            item = (f"{draft.item.code} {clean(name)}", "bold")
        self.query_one("#chosen", Written).write(
            (fit(words("tui.finding.unit"), LABEL), "quiet"),
            (clean(draft.unit_name), "bold") if draft.unit else none,
            "\n",
            (fit(words("tui.finding.item"), LABEL), "quiet"),
            item,
        )
        self._tell_what_follows(words, draft, checklist)
        self._tell_similar(words, similar)

    def _tell_what_follows(self, words: Words, draft: Draft, checklist: Checklist | None) -> None:
        owners = {number: name for number, name, _ in checklist.owners} if checklist is not None else {}
        roles = {number: role for number, _, role in checklist.owners} if checklist is not None else {}
        owner = owners.get(draft.owner)
        due, days = draft.due(checklist), draft.days(checklist)
        self.query_one("#follows", Written).write(
            (fit(words("tui.finding.owner"), LABEL), "quiet"),
            clean(owner) if owner else "—",
            (f"  {words.noun('role', roles[draft.owner])}" if owner else "", "quiet"),
            "\n",
            (fit(words("tui.finding.due"), LABEL), "quiet"),
            (words.shown(due), "gold"),
            (f"  {words('tui.finding.days', days=days)}" if days is not None else "", "quiet"),
        )

    def _tell_similar(self, words: Words, similar: Sequence[Similar]) -> None:
        pieces: list[Piece] = []
        if similar:
            pieces.append((words("tui.finding.similar", count=len(similar)), "warn"))
        for each in similar[:3]:
            pieces += [("\n  ", ""), (f"{each.found_on} ", "quiet"), clean(each.problem_type)]
        self.query_one("#similar", Written).write(*pieces)
