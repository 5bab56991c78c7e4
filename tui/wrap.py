"""Where a line of Chinese may break: between ideographs, never before 。，） and never after （《.

Rich and Textual break at blanks only. One pattern each is replaced: `rich._wrap.re_word` (everything that shows text)
and `textual._wrap.re_chunk` (the text area). They are private names of Rich 15 and Textual 8.2.8: a test holds them.
"""

from __future__ import annotations

import re

_WIDE = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
_OPENING = re.escape("（《「『【〔〈“‘([{￥$")
_CLOSING = re.escape("，。；：、！？）》」』】〕〉”’…—·,.;:!?)]}%％℃～")
_PIECE = (
    rf"(?:[{_OPENING}]*(?:(?![{_OPENING}])[{_WIDE}]|[^\s{_WIDE}{_OPENING}]+)[{_CLOSING}]*|[{_OPENING}]+|[{_CLOSING}]+)"
)
WORD = re.compile(rf"\s*{_PIECE}\s*")
CHUNK = re.compile(rf"{_PIECE}\s*|\s+")


def install() -> None:
    """Let every widget break lines so."""
    import rich._wrap
    import textual._wrap

    rich._wrap.re_word = WORD
    textual._wrap.re_chunk = CHUNK
