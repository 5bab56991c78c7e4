"""How a digest leaves the house: by the channel that a person's address names (Apprise: mail, WeCom, DingTalk …).

An address may hold a password: it is never logged and never told, neither by us nor in what a failure says.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from supervision.domain.errors import BadInput
from supervision.i18n import Words
from supervision.queries.notices import Digest
from supervision.reports.digests import digest_message
from supervision.services.notices import Send

_SENDER = "supervision"
_SILENT = logging.CRITICAL + 1


class NotDelivered(Exception):
    """A channel did not take a message; what it says is kept beside the delivery."""


def check_address(address: str) -> None:
    """Raise BadInput for an address that no channel understands; the refusal holds its kind only."""
    if _channel(address) is None:
        raise BadInput("bad-address", kind=kind_of(address))


def sender(township: str, units: Mapping[str, str], words: Words) -> Send:
    """What sends one digest to one address. It raises NotDelivered when the channel does not take it."""

    def send(address: str, number: str, digest: Digest) -> None:
        message = digest_message(digest, township, units, words, number)
        if not _taken(_channel(address), message.title, message.body):
            raise NotDelivered(words("flows.channel-failed", channel=kind_of(address)))

    return send


def kind_of(address: str) -> str:
    """`mailtos` of mailtos://user:secret@example.org, nothing else of it."""
    kind, found, _ = address.partition("://")
    return kind if found and kind.isalnum() else "?"


def _taken(channel: Any, title: str, body: str) -> bool:
    from apprise import NotifyFormat

    try:
        return channel is not None and bool(channel.notify(title=title, body=body, body_format=NotifyFormat.TEXT))
    except Exception:  # what a library says of its failure may hold the address: only that it failed goes on
        return False


def _channel(address: str) -> Any:
    """Apprise's channel for that address, None where there is none."""
    import apprise

    for name in ("apprise", "urllib3", "requests"):  # their lines hold paths, and paths hold tokens
        logging.getLogger(name).setLevel(_SILENT)
    asset = apprise.AppriseAsset(app_id=_SENDER, secure_logging=True, storage_mode="memory")
    channel = apprise.Apprise.instantiate(address, asset=asset, suppress_exceptions=True)
    if channel is not None:
        channel.overflow_mode = apprise.OverflowMode.SPLIT  # a long day becomes several messages rather than none
    return channel
