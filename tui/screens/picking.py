"""Choosing one unit, person, scope or row of a register by code, text or pinyin initials, for a field of a form."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work
from textual.app import ComposeResult

from supervision.context import Reading
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.errors import SupervisionError
from supervision.i18n import Words
from supervision.queries.law import law
from supervision.queries.people import people, units
from supervision.queries.registers import register_lines
from tui.cells import clean
from tui.door import door, reason
from tui.pinyin import findable
from tui.screens.dialog import Dialog
from tui.widgets.pick_list import Choice, PickList
from tui.widgets.written import written

Told = Sequence[tuple[str, str]]
"""Codes and what they are called."""


class PickOne(Dialog[str]):
    """Dismissed with the code that was taken."""

    def __init__(self, named: str, title: str) -> None:
        super().__init__()
        self.named, self.title_of = named, title

    def body(self) -> ComposeResult:
        choices: PickList[str] = PickList(id="pick")
        yield choices

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one(PickList).focus_typed()
        self._read()

    def say(self) -> None:
        self.frame(self.title_of)
        self.query_one(PickList).say(self.words("registers.pick"))

    @work(exclusive=True, group="pick", exit_on_error=False)
    async def _read(self) -> None:
        words, named = self.words, self.named
        try:
            told = await door(self).look(lambda reading: choices_of(reading, named, words))
        except SupervisionError as error:
            self.trouble(reason(words, error))
            return
        self.query_one(PickList).offer(
            [
                Choice(written((f"{code}  ", "cool"), clean(name)), findable(f"{name} {code}"), code)
                for code, name in told
            ]
        )

    @on(PickList.Taken)
    def _taken(self, event: PickList.Taken) -> None:
        if event.choice is not None:
            self.dismiss(event.choice.value)


def choices_of(reading: Reading, named: str, words: Words) -> Told:
    """What a column that names something may say."""
    if named == "unit":
        return [(each.unit, each.name) for each in units(reading)]
    if named == "person":
        return [
            (each.person_no, f"{each.name} {each.unit_name or ''} {words.noun('role', each.role)}")
            for each in people(reading)
        ]
    if named == "scope":
        rules = law(reading)
        rubric, zh = rules.rubrics[rules.latest_version], words.lang == "zh"
        wide = [(each.code, each.name_zh if zh else each.name_en) for each in rubric.categories]
        near = [(each.code, each.name_zh if zh else each.name_en) for each in rubric.items]
        return [(EVERYTHING, words("registers.everything")), *wide, *near]
    return [(line.number, _told(line.cells)) for line in register_lines(reading, named) if line.replaced_by is None]


def _told(cells: object) -> str:
    """What a row is about, in one line."""
    texts = dict(cells).values() if isinstance(cells, dict) else ()
    return " ".join(str(each) for each in list(texts)[1:5] if each is not None)
