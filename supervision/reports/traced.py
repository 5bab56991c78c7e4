"""A number in the prose with where it comes from: every one is kept as a `Figure` and listed in an annex (数据来源)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from supervision.i18n import Words
from supervision.reports import shown
from supervision.reports.document import Annex, Block, Column, Figure, Table

Number = int | Decimal | Fraction
_PLACES = 2


class Share(Fraction):
    """A part of a whole, told in per cent."""


class Teller:
    """Says sentences of one catalogue and remembers every number in them with its source."""

    def __init__(self, words: Words, catalogue: str) -> None:
        self.words, self._catalogue = words, catalogue
        self.figures: list[Figure] = []

    def say(
        self,
        key: str,
        source: str = "",
        numbers: Mapping[str, Number] | None = None,
        sums: Mapping[str, tuple[str, str]] | None = None,
        **facts: object,
    ) -> str:
        """The sentence; `source` is the command that shows its `numbers`.

        Those in `sums` must be what the column of a table of the annex adds up to: (table's name, column).
        """
        written = {name: _written(value) for name, value in (numbers or {}).items()}
        text = self.words(f"{self._catalogue}.{key}", **written, **facts)
        for name, value in (numbers or {}).items():
            number = f"S{len(self.figures) + 1:02d}"
            table, column = (sums or {}).get(name, ("", ""))
            title = self.titled(column) if column else ""
            self.figures.append(Figure(number, _plain(value), written[name], text, table, title, source))
        return text

    def titled(self, column: str) -> str:
        return self.words(f"{self._catalogue}.column.{column}")

    def sources(self) -> list[Block]:
        """The annex: number, value, sentence, command."""
        titles = (("number", 10), ("value", 14), ("sentence", 92), ("command", 40))
        columns = tuple(Column(self.words(f"{self._catalogue}.column.{name}"), width) for name, width in titles)
        rows = tuple((each.name, each.shown, each.said, f"supervision {each.source}") for each in self.figures)
        label, title = (self.words(f"{self._catalogue}.{key}") for key in ("sources_label", "sources"))
        return [Annex(label, title, wide=True), Table(columns, rows)]


def _written(value: Number) -> str:
    return shown.percent(value) if isinstance(value, Share) else shown.figure(_plain(value))


def _plain(value: Number) -> int | Decimal:
    """A fraction to two places, a share in per cent of the same."""
    if isinstance(value, Fraction):
        exact = Fraction(value) * (100 if isinstance(value, Share) else 1)
        return round(Decimal(exact.numerator) / Decimal(exact.denominator), _PLACES)
    return value
