"""What can be chosen at each question of the finding form, and what finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from supervision.context import Reading
from supervision.domain.model import Severity
from supervision.i18n import Words
from supervision.queries.checklist import CheckItem, Checklist, Similar, Template, checklist, similar_findings
from supervision.queries.people import UnitLine, units
from tui.cells import clean, fit
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES
from tui.pinyin import Findable, findable
from tui.widgets.pick_list import Choice
from tui.widgets.written import Piece, written

LOST = 6
"""Cells for what an item lost last month."""


@dataclass(frozen=True, slots=True)
class UnitToPick:
    line: UnitLine
    found_by: Findable


@dataclass(frozen=True, slots=True)
class ItemToPick:
    item: CheckItem
    found_by: Findable
    templates: tuple[Findable, ...]


@dataclass(frozen=True, slots=True)
class UnitToCheck:
    """The checklist of the chosen unit, ready to be searched."""

    checklist: Checklist
    items: tuple[ItemToPick, ...]


def read_units(reading: Reading) -> list[UnitToPick]:
    return [UnitToPick(line, findable(f"{line.unit} {line.name}")) for line in units(reading)]


def read_checklist(reading: Reading, unit: str) -> UnitToCheck:
    found = checklist(reading, unit)
    return UnitToCheck(found, tuple(_item_to_pick(item) for item in found.items))


def read_similar(reading: Reading, unit: str, item: str) -> list[Similar]:
    return similar_findings(reading, unit, item)


def _item_to_pick(item: CheckItem) -> ItemToPick:
    templates = tuple(findable(f"{place} {each.text}") for place, each in enumerate(item.templates, 1))
    return ItemToPick(item, findable(f"{item.code} {item.name_zh} {item.name_en}"), templates)


def unit_choices(picks: Sequence[UnitToPick]) -> list[Choice[UnitLine]]:
    return [
        Choice(written((f"{pick.line.unit}  ", "cool"), clean(pick.line.name)), pick.found_by, pick.line)
        for pick in picks
    ]


def item_choices(words: Words, picks: Sequence[ItemToPick]) -> list[Choice[ItemToPick]]:
    """Weak ones of last month come first, with what they lost."""
    return [Choice(_item_shown(words, pick.item), pick.found_by, pick) for pick in picks]


def _item_shown(words: Words, item: CheckItem) -> Content:
    name = item.name_zh if words.lang == "zh" else item.name_en
    lost = fit(f"▼{item.lost}" if item.lost else "", LOST)
    pieces: list[Piece] = [(f"{item.code} ", "cool"), (lost, "bad"), clean(name)]
    if item.recent:
        pieces.append((f"  {words('tui.finding.recent', count=item.recent)}", "warn"))
    return written(*pieces)


def template_choices(words: Words, pick: ItemToPick) -> list[Choice[Template | None]]:
    """The usual findings by number, and 0 for one of one's own."""
    choices: list[Choice[Template | None]] = []
    width = max(cell_len(words.noun("severity", grade)) for grade in Severity) + 2
    for place, (template, found_by) in enumerate(zip(pick.item.templates, pick.templates, strict=True), 1):
        grade = template.severity
        severity = f"{SEVERITY_SIGNS[grade]} {fit(words.noun('severity', grade), width)}"
        shown = written((f"{place}  ", "gold"), (severity, SEVERITY_TONES[grade]), clean(template.text))
        choices.append(Choice(shown, found_by, template))
    own = words("tui.finding.own")
    choices.append(Choice(written(("0  ", "gold"), (own, "quiet")), findable(f"0 {own}"), None))
    return choices
