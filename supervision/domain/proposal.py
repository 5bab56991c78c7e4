"""What people may decide about a proposed reward or penalty, and what follows. Who may: `permission`."""

from __future__ import annotations

from collections.abc import Mapping

NEXT_STATE: Mapping[tuple[str, str], str] = {
    ("proposed", "approve"): "approved",
    ("proposed", "refuse"): "refused",
    ("approved", "execute"): "executed",
    ("approved", "refuse"): "refused",
}
"""State and decision → next state; publicity and appeal lie between approval and execution."""
DECISIONS = ("approve", "refuse", "execute")


def decisions_from(state: str) -> tuple[str, ...]:
    """The decisions that leave this state."""
    return tuple(decision for decision in DECISIONS if (state, decision) in NEXT_STATE)
