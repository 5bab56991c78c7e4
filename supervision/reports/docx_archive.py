"""How a Word file is packed so that the same content gives the same bytes. What it holds is `docx`'s question."""

from __future__ import annotations

import io
import zipfile

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)


def same_bytes(data: bytes) -> bytes:
    """The archive with its parts in order and without the moment at which it was written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name))
        for name in names:
            entry = zipfile.ZipInfo(name, _FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            new.writestr(entry, old.read(name))
    return buffer.getvalue()
