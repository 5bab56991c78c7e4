"""Which sign and which tone stand for a code: never colour alone. Tones are the names of table and text styles.

Only ■ ● ○ ▲ ▼ ◆ ✓ × are used: every terminal draws them in one cell.
"""

from __future__ import annotations

from supervision.domain.model import Severity, State

SEVERITY_SIGNS = {Severity.MINOR: "○", Severity.GENERAL: "●", Severity.MAJOR: "▲", Severity.CRITICAL: "■"}
SEVERITY_TONES = {Severity.MINOR: "quiet", Severity.GENERAL: "", Severity.MAJOR: "warn", Severity.CRITICAL: "bad"}

STATE_SIGNS = {
    State.ISSUED: "○",
    State.ACKNOWLEDGED: "◐",
    State.DISPUTED: "◇",
    State.RECTIFYING: "●",
    State.CLOSURE_REQUESTED: "◆",
    State.CLOSED: "✓",
    State.REOPENED: "▲",
    State.SUSPENDED: "‖",
    State.WITHDRAWN: "×",
}
STATE_TONES = {
    State.ISSUED: "cool",
    State.ACKNOWLEDGED: "cool",
    State.DISPUTED: "gold",
    State.RECTIFYING: "",
    State.CLOSURE_REQUESTED: "gold",
    State.CLOSED: "good",
    State.REOPENED: "warn",
    State.SUSPENDED: "quiet",
    State.WITHDRAWN: "quiet",
}

LEVEL_TONES = {
    "remind": "reminder",
    "blue": "blue-card",
    "yellow": "yellow-card",
    "red": "red-card",
    "accountability": "red-card",
}
LEVELS = ("remind", "blue", "yellow", "red", "accountability")


def level_tone(code: str | None) -> str:
    """The tone of a ladder card; a level that the township added itself is shown as a warning."""
    return "" if code is None else LEVEL_TONES.get(code, "warn")


TONES = {
    "": "",
    "quiet": "$quiet",
    "faint": "$faint",
    "bold": "bold",
    "cool": "$primary",
    "gold": "$accent",
    "good": "$success",
    "warn": "$warning",
    "bad": "$error",
    "reminder": "$quiet",
    "blue-card": "bold $on-card on $blue-card",
    "yellow-card": "bold $on-yellow-card on $yellow-card",
    "red-card": "bold $on-card on $red-card",
}
"""Each tone as a style of `Content`; the record table has a component class of the same name for each."""
