"""How a root is signed and a signature checked (Ed25519). The secret lies in a file that the database never sees."""

from __future__ import annotations

from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from supervision.domain.errors import BadInput

_KEY_BYTES = 32


def new_secret() -> tuple[str, str]:
    """A secret and its public key, in hex."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes_raw().hex(), key.public_key().public_bytes_raw().hex()


def sign(root: str, key_file: Path) -> tuple[str, str]:
    """Public key and signature of a root, in hex. Raises BadInput for a file that holds no secret."""
    try:
        secret = bytes.fromhex(key_file.read_text(encoding="ascii").split()[-1])
    except (OSError, ValueError, IndexError) as error:
        raise BadInput("signing-key-bad", file=str(key_file)) from error
    if len(secret) != _KEY_BYTES:
        raise BadInput("signing-key-bad", file=str(key_file))
    key = Ed25519PrivateKey.from_private_bytes(secret)
    return key.public_key().public_bytes_raw().hex(), key.sign(bytes.fromhex(root)).hex()


def is_signed(root: str, public_key: str, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(
            bytes.fromhex(signature), bytes.fromhex(root)
        )
    except (InvalidSignature, ValueError):
        return False
    return True
