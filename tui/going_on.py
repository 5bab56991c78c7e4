"""What follows a signature: seal, publish, propose. The flows are another door, found by name when they are needed."""

from __future__ import annotations

import importlib
from dataclasses import replace

from supervision.domain.errors import Broken
from supervision.settings import Settings


def go_on(settings: Settings, period: str) -> bool:
    """Take the month as far as it goes, in plain calls, as the house itself; is it finished now?

    Raises Broken where the flows are not installed, and what the steps raise.
    """
    try:
        entry = importlib.import_module("flows.entry")
    except ModuleNotFoundError as error:
        raise Broken("no-flows") from error
    outcomes = entry.run_months_plain(replace(settings, person_no=None), [period])
    return all(each.finished for each in outcomes)
