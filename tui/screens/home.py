"""Which screen somebody sees first: by post."""

from __future__ import annotations

from typing import Any

from supervision.domain.permission import Role
from tui.screens.branch_day import BranchDay
from tui.screens.inspector_day import InspectorDay
from tui.screens.overdue_board import OverdueBoard
from tui.screens.page import Page

_HOME: dict[str, type[Page[Any]]] = {
    Role.INSPECTOR: InspectorDay,
    Role.BRANCH_SECRETARY: BranchDay,
    Role.VILLAGE_CLERK: BranchDay,
    Role.CADRE: BranchDay,
}


def home_of(role: str) -> Page[Any]:
    """Inspectors see what they verify and visit, a branch its own tasks, everybody else the overdue board."""
    return _HOME.get(role, OverdueBoard)()
