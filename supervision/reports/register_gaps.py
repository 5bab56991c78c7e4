"""What the registers show to be missing on a day: vacant duties, villages nobody guided, lacking turnaround papers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from supervision.context import Reading
from supervision.domain.checks.registers import EVERYTHING
from supervision.domain.period import period_of
from supervision.i18n import Words
from supervision.queries.answering import vacant_duties
from supervision.queries.guidance import guidance_of
from supervision.queries.turnaround_files import turnaround_papers
from supervision.reports.register_sheet import choice_name


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that a register lacks: of which unit, what, and how the row that fills it begins."""

    register: str
    name: str
    lacking: str
    begins: Mapping[str, str]


def register_gaps(reading: Reading, day: date, words: Words) -> list[Gap]:
    """Everything that is lacking, register by register."""
    return [*_duties(reading, day, words), *_guidance(reading, day, words), *_turnarounds(reading, words)]


def _duties(reading: Reading, day: date, words: Words) -> Iterator[Gap]:
    for each in vacant_duties(reading, day):
        begins = {"duty": each.duty, "scope": EVERYTHING} | ({"unit": each.unit} if each.unit else {})
        name = each.name or words("registers.township")
        yield Gap("responsibilities", name, choice_name(words, "duty", each.duty), begins)


def _guidance(reading: Reading, day: date, words: Words) -> Iterator[Gap]:
    for each in guidance_of(reading, period_of(day)):
        if each.missing:
            told = words("registers.gap.guidance", made=each.made, due=each.due)
            yield Gap("guidance_visits", each.name, told, {"unit": each.unit})


def _turnarounds(reading: Reading, words: Words) -> Iterator[Gap]:
    for papers in turnaround_papers(reading).values():
        for lack in papers.lacking:
            told = f"{choice_name(words, 'step', lack.step)} {lack.on}"
            yield Gap("turnaround_steps", papers.file.name, told, {"unit": papers.file.unit, "step": lack.step})
