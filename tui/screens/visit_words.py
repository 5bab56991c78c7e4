"""What a visit's screens say: how far it is, one item in full, and what it came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from supervision.i18n import Words
from supervision.queries.checklist import CheckItem, Similar
from supervision.queries.visits import FoundToday
from tui.cells import clean, fit
from tui.marks import SEVERITY_SIGNS, SEVERITY_TONES
from tui.screens.finding_choices import UnitToCheck
from tui.widgets.bars import bar
from tui.widgets.written import Piece, lines, written

BAR = 16


def item_name(words: Words, item: CheckItem) -> str:
    return clean(item.name_zh if words.lang == "zh" else item.name_en)


def marks_told(words: Words, to_check: UnitToCheck, ok: Sequence[str], found: Sequence[FoundToday]) -> Content:
    """How many items are checked, in order, with findings, and how many weak ones are left."""
    items = [pick.item for pick in to_check.items]
    wrong = {each.item for each in found}
    checked = wrong | set(ok)
    weak = [item for item in items if item.lost and item.code not in checked]
    done = len([item for item in items if item.code in checked])
    pieces: list[Piece] = [
        (f" {words('tui.visit.checked', done=done, whole=len(items))} ", "bold"),
        (bar(done, len(items) or 1, BAR), "cool"),
        ("  ✓ ", "good"),
        words("tui.visit.ok", count=len(set(ok) - wrong)),
        ("  ● ", "bad"),
        words("tui.visit.findings", count=len(found)),
    ]
    if weak:
        pieces += [("  ▼ ", "warn"), words("tui.visit.weak_left", count=len(weak))]
    return written(*pieces)


def item_told(words: Words, item: CheckItem, own: Sequence[FoundToday], similar: Sequence[Similar]) -> Content:
    return lines(_item(words, item, own, similar))


def _item(words: Words, item: CheckItem, own: Sequence[FoundToday], similar: Sequence[Similar]) -> Iterator[Content]:
    yield written((item_name(words, item), "bold"))
    if item.lost:
        yield written((words("tui.visit.lost_last", points=item.lost), "bad"))
    for each in own:
        yield written(("● ", "bad"), (f"{each.finding_no} ", "quiet"), clean(each.problem_type))
    if item.evidence:
        yield written("")
        yield written((words("tui.visit.look_at"), "quiet"), words.shown([clean(each) for each in item.evidence]))
    if item.templates:
        yield written("")
        yield written((words("tui.visit.usual"), "quiet"))
    for place, template in enumerate(item.templates, 1):
        sign = (f"{SEVERITY_SIGNS[template.severity]} ", SEVERITY_TONES[template.severity])
        yield written((f"{place} ", "gold"), sign, clean(template.text))
    if similar:
        yield written("")
        yield written((words("tui.finding.similar", count=len(similar)), "warn"))
    for before in similar[:5]:
        yield written((f"{before.found_on:%m-%d} ", "quiet"), clean(before.problem_type))


def summary_told(words: Words, to_check: UnitToCheck, ok: Sequence[str], found: Sequence[FoundToday]) -> Content:
    return lines(_summary(words, to_check, ok, found))


def _summary(words: Words, to_check: UnitToCheck, ok: Sequence[str], found: Sequence[FoundToday]) -> Iterator[Content]:
    yield marks_told(words, to_check, ok, found)
    yield written("")
    yield written((words("tui.visit.found" if found else "tui.visit.found_nothing"), "bold"))
    for each in found:
        due = f"{each.due:%m-%d}" if each.due is not None else "—"
        yield written(
            (f"{each.finding_no}  ", "quiet"),
            (f"{each.item} ", "cool"),
            (f"{SEVERITY_SIGNS[each.severity]} ", SEVERITY_TONES[each.severity]),
            fit(clean(each.problem_type), 30),
            (words("tui.visit.due", day=due), "gold"),
        )
    wrong = {each.item for each in found}
    left = [pick.item for pick in to_check.items if pick.item.code not in wrong and pick.item.code not in ok]
    if left:
        yield written("")
        yield written((words("tui.visit.not_checked", count=len(left)), "warn"))
        yield written((words.shown([f"{item.code} {item_name(words, item)}" for item in left]), "quiet"))
    yield written("")
    yield written((words("tui.visit.only_findings"), "quiet"))
