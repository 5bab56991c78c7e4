"""What stands on the pages of a PDF and where: read with poppler, in millimetres from the upper left corner."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)</word>')
_MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    width: float
    height: float
    words: tuple[Word, ...]

    def between(self, top: float, bottom: float) -> list[Word]:
        return [word for word in self.words if top <= word.middle <= bottom]


def pages_of(pdf: Path) -> list[Page]:
    told = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout.decode()
    return [
        Page(float(width) * _MM, float(height) * _MM, tuple(_words(inside)))
        for width, height, inside in _PAGE.findall(told)
    ]


def _words(inside: str) -> list[Word]:
    found = []
    for *sides, text in _WORD.findall(inside):
        left, top, right, bottom = (float(side) * _MM for side in sides)
        found.append(Word(left, top, right, bottom, unescape(text)))
    return found
