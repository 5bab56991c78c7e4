"""Which characters text from outside may hold: no control, escape, invisible or direction-changing ones.

Every Chinese character passes, also those that this Python's tables do not know yet.
"""

from __future__ import annotations

import re

_CONTROL = r"\x00-\x08\x0b-\x1f\x7f-\x9f"
_FORMAT = (
    r"\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    r"\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    r"\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_SEPARATOR = r"\u2028\u2029"
_SURROGATE = r"\ud800-\udfff"
_NO_CHARACTER = r"\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
"""Code points that never are characters; no XML may hold the first plane's, so neither may a document."""
_COMBINING = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u06d6-\u06dc\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302d\u3099\u309a"
    r"\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]{5,}"
)
"""Marks above, below and over a letter: no script needs five in a row, which run over the lines around them."""
_BREAK = r"\n\t"

_IN_LINES = re.compile(f"[{_CONTROL}{_FORMAT}{_SEPARATOR}{_SURROGATE}{_NO_CHARACTER}]|{_COMBINING}")
_IN_ONE_LINE = re.compile(f"[{_BREAK}{_CONTROL}{_FORMAT}{_SEPARATOR}{_SURROGATE}{_NO_CHARACTER}]|{_COMBINING}")


def refused_character(text: str, *, lines: bool = False) -> str | None:
    """The first character that may not be in `text`; with `lines`, line breaks and tabs may."""
    found = (_IN_LINES if lines else _IN_ONE_LINE).search(text)
    return found.group()[0] if found else None


def code_point(character: str) -> str:
    """The character as people look it up: `U+202E`."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """`text` with every refused character written as `<U+202E>`, so that it can be shown anywhere."""
    return _IN_ONE_LINE.sub(lambda found: "".join(f"<{code_point(each)}>" for each in found.group()), text)
