"""All tasks of the township: filtered, searched while typing, kept as views, moved many at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Input

from supervision.context import Context, Reading
from supervision.domain.errors import SupervisionError
from supervision.queries.task_beginning import Beginning
from supervision.queries.worklist import TaskFilter
from tui.door import door, reason
from tui.keys import key
from tui.saved_views import read_views, write_views
from tui.screens.listing import Listing
from tui.screens.page import Page
from tui.screens.task_choice import ChoiceNames, TaskChoice, read_names
from tui.screens.task_columns import TaskColumns
from tui.screens.task_list import TaskMarking
from tui.widgets.line_input import LineInput
from tui.widgets.marking import MarkingTable
from tui.widgets.written import Written, entitle

if TYPE_CHECKING:
    from supervision.queries.bulk_offers import BulkOffer, BulkOffers
    from supervision.services.rectification import Outcome
    from tui.screens.task_filter import Chosen
    from tui.screens.task_views import ViewTaken

MARKED_AT_MOST = 500
"""As many as one bulk move takes."""
DEBOUNCE = 0.15
"""Seconds after the last key before a search begins: each key would otherwise run a query of its own."""


@dataclass(frozen=True, slots=True)
class Found:
    """The beginning of the list; `names` is read once and then handed on."""

    chosen: TaskFilter
    begun: Beginning
    names: ChoiceNames


class AllTasks(Listing, Page[Found]):
    HEADING = "tui.tasks.title"
    OF_UNITS = True
    BINDINGS: ClassVar[list[BindingType]] = [
        key("m,ctrl+g", "bulk", "bulk"),
        key("slash", "search", "search"),
        key("f,f11", "filter", "filter"),
        key("v,f12", "views", "views"),
        key("o,ctrl+o", "open_only", "open_only", show=False),
        key("down", "to_table", "down", show=False),
    ]

    def __init__(self, choice: TaskChoice | None = None) -> None:
        super().__init__()
        self.choice = choice or TaskChoice()
        self._names: ChoiceNames | None = None
        self._timer: Timer | None = None

    def body(self) -> ComposeResult:
        yield LineInput(self.choice.text, id="search")
        yield Written(id="chosen")
        with Vertical(classes="pane", id="tasks-pane"):
            yield TaskMarking(id="tasks", at_most=MARKED_AT_MOST)

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#tasks").focus()

    def say(self) -> None:
        self.query_one("#search", LineInput).placeholder = self.words("tui.tasks.search")

    def read(self, reading: Reading) -> Found:
        names = self._names or read_names(reading)
        chosen = self.choice.filter(reading.today)
        return Found(chosen, self.beginning(reading, chosen), names)

    def show(self, model: Found) -> None:
        self._names = model.names
        words, table = self.words, self.query_one(TaskMarking)
        cols = TaskColumns(words, door(self).today, model.names.units)
        table.set_columns(
            [
                cols.level(needs=96),
                cols.number(needs=90),
                cols.unit(),
                cols.item(),
                cols.problem(),
                cols.facts(needs=130),
                cols.severity(),
                cols.state(),
                cols.owner(needs=110),
                cols.due(needs=0 if self.words.lang == "zh" else 90),
                cols.late(),
            ],
            words("tui.tasks.nothing"),
        )
        self._say_chosen()
        self.put_beginning(table, model.chosen, model.begun)

    def _say_chosen(self) -> None:
        if self._names is None:
            return
        told = self.choice.told(self.words, self._names.units, self._names.people)
        self.query_one("#chosen", Written).write(
            (f" {self.words('tui.tasks.shown')} ", "quiet"), (" · ".join(told), "cool")
        )

    def say_count(self, count: int | None) -> None:
        marked = len(self.query_one(TaskMarking).marked)
        words = self.words
        many = words("tui.count", count=f"{count:,}") if count is not None else words("tui.tasks.counting")
        picked = f"{words('tui.tasks.marked', count=marked)} · " if marked else ""
        entitle(self.query_one("#tasks-pane"), words("tui.tasks.title"), picked + many)

    @on(MarkingTable.Marked)
    def _marked(self) -> None:
        self.say_count(len(self.query_one(TaskMarking).window.ids))

    # Searching

    @on(Input.Changed, "#search")
    def _typing(self, event: Input.Changed) -> None:
        if event.value.strip() == self.choice.text:
            return
        self.choice = replace(self.choice, text=event.value.strip())
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(DEBOUNCE, self.reload)

    @on(Input.Submitted, "#search")
    def action_to_table(self) -> None:
        self.query_one("#tasks").focus()

    def action_search(self) -> None:
        self.query_one("#search").focus()

    # Choosing

    def action_open_only(self) -> None:
        self._choose(replace(self.choice, ended=not self.choice.ended))

    def _choose(self, choice: TaskChoice) -> None:
        self.choice = choice
        self.query_one("#search", LineInput).value = choice.text
        self.query_one(TaskMarking).cursor = 0
        self.reload()

    def action_filter(self) -> None:
        from tui.screens.task_filter import TaskFilterForm

        if self._names is not None:
            self.app.push_screen(TaskFilterForm(self.choice, self._names), self._filtered)

    def _filtered(self, chosen: Chosen | None) -> None:
        if chosen is not None:
            self._choose(chosen.choice)
            if chosen.name:
                self._keep({chosen.name: chosen.choice})

    @work(exclusive=True, group="views", exit_on_error=False)
    async def action_views(self) -> None:
        from tui.screens.task_views import TaskViews

        settings = door(self).settings
        own = await door(self).execute(lambda context: read_views(context, settings.data_folder))
        if self._names is not None:
            self.app.push_screen(TaskViews(own, self._names), self._viewed)

    def _viewed(self, taken: ViewTaken | None) -> None:
        if taken is None:
            return
        if taken.choice is not None:
            self._choose(taken.choice)
        else:
            self._keep({taken.name: None})

    @work(group="views", exit_on_error=False)
    async def _keep(self, changes: dict[str, TaskChoice | None]) -> None:
        """Keep or forget one's own views."""
        settings = door(self).settings

        def keep(context: Context) -> None:
            now = read_views(context, settings.data_folder)
            kept = {name: each for name, each in {**now, **changes}.items() if each is not None}
            write_views(context, settings.data_folder, kept)

        await door(self).execute(keep)
        for name, choice in changes.items():
            said = "tui.views.kept" if choice is not None else "tui.views.gone"
            self.notify(self.words(said, name=name), markup=False)

    # Moving many

    @work(exclusive=True, group="bulk", exit_on_error=False)
    async def action_bulk(self) -> None:
        """Move the marked tasks; the one at the cursor when none is marked."""
        from supervision.queries.bulk_offers import bulk_offers
        from tui.screens.bulk_move import BulkMoves

        table = self.query_one(TaskMarking)
        ids = list(table.marked) or ([table.current.id] if table.current is not None else [])
        if not ids:
            return
        try:
            found = await door(self).look(lambda reading: bulk_offers(reading, ids))
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
            return
        self.app.push_screen(BulkMoves(found, len(ids)), lambda offer: self._bulk_form(found, offer))

    def _bulk_form(self, found: BulkOffers, offer: BulkOffer | None) -> None:
        from tui.screens.bulk_move import BulkForm

        if offer is not None:
            self.app.push_screen(BulkForm(found, offer), lambda outcomes: self._bulk_done(outcomes, offer))

    def _bulk_done(self, outcomes: list[Outcome] | None, offer: BulkOffer) -> None:
        from tui.screens.bulk_move import BulkOutcome

        if outcomes is not None:
            self.query_one(TaskMarking).action_unmark()
            self.app.push_screen(BulkOutcome(outcomes, offer))
