"""With what the program works here: language and colours, the calendar, versions of the rubric, channels of notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from supervision.context import Reading
from supervision.domain.errors import SupervisionError
from supervision.domain.visibility import Ranking
from supervision.queries.calendar import CalendarYear
from supervision.queries.house_rules import HouseRules, house_rules
from supervision.reports import shown
from supervision.services.choices import show_ranking
from tui.cells import fit
from tui.door import door, reason
from tui.keys import key
from tui.screens.confirm import Confirm
from tui.screens.page import Page
from tui.widgets.written import Written, entitle, lines, written

LABEL = 12
SECTIONS = ("here", "calendar", "rubrics", "channels")


class SettingsPage(Page[HouseRules]):
    HEADING = "tui.settings.title"
    BINDINGS: ClassVar[list[BindingType]] = [key("V,ctrl+v", "ranking", "ranking_shown", show=False)]

    def body(self) -> ComposeResult:
        with VerticalScroll(id="settings"):
            for name in SECTIONS:
                yield Written(id=f"settings-{name}", classes="pane section")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#settings").focus()

    def action_ranking(self) -> None:
        """Asked once: it holds for every village from this moment."""
        if self.model is None:
            return
        wanted = Ranking.OWN if self.model.ranking is Ranking.ALL else Ranking.ALL

        def confirmed(answer: str | None) -> None:
            if answer is not None:
                self._set(wanted)

        told = self.words("reading.ranking.asks", how=self.words(f"reading.ranking.{wanted.value}"))
        self.app.push_screen(Confirm(self.words("reading.ranking.title"), told), confirmed)

    @work(exclusive=True, group="ranking", exit_on_error=False)
    async def _set(self, wanted: Ranking) -> None:
        """Whether this post may do it the core says."""
        try:
            await door(self).execute(show_ranking, wanted)
        except SupervisionError as error:
            self.trouble(reason(self.words, error))
        else:
            self.notify(
                self.words("reading.ranking.set", how=self.words(f"reading.ranking.{wanted.value}")), markup=False
            )
            self.reload()

    def read(self, reading: Reading) -> HouseRules:
        return house_rules(reading)

    def say(self) -> None:
        for name in SECTIONS:
            entitle(self.query_one(f"#settings-{name}"), self.words(f"tui.settings.{name}"))

    def show(self, model: HouseRules) -> None:
        for name, told in (
            ("here", self._here(model)),
            ("calendar", self._calendar(model)),
            ("rubrics", self._rubrics(model)),
            ("channels", self._channels(model)),
        ):
            self.query_one(f"#settings-{name}", Written).update(lines(told))

    def _here(self, model: HouseRules) -> Iterator[Content]:
        words = self.words
        yield self._row("language", words("tui.settings.this_language"), "F9")
        theme = words.template(f"tui.theme.{self.app.theme}") or self.app.theme
        yield self._row("colours", theme, "F10")
        yield self._row("day", words.shown(door(self).today), "")
        yield self._row("ranking", words(f"reading.ranking.{model.ranking.value}"), "V")

    def _row(self, name: str, value: str, pressed: str) -> Content:
        label = fit(self.words(f"tui.settings.{name}"), LABEL)
        return written((label, "quiet"), (value, "bold"), (f"   {pressed}", "gold"))

    def _calendar(self, model: HouseRules) -> Iterator[Content]:
        words = self.words
        for year in model.years:
            sign = ("✓ ", "good") if year.official else ("○ ", "warn")
            said = words("tui.settings.official" if year.official else "tui.settings.expected")
            yield written(
                sign, (f"{year.year}  ", "bold"), (said, "" if year.official else "warn"), (_days(self, year), "quiet")
            )
        if not model.years:
            yield written((words("tui.settings.no_calendar"), "warn"))

    def _rubrics(self, model: HouseRules) -> Iterator[Content]:
        words = self.words
        for each in model.rubrics:
            name = each.name_zh if words.lang == "zh" else each.name_en
            yield written(
                (f"{each.label}  ", "cool"), (name, "bold"), (words("tui.settings.items", count=each.items), "quiet")
            )
            pinned = (
                shown.months(words, each.months[0], each.months[-1]) if each.months else words("tui.settings.unused")
            )
            yield written((f"   {words('tui.settings.recorded', on=each.recorded_at.date())} · {pinned}", "quiet"))

    def _channels(self, model: HouseRules) -> Iterator[Content]:
        words = self.words
        for each in model.channels:
            yield written((f"{each.channel}  ", "bold"), words("tui.settings.reached", count=each.active))
        if model.channels:
            yield written((words("tui.settings.no_addresses", count=model.people), "quiet"))
        else:
            yield written((words("tui.settings.no_channels"), "quiet"))


def _days(page: SettingsPage, year: CalendarYear) -> str:
    off = sum(not works for _, works in year.special)
    return page.words("tui.settings.special", off=off, work=len(year.special) - off)
