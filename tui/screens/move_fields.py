"""What a move asks for, whether of one task or of many: the same fields in the same order."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Label, Select, TextArea

from supervision.domain.local_terms import CAUSES
from supervision.domain.model import MoveKind
from supervision.i18n import Words
from supervision.queries.bulk_offers import BulkOffer
from supervision.queries.people import PersonLine
from supervision.queries.task_detail import Offer
from supervision.reports.register_sheet import choice_name
from tui.cells import clean
from tui.widgets.line_input import LineInput

People = tuple[PersonLine, ...]


def move_fields(offer: Offer | BulkOffer, inspectors: People, deputies: People) -> ComposeResult:
    """Days, second verifier, approver and root cause where the offer asks for them; a note always."""
    if offer.days_up_to is not None:
        yield from _field("days", LineInput(id="days"))
    if offer.verifiers > 1:
        yield from _field("second", _somebody(inspectors, "second"))
    if offer.approver is not None:
        yield from _field("approver", _somebody(deputies, "approver"))
    if offer.move is MoveKind.FILE_PLAN:
        yield from _field("cause_kind", Select([(kind, kind) for kind in CAUSES], id="cause_kind", compact=True))
        yield from _field("cause", LineInput(id="cause"))
    yield from _field("note", TextArea(id="note", soft_wrap=True, tab_behavior="focus"))


def say_fields(screen: Screen[Any], offer: Offer | BulkOffer, words: Words) -> None:
    """Labels and prompts in the present language, and the kinds of causes by name."""
    for label in screen.query(".field--label").results(Label):
        name = (label.id or "").removeprefix("label-")
        label.update(words(f"tui.move.{name}", days=offer.days_up_to))
    for choice in screen.query(Select).results(Select):
        choice.prompt = words("tui.move.choose")
    for kinds in screen.query("#cause_kind").results(Select):
        now = None if kinds.is_blank() else kinds.value
        kinds.set_options([(choice_name(words, "cause_kind", kind), kind) for kind in CAUSES])
        if now is not None:
            kinds.value = now


def typed_cause(screen: Screen[Any]) -> tuple[str | None, str | None]:
    """Kind and words of the root cause, where they are asked for."""
    kind = next((str(each.value) for each in screen.query("#cause_kind").results(Select) if not each.is_blank()), None)
    words = next((each.value.strip() for each in screen.query("#cause").results(LineInput)), "")
    return kind, words or None


def _field(name: str, widget: LineInput | Select[str] | TextArea) -> ComposeResult:
    with Horizontal(classes="field"):
        yield Label("", id=f"label-{name}", classes="field--label", markup=False)
        yield widget


def _somebody(people: People, name: str) -> Select[str]:
    """One of these people; where there is only one, that one."""
    options = [(Content(clean(person.name)), person.person_no) for person in people]
    only = options[0][1] if len(options) == 1 else Select.NULL
    return Select(options, value=only, id=name, compact=True)
