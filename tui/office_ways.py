"""The ways to the screens of the office: supervising, the month, the trail, people, settings."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from tui.keys import key

LEADS = {
    "board": "OverdueBoard",
    "month": "MonthPage",
    "trail": "TrailPage",
    "people": "PeoplePage",
    "delegations": "Delegations",
    "proposals": "ProposalsPage",
    "settings": "SettingsPage",
    "import_page": "ImportPage",
    "documents": "Documents",
    "registers": "Registers",
    "boards": "BoardsPage",
    "rubric": "RubricPage",
    "forms": "FormChoice",
}


class OfficeWays(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("c,ctrl+t", "month", "month"),
        key("u,ctrl+u", "board", "board", show=False),
        key("y,ctrl+l", "trail", "trail", show=False),
        key("P,ctrl+n", "people", "people", show=False),
        key("W,ctrl+b", "delegations", "delegations", show=False),
        key("R,ctrl+v", "proposals", "proposals", show=False),
        key("Z,ctrl+g", "registers", "registers", show=False),
        key("I,f11", "boards", "boards", show=False),
        key("M,ctrl+o", "import_page", "import_page", show=False),
        key("O,ctrl+w", "documents", "documents", show=False),
        key("K,ctrl+e", "rubric", "rubric", show=False),
        key("J,ctrl+d", "forms", "forms", show=False),
        key("comma", "settings", "settings", show=False),
    ]

    def push_once(self, screen: Screen[Any]) -> None:
        raise NotImplementedError

    def action_month(self) -> None:
        from tui.screens.month import MonthPage

        self.push_once(MonthPage())

    def action_board(self) -> None:
        from tui.screens.overdue_board import OverdueBoard

        self.push_once(OverdueBoard())

    def action_trail(self) -> None:
        from tui.screens.trail import TrailPage

        self.push_once(TrailPage())

    def action_people(self) -> None:
        from tui.screens.people import PeoplePage

        self.push_once(PeoplePage())

    def action_delegations(self) -> None:
        from tui.screens.delegations import Delegations

        self.push_once(Delegations())

    def action_proposals(self) -> None:
        from tui.screens.proposals import ProposalsPage

        self.push_once(ProposalsPage())

    def action_import_page(self) -> None:
        from tui.screens.import_page import ImportPage

        self.push_once(ImportPage())

    def action_documents(self) -> None:
        from tui.screens.documents import Documents

        self.push_once(Documents())

    def action_registers(self) -> None:
        from tui.screens.registers import Registers

        self.push_once(Registers())

    def action_boards(self) -> None:
        from tui.screens.boards import BoardsPage

        self.push_once(BoardsPage())

    def action_rubric(self) -> None:
        from tui.screens.rubric_page import RubricPage

        self.push_once(RubricPage())

    def action_forms(self) -> None:
        from tui.screens.form_choice import FormChoice

        self.push_once(FormChoice())

    def action_settings(self) -> None:
        from tui.screens.settings import SettingsPage

        self.push_once(SettingsPage())
