"""Which screen comes when: home by role, the others by key. What the keys do on a screen is the screen's question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from supervision.domain.permission import PERMISSIONS, Action, roles_for
from tui.keys import key
from tui.office_ways import LEADS, OfficeWays

if TYPE_CHECKING:
    from supervision.domain.permission import Actor
    from supervision.i18n import Words
    from tui.opening import Opened

LEADS_TO = {
    "home": "",
    "scoreboard": "Scoreboard",
    "bulletin": "BulletinPreview",
    "new_finding": "FindingForm",
    "tasks": "AllTasks",
    "inspect": "InspectUnits",
    "records": "QuotaGrid",
    "scores": "ManualScores",
    "measures": "MeasureList",
    "inbox": "Inbox",
    "sign_out": "SignIn",
    **LEADS,
}
"""Each way between screens and the screen it leads to: there it is not offered."""
FIRST = 2
"""Screens on the stack while somebody's first screen shows: the empty one and that one."""


class Navigation(OfficeWays, App[None]):
    """The ways between screens. Screens are imported when they are first opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("i,ctrl+k", "inspect", "inspect"),
        key("n,f4", "new_finding", "new_finding"),
        key("t,f8", "home", "home"),
        key("a,f3", "tasks", "tasks"),
        key("s,f7", "scoreboard", "scoreboard"),
        key("b,f6", "bulletin", "bulletin"),
        key("e,ctrl+y", "records", "records"),
        key("x,ctrl+x", "inbox", "inbox"),
    ]
    words: Words
    signed_in = False
    let_in = False
    opened: Opened | None = None

    @property
    def actor(self) -> Actor:
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A way is offered where it leads somewhere else, and once somebody has signed in."""
        if action in LEADS_TO:
            if not self.signed_in or type(self.screen).__name__ == LEADS_TO[action]:
                return False
        if action == "sign_out" and self.let_in:
            return False
        if action == "change_password" and (not self.signed_in or self.opened is None or not self.opened.passwords):
            return False
        if action == "import_page" and (self.is_web or self.actor.role not in PERMISSIONS[Action.IMPORT_RECORDS]):
            return False
        if action == "inspect" and not self.concerns("new_finding"):
            return False
        if action in ("home", "back") and sum(not screen.is_modal for screen in self.screen_stack) <= FIRST:
            return False
        return super().check_action(action, parameters)

    def concerns(self, action: str) -> bool:
        return action != "new_finding" or not self.signed_in or self.actor.role in PERMISSIONS[Action.RECORD_FINDING]

    def leave_all(self) -> None:
        """Take every screen off, down to the empty one."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    async def action_back(self) -> None:
        """The screen before; the first one stays."""
        if len(self.screen_stack) > FIRST:
            await self.pop_screen()

    def action_home(self) -> None:
        from tui.screens.home import home_of

        self.leave_all()
        self.push_screen(home_of(self.actor.role))

    def action_scoreboard(self) -> None:
        from tui.screens.scoreboard import Scoreboard

        self.push_once(Scoreboard())

    def action_bulletin(self) -> None:
        from tui.screens.bulletin import BulletinPreview

        self.push_once(BulletinPreview())

    def action_tasks(self) -> None:
        from tui.screens.tasks import AllTasks

        self.push_once(AllTasks())

    def action_inspect(self) -> None:
        from tui.screens.inspect_units import InspectUnits

        if self._may_record():
            self.push_once(InspectUnits())

    def action_records(self) -> None:
        from tui.screens.quota_grid import QuotaGrid

        self.push_once(QuotaGrid())

    def action_measures(self) -> None:
        from tui.screens.measure_list import MeasureList

        self.push_once(MeasureList())

    def action_scores(self) -> None:
        from tui.screens.manual_scores import ManualScores

        self.push_once(ManualScores())

    def action_inbox(self) -> None:
        from tui.screens.inbox import Inbox

        self.push_once(Inbox())

    def action_new_finding(self) -> None:
        """Open the form for those whose post records findings; tell the others who does."""
        from tui.screens.finding_form import FindingForm

        if self._may_record():
            self.push_once(FindingForm())

    def _may_record(self) -> bool:
        """Does this post record findings? Whoever may not is told who may."""
        if self.actor.role in PERMISSIONS[Action.RECORD_FINDING]:
            return True
        who = [self.words.noun("role", role) for role in roles_for(Action.RECORD_FINDING)]
        self.notify(self.words("tui.only_they_record", who=who), markup=False, severity="warning")
        return False

    def push_once(self, screen: Screen[Any]) -> None:
        """Open a screen unless one of its kind is on top already."""
        if type(self.screen) is not type(screen):
            self.push_screen(screen)

    def action_change_password(self) -> None:
        from tui.screens.password import NewPassword

        self.push_once(NewPassword(self.actor.person_no, self.actor.name))

    def action_help(self) -> None:
        from tui.screens.help import Help

        self.push_once(Help(self.screen))

    def action_command_palette(self) -> None:
        from tui.commands import HouseCommands, HousePalette

        if not HousePalette.is_open(cast(App[object], self)):
            asks = self.words("tui.palette.ask")
            self.push_screen(HousePalette([HouseCommands], placeholder=asks, id="--command-palette"))
