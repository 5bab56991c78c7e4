"""Snapshots on one page for a browser: `python -m tests.tui.sheet '*-zh-80x24-dark' build/sheet.html`."""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

FOLDER = Path(__file__).with_name("snapshots")
STYLE = "figure { display: inline-block; width: 46em; margin: 0.3em } img { width: 100% }"


def sheet(pattern: str) -> str:
    """The page; a screen that differs now stands after the kept one."""
    found = {*FOLDER.glob(f"{pattern}.svg"), *FOLDER.glob(f"{pattern}.now.svg")}
    shown = (
        f'<figure><img src="{path.resolve().as_uri()}"><figcaption>{escape(path.stem)}</figcaption></figure>'
        for path in sorted(found)
    )
    return f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>{''.join(shown)}"


if __name__ == "__main__":
    target = Path(sys.argv[2])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sheet(sys.argv[1]), encoding="utf-8")
