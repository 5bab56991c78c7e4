"""Which scoring methods the rubric may name. A method's keyword parameters are the schema of an item's `rule`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from supervision.domain.scoring.case import Outcome
from supervision.domain.scoring.findings import by_severity, recurrence
from supervision.domain.scoring.handling import overdue, sent_back
from supervision.domain.scoring.manual import manual
from supervision.domain.scoring.quota import quota
from supervision.domain.scoring.steps import late_steps
from supervision.domain.scoring.target import target

METHODS: Mapping[str, Callable[..., Outcome]] = {
    method.__name__: method
    for method in (quota, by_severity, target, manual, late_steps, sent_back, overdue, recurrence)
}
