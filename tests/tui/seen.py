"""Which screens a snapshot shows beyond those of `tui.pictures`. Those that show after something was done: `staged`."""

from __future__ import annotations

import importlib
import pkgutil

from supervision.domain.permission import Role
from tui import screens as folder
from tui.pictures import PICTURES, Picture
from tui.screens.dialog import Dialog
from tui.screens.page import Page
from tui.screens.sign_in import SignIn

MORE = (
    Picture("help", Role.INSPECTOR, ("question_mark",)),
    Picture("lookback", Role.INSPECTOR, ("r",)),
    Picture("inspect", Role.INSPECTOR, ("i",)),
    Picture("visit-summary", Role.INSPECTOR, ("i", *"v08", "enter", "z")),
    Picture("activity-form", Role.PARTY_OFFICE_CLERK, ("e", "f2")),
    Picture("measures", Role.PARTY_OFFICE_CLERK, ("e", "2")),
    Picture("measure-form", Role.PARTY_OFFICE_CLERK, ("e", "2", "f2")),
    Picture("guidance", Role.PARTY_OFFICE_CLERK, ("e", "4")),
    Picture("register-form", Role.PARTY_OFFICE_CLERK, ("Z", "down", "enter", "f2")),
    Picture("register-gaps", Role.ORGANIZATION_COMMISSIONER, ("Z", "l")),
    Picture("register-measures", Role.PARTY_OFFICE_CLERK, ("Z", "m", "left_square_bracket")),
    Picture("comment-form", Role.PARTY_OFFICE_CLERK, ("Z", *["down"] * 3, "enter", "end", "f")),
    Picture("who", Role.PARTY_OFFICE_CLERK, ("Z", "w")),
    Picture("pick", Role.PARTY_OFFICE_CLERK, ("Z", "w", "f3")),
    Picture("confirm", Role.TOWNSHIP_SECRETARY, ("R", "z")),
    Picture("refusal", Role.TOWNSHIP_SECRETARY, ("R", "r")),
    Picture("bulk-moves", Role.ORGANIZATION_COMMISSIONER, ("a", "space", "down", "space", "m")),
    Picture("bulk-form", Role.ORGANIZATION_COMMISSIONER, ("a", "space", "down", "space", "m", "1")),
    Picture("all-tasks", Role.ORGANIZATION_COMMISSIONER, ("a",)),
    Picture("document-writing", Role.ORGANIZATION_COMMISSIONER, ("O", "f2", "tab", "tab", "ctrl+u", *"~/documents")),
    Picture("scores", Role.INSPECTOR, ("e", "3")),
    Picture("inbox-items", Role.BRANCH_SECRETARY, ("x", "escape", "x", "enter")),
    Picture("delegation-form", Role.TOWNSHIP_SECRETARY, ("W", "f2")),
    Picture("forms", Role.INSPECTOR, ("J",)),
    Picture("score-form", Role.INSPECTOR, ("e", "3", "m", "enter")),
    Picture("move-form", Role.BRANCH_SECRETARY, ("enter", "m", "enter")),
    Picture("attach", Role.BRANCH_SECRETARY, ("enter", "e")),
    Picture("papers", Role.BRANCH_SECRETARY, ("enter", "w")),
    Picture("views", Role.BRANCH_SECRETARY, ("a", "v")),
)
EVERY = (*PICTURES, *MORE)


def screens() -> set[str]:
    """Every screen that can be opened."""
    for found in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}."):
        importlib.import_module(found.name)
    waiting: list[type] = [Page, Dialog, SignIn]
    classes: set[type] = set()
    while waiting:
        each = waiting.pop()
        waiting += each.__subclasses__()
        if each.__module__.startswith(folder.__name__):
            classes.add(each)
    return {each.__name__ for each in classes if not each.__subclasses__() and each not in (Page, Dialog)}
