"""Files that only the holder of a key can read: the format of `age`, whose own program opens them as well.

The machine that makes copies knows the public half (age1…) alone, so who takes its copies cannot read them.
"""

from __future__ import annotations

from pathlib import Path

import pyrage

from supervision.domain.errors import BadInput, Broken
from supervision.store.attachments import kept, kept_in, place_of
from supervision.store.backup import put_in_place

SUFFIX = ".age"


def new_key() -> tuple[str, str]:
    """A secret and its public half."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def public_half(secret: str) -> str:
    """Raises BadInput for what is no secret."""
    return str(_identity(secret).to_public())


def encrypt(source: Path, target: Path, public: str) -> None:
    """Write `source` to `target` so that only the secret of `public` opens it."""
    part = target.with_name(target.name + ".part")
    try:
        recipient = pyrage.x25519.Recipient.from_str(public)
    except pyrage.RecipientError as error:
        raise BadInput("backup-key-bad", value=public) from error
    pyrage.encrypt_file(str(source), str(part), [recipient])
    put_in_place(part, target)


def decrypt(source: Path, target: Path, secret: str) -> None:
    """Raises Broken when the secret is another's or the file was changed."""
    try:
        pyrage.decrypt_file(str(source), str(target), [_identity(secret)])
    except pyrage.DecryptError as error:
        target.unlink(missing_ok=True)
        raise Broken("backup-not-opened", file=source.name, reason=str(error)) from error


def _identity(secret: str) -> pyrage.x25519.Identity:
    lines = [line.strip() for line in secret.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return pyrage.x25519.Identity.from_str(lines[0] if lines else "")
    except pyrage.IdentityError as error:
        raise BadInput("backup-secret-bad") from error


def copy_kept(beside: Path, target: Path, public: str) -> int:
    """Evidence as `attachments.copy_kept` copies it, each file encrypted; how many were not there yet."""
    missing = [sha256 for sha256 in kept_in(beside) if not _sealed_place(target, sha256).exists()]
    for sha256 in missing:
        kept(beside, sha256)  # raises Broken for what has changed
        place = _sealed_place(target, sha256)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        encrypt(place_of(beside, sha256), place, public)
    return len(missing)


def open_kept(source: Path, sha256: str, secret: str) -> bytes:
    """One file of encrypted evidence. Raises Broken when it is not there or cannot be opened."""
    place = _sealed_place(source, sha256)
    if not place.exists():
        raise Broken("evidence-missing", sha256=sha256)
    try:
        return bytes(pyrage.decrypt(place.read_bytes(), [_identity(secret)]))
    except pyrage.DecryptError as error:
        raise Broken("backup-not-opened", file=place.name, reason=str(error)) from error


def _sealed_place(beside: Path, sha256: str) -> Path:
    plain = place_of(beside, sha256)
    return plain.with_name(plain.name + SUFFIX)
