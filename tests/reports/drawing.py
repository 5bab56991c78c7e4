"""Draws every document of the sample half-year: `python -m tests.reports.drawing docs/pictures` (`make pictures`).

Needs LibreOffice and poppler. A document's picture is its first pages side by side.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from supervision.reports.paper_choice import NAMES
from supervision.services.importing import import_bundle
from supervision.store.database import Database
from tests.conftest import SAMPLE, house, run_month
from tests.reports.every_document import Made, every_document, to_pages

SHOWN = {
    "bulletin", "bulletin-public", "lists-quarter", "rewards", "stars", "quotas", "star_notice", "summary-half_year",
    "profile", "turnaround", "inspection_form", "agenda",
}  # fmt: skip
"""Of documents of several spans one is enough; every paper is drawn."""
LANG, DPI, MOST, GAP, COLOURS = "zh", 60, 3, 10, 64
WIDEST = 1500


def main(folder: Path) -> None:
    database = Database("sqlite://")
    context = house(database)
    import_bundle(context, SAMPLE)
    for month in range(1, 7):
        run_month(context, f"2026-{month:02d}")
    documents = [each for each in every_document(context, LANG) if each.name in SHOWN or _is_paper(each)]
    with tempfile.TemporaryDirectory() as made:
        pages = to_pages(documents, LANG, Path(made))
        for each in documents:
            _picture(pages[each.name], each).save(_place(folder, each), optimize=True)
    database.close()


def _place(folder: Path, document: Made) -> Path:
    below = folder / ("papers" if _is_paper(document) else "documents")
    below.mkdir(parents=True, exist_ok=True)
    return below / f"{document.name.partition('-')[0] if '-public' not in document.name else document.name}-{LANG}.png"


def _is_paper(document: Made) -> bool:
    return document.name.removesuffix("-public") in NAMES


def _picture(pdf: Path, document: Made) -> Image.Image:
    """The first pages beside each other on grey, in few colours."""
    single = document.pages == 1 or document.suffix == ".xlsx"
    target = pdf.with_suffix("")
    amount = ["-r", str(DPI if not single else 2 * DPI), "-l", str(1 if single else MOST)]
    subprocess.run(["pdftoppm", *amount, "-png", str(pdf), str(target)], check=True)
    pages = [Image.open(path).convert("RGB") for path in sorted(pdf.parent.glob(f"{target.name}-[0-9]*.png"))]
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    height = max(page.height for page in pages) + 2 * GAP
    sheet, left = Image.new("RGB", (width, height), "#d0d0d0"), GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    if sheet.width > WIDEST:
        sheet = sheet.resize((WIDEST, sheet.height * WIDEST // sheet.width), Image.Resampling.LANCZOS)
    return sheet.quantize(COLOURS, Image.Quantize.FASTOCTREE)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
