"""What text a person may enter: no blanks at its ends, no characters that deceive a screen or a printer."""

from __future__ import annotations

from supervision.domain.checks.characters import code_point, refused_character, visible
from supervision.domain.checks.limits import LABEL_CHARACTERS, TEXT_CHARACTERS
from supervision.domain.errors import BadInput


def entered(field: str, value: str | None, *, required: bool = True, label: bool = False) -> str:
    """The text as it is kept. Raises BadInput when it is missing, too long or holds a control character.

    A `label` is one line of at most 400 characters, other text has at most 4,000 and may have line breaks.
    """
    text = (value or "").strip()
    if required and not text:
        raise BadInput("text-missing", field=field)
    limit = LABEL_CHARACTERS if label else TEXT_CHARACTERS
    if len(text) > limit:
        raise BadInput("text-too-long", field=field, length=len(text), limit=limit)
    bad = refused_character(text, lines=not label)
    if bad is not None:
        raise BadInput("text-character", field=field, character=code_point(bad), text=visible(text)[:80])
    return text
