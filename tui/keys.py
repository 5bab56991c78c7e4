"""Which key does what, with its twins: a Chinese input method swallows letters and turns / into 、 and ? into ？.

So every letter has a function key or Ctrl beside it, and every mark its full-width form.
"""

from __future__ import annotations

from textual.binding import Binding

_TWINS = {
    "slash": "ideographic_comma",
    "comma": "fullwidth_comma",
    "question_mark": "fullwidth_question_mark",
    "left_square_bracket": "left_black_lenticular_bracket",
    "right_square_bracket": "right_black_lenticular_bracket",
    "full_stop": "ideographic_full_stop",
}
_SHOWN = {
    "escape": "Esc",
    "enter": "⏎",
    "slash": "/",
    "comma": ",",
    "question_mark": "?",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "space": "␣",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "delete": "Del",
    "backspace": "⌫",
}


def key(keys: str, action: str, says: str, *, show: bool = True, priority: bool = False) -> Binding:
    """A binding described by `tui.key.<says>`. `keys` is a comma list; the first one is shown."""
    every = keys.split(",")
    every += [_TWINS[each] for each in every if each in _TWINS]
    return Binding(
        ",".join(every),
        action,
        f"tui.key.{says}",
        show=show,
        key_display=shown_key(every[0]),
        priority=priority,
        id=f"{says}.{action}",
    )


def shown_key(name: str) -> str:
    """A key as people read it: `ctrl+s` is ^S, `f2` is F2."""
    if name in _SHOWN:
        return _SHOWN[name]
    if name.startswith("ctrl+"):
        return "^" + name.removeprefix("ctrl+").upper()
    return name.upper() if len(name) > 1 else name
