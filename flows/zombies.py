"""How a run whose process died is found out: it stops sending heartbeats, and Prefect is told to call it crashed."""

from __future__ import annotations

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.schemas.objects import StateType
from prefect.events import EventTrigger
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import Posture
from prefect.events.schemas.events import ResourceSpecification

NAME = "supervision: runs without a heartbeat have crashed"
WITHIN = timedelta(seconds=540)
"""Three of Prefect's heartbeats of 180 s."""
_ENDS = ("Completed", "Failed", "Cancelled", "Crashed", "Suspended")


async def install() -> None:
    """Set the automation up, once."""
    try:
        await Automation.aread(name=NAME)
    except ValueError:
        await _automation().acreate()


def _automation() -> Automation:
    heartbeat = "prefect.flow-run.heartbeat"
    return Automation(
        name=NAME,
        description="Our database is not touched by this: the next tick finishes what the run did not.",
        trigger=EventTrigger(
            after={heartbeat},
            expect={heartbeat, *(f"prefect.flow-run.{state}" for state in _ENDS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"},
            posture=Posture.Proactive,
            threshold=1,
            within=WITHIN,
        ),
        actions=[ChangeFlowRunState(state=StateType.CRASHED, message="no heartbeat: the process is gone")],
    )
