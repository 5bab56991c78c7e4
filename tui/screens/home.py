"""Which screen somebody sees first: by post. Only that one is imported."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from supervision.domain.permission import Role
from tui.screens.page import Page

_BRANCH = ("tui.screens.branch_day", "BranchDay")
_HOME: dict[str, tuple[str, str]] = {
    Role.INSPECTOR: ("tui.screens.inspector_day", "InspectorDay"),
    Role.BRANCH_SECRETARY: _BRANCH,
    Role.VILLAGE_CLERK: _BRANCH,
    Role.CADRE: _BRANCH,
}
_OTHERS = ("tui.screens.overdue_board", "OverdueBoard")


def home_of(role: str) -> Page[Any]:
    """Inspectors see what they verify and visit, a branch its own tasks, everybody else the overdue board."""
    module, name = _HOME.get(role, _OTHERS)
    page: Page[Any] = getattr(import_module(module), name)()
    return page
