"""Signing what a sealed month is pinned to (Ed25519). What that is, and whether it still holds: `queries.anchors`."""

from __future__ import annotations

from pathlib import Path

from supervision.context import Context
from supervision.domain.errors import NotThisMonth
from supervision.domain.permission import Action
from supervision.queries.anchors import SIGNATURES, pinned
from supervision.store import signing
from supervision.store.mapping import write_rows


def new_secret() -> tuple[str, str]:
    """A secret, to be kept where the database's account cannot read it, and its public key; hex."""
    return signing.new_secret()


def sign_month(context: Context, period: str, key_file: Path) -> str:
    """Sign the root of a sealed month; the public key (hex). Once a key.

    Raises NotThisMonth for a month without an anchor, BadInput for a file that holds no secret.
    """
    with context.reading() as reading:
        found = pinned(reading, period)
    if found is None:
        raise NotThisMonth("not-anchored", period=period)
    public, signature = signing.sign(found.root, key_file)
    with context.command(Action.SEAL_MONTH) as work:
        now = pinned(work, period)
        if now is not None and public in now.signed_by:
            work.nothing_to_do()
            return public
        row = {
            "township": work.township,
            "period": period,
            "public_key": public,
            "signature": signature,
            "signed_at": work.now,
        }
        write_rows(work.session, SIGNATURES, [row])
        work.audit(period, root=found.root, signed_with=public)
    return public
