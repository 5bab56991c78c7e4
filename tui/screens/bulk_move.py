"""Moving many tasks at once with one note: choose the move, say what it needs, read what became of each task."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Select, TextArea
from textual.widgets.option_list import Option

from supervision.domain.errors import SupervisionError
from supervision.domain.rectification import FINAL
from supervision.i18n import Words
from supervision.queries.bulk_offers import BulkOffer, BulkOffers
from supervision.services.rectification import NewMove, Outcome, move_tasks
from tui.cells import fit
from tui.door import door, reason
from tui.keys import key
from tui.screens.dialog import Dialog
from tui.screens.move_fields import move_fields, say_fields, typed_cause
from tui.widgets.line_input import LineInput
from tui.widgets.written import Written, lines, written


class BulkMoves(Dialog[BulkOffer]):
    """Which move? Each with how many of the marked tasks may take it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(key(str(place), f"take({place})", "nth_move", show=False) for place in range(1, 10)),
    ]

    def __init__(self, found: BulkOffers, marked: int) -> None:
        super().__init__()
        self.found, self.marked = found, marked

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield OptionList(id="outcomes", markup=False)

    def say(self) -> None:
        words = self.words
        self.frame(words("tui.bulk.title", count=self.marked), words("tui.bulk.hint"))
        rows = self.query_one(OptionList)
        rows.clear_options()
        names = [words.noun("move", offer.move) for offer in self.found.offers]
        widest = max(map(cell_len, names), default=0)
        for place, offer in enumerate(self.found.offers, 1):
            name = fit(names[place - 1], widest) + "  "
            ready = words("tui.bulk.ready", count=len(offer.ready))
            barred = words("tui.bulk.barred", count=len(offer.barred)) if offer.barred else ""
            rows.add_option(Option(written((f"{place}  ", "gold"), (name, "bold"), ready, (f"  {barred}", "quiet"))))
        rows.display = bool(self.found.offers)
        rows.highlighted = 0 if self.found.offers else None
        self.query_one("#what", Written).write((words("tui.bulk.none"), "warn"))
        self.query_one("#what").display = not self.found.offers

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.action_take(event.option_index + 1)

    def action_take(self, place: int) -> None:
        if place <= len(self.found.offers):
            self.dismiss(self.found.offers[place - 1])


class BulkForm(Dialog[list[Outcome]]):
    """What the move needs, once for all tasks."""

    BINDINGS: ClassVar[list[BindingType]] = [key("f2,ctrl+s", "save", "save")]

    def __init__(self, found: BulkOffers, offer: BulkOffer) -> None:
        super().__init__()
        self.found, self.offer = found, offer

    def body(self) -> ComposeResult:
        yield Written(id="what")
        yield from move_fields(self.offer, self.found.inspectors, self.found.deputies)

    def say(self) -> None:
        words, offer = self.words, self.offer
        self.frame(words.noun("move", offer.move), words("tui.bulk.one_note"))
        barred = words("tui.bulk.left_out", count=len(offer.barred)) if offer.barred else ""
        self.query_one("#what", Written).write(
            (words("tui.bulk.tasks", count=len(offer.ready)), "bold"),
            (f"  {barred}", "quiet"),
            (f"\n{words('tui.move.final')}" if offer.move in FINAL else "", "warn"),
        )
        say_fields(self, offer, words)

    def on_mount(self) -> None:
        super().on_mount()
        next(iter(self.query("#days, #second, #approver, #cause_kind, #note"))).focus()

    def _moves(self) -> list[NewMove]:
        typed = next((field.value.strip() for field in self.query("#days").results(LineInput)), "")
        days = int(typed) if typed.isdecimal() else None
        note = self.query_one("#note", TextArea).text.strip() or None
        kind, cause = typed_cause(self)
        second, approver = self._picked("#second"), self._picked("#approver")
        return [
            NewMove(
                task_no,
                self.offer.move,
                note=note,
                second_by=second,
                approved_by=approver,
                days=days,
                after_seq=seq,
                cause_kind=kind,
                cause=cause,
            )
            for task_no, seq in self.offer.ready
        ]

    def _picked(self, selector: str) -> str | None:
        for choice in self.query(selector).results(Select):
            return None if choice.is_blank() else str(choice.value)
        return None

    @work(exclusive=True, group="save", exit_on_error=False)
    async def action_save(self) -> None:
        """Move them all; where every single one is refused, the form stays with what was typed."""
        try:
            outcomes = await door(self).execute(move_tasks, self._moves())
        except SupervisionError as error:
            self.refuse(error)
            return
        refused = [each.error for each in outcomes if isinstance(each.error, SupervisionError)]
        if len(refused) == len(outcomes):
            self.refuse(refused[0])
        else:
            self.dismiss(outcomes)


class BulkOutcome(Dialog[None]):
    """What became of each task."""

    BINDINGS: ClassVar[list[BindingType]] = [key("enter,q", "cancel", "close", show=False)]

    def __init__(self, outcomes: Sequence[Outcome], offer: BulkOffer) -> None:
        super().__init__()
        self.outcomes, self.offer = outcomes, offer

    def body(self) -> ComposeResult:
        yield Written(id="what")

    def say(self) -> None:
        words = self.words
        done = sum(each.move is not None for each in self.outcomes)
        self.frame(words.noun("move", self.offer.move), words("tui.bulk.done", done=done, count=self._total()))
        rows = [self._row(words, each) for each in self.outcomes]
        rows += [_left_out(words, task_no, why) for task_no, why in self.offer.barred]
        self.query_one("#what", Written).update(lines(rows))

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(".dialog").can_focus = True
        self.query_one(".dialog").focus()

    def _total(self) -> int:
        return len(self.outcomes) + len(self.offer.barred)

    def _row(self, words: Words, outcome: Outcome) -> Content:
        if outcome.move is not None:
            return written(("✓ ", "good"), outcome.task_no)
        why = reason(words, outcome.error) if isinstance(outcome.error, SupervisionError) else ""
        return written(("× ", "bad"), outcome.task_no, (f"  {why}", "quiet"))


def _left_out(words: Words, task_no: str, why: str) -> Content:
    key_ = f"tui.why.{why}"
    said = words(key_ if words.template(key_) else f"errors.expected.{why}", who="")
    return written(("· ", "faint"), (task_no, "quiet"), (f"  {said}", "quiet"))
