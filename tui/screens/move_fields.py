"""What a move asks for, whether of one task or of many: the same fields in the same order."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Label, Select, TextArea

from supervision.queries.bulk_offers import BulkOffer
from supervision.queries.people import PersonLine
from supervision.queries.task_detail import Offer
from tui.cells import clean
from tui.widgets.line_input import LineInput

People = tuple[PersonLine, ...]


def move_fields(offer: Offer | BulkOffer, inspectors: People, deputies: People) -> ComposeResult:
    """Days, second verifier and approver where the offer asks for them; a note always."""
    if offer.days_up_to is not None:
        yield from _field("days", LineInput(id="days"))
    if offer.verifiers > 1:
        yield from _field("second", _somebody(inspectors, "second"))
    if offer.approver is not None:
        yield from _field("approver", _somebody(deputies, "approver"))
    yield from _field("note", TextArea(id="note", soft_wrap=True, tab_behavior="focus"))


def _field(name: str, widget: LineInput | Select[str] | TextArea) -> ComposeResult:
    with Horizontal(classes="field"):
        yield Label("", id=f"label-{name}", classes="field--label", markup=False)
        yield widget


def _somebody(people: People, name: str) -> Select[str]:
    """One of these people; where there is only one, that one."""
    options = [(Content(clean(person.name)), person.person_no) for person in people]
    only = options[0][1] if len(options) == 1 else Select.NULL
    return Select(options, value=only, id=name, compact=True)
