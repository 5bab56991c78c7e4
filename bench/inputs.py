"""Which records the bench works on: what the sample's generator gives for about N findings in half a year."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

GENERATOR = Path(__file__).parents[1] / "supervision" / "sample" / "generate.py"
FINDINGS_A_VILLAGE = 100
"""In the half year: a larger N is more villages, not busier ones."""
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 7))
LATER = ("findings", "moves", "lookbacks")
"""What the steps import; everything else is there before."""


def make_bundle(size: int, folder: Path) -> None:
    """Write a bundle of about `size` findings, and beside it `before`: the same without what the steps import."""
    whole = folder / "bundle"
    whole.mkdir(parents=True)
    villages = max(1, size // FINDINGS_A_VILLAGE)
    arguments = ["--seed", 7, "--villages", villages, "--others", 2, "--findings-per-unit", 17, "--light", "--no-xlsx"]
    command = [sys.executable, GENERATOR, "--out", whole, *arguments]
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)
    before = folder / "before"
    before.mkdir()
    for file in whole.glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        later = file.stem in LATER
        (before / file.name).write_text(text.split("\n", 1)[0] + "\n" if later else text, encoding="utf-8")


def read_rows(file: Path) -> list[list[str]]:
    """The rows under the header line, as text."""
    with open(file, encoding="utf-8", newline="") as opened:
        return list(csv.reader(opened))[1:]
