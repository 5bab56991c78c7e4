"""Sending the digests that are due, in plain calls. How one leaves the house is `channels`' question."""

from __future__ import annotations

from flows.channels import sender
from supervision.queries.people import township_name, unit_names
from supervision.services.notices import Sent, deliver
from supervision.settings import Settings, enter


def run_deliver(settings: Settings) -> Sent:
    """Send every digest that has not gone out; a dead channel is written down, tried again later and stops no other."""
    context = enter(settings)
    try:
        with context.reading() as reading:
            township, units = township_name(reading), unit_names(reading)
        return deliver(context, sender(township, units, settings.words))
    finally:
        context.database.close()
