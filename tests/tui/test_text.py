"""Chinese text in a terminal: its width, its line breaks, and nothing in it that a terminal obeys."""

from __future__ import annotations

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from tui import guard, wrap
from tui.cells import clean, fit
from tui.pinyin import findable

MIXED = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("整改销号，。（）“”《》abc 12𠮷\x1b\u202e\ufe0f")))


@given(MIXED, st.integers(0, 40), st.booleans())
def test_a_cell_has_exactly_its_width_and_no_control_character(text: str, width: int, right: bool) -> None:
    cell = fit(clean(text), width, right=right)
    assert cell_len(cell) == width
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", cell)


@given(MIXED)
def test_breaking_lines_loses_no_character(text: str) -> None:
    assert "".join(wrap.CHUNK.findall(text)) == text
    assert "".join(wrap.WORD.findall(text)).strip() == text.strip()


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    wrap.install()
    said = "按照《村级党组织月考评细则》（第1版），桑河乡党委对14个党支部进行了考评，通报如下：“整改”、“销号”。"
    console = Console(width=20, file=io.StringIO())
    for width in range(6, 40):
        for line in Text(said).wrap(console, width):
            assert not line.plain.startswith(tuple("，。：、）》”")), (width, line.plain)
            assert not line.plain.rstrip().endswith(tuple("（《“")), (width, line.plain)


@given(st.text(alphabet=st.sampled_from("a整\x1b]52;c\x07\\\x9b\u202e\x00"), max_size=30), st.booleans())
def test_no_escape_sequence_of_stored_text_reaches_the_terminal(text: str, styled: bool) -> None:
    guard.install()
    style = Style(bold=True, link="http://x\x1b]0;y") if styled else None
    console = Console(color_system="truecolor", file=io.StringIO())
    written = Strip([Segment(text, style)]).render(console)
    bare = re.sub(r"\x1b\[[0-9;]*m", "", written)
    assert bare.isprintable()


def test_text_is_found_by_code_by_characters_and_by_pinyin_initials() -> None:
    item = findable("B05 主题党日")
    assert all(item.has(typed) for typed in ("", "b05", "B0", "主题", "ztdr", "tdr"))
    assert not item.has("zzz")
    assert findable("石塝村").has("sbc")
