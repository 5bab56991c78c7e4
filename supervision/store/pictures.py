"""Photographs as evidence: opened only when they are what they say and not too large, kept without their place.

A picture is written anew from what its format needs, so nothing that somebody hid behind it is kept either. How files
lie on the disk is the question of `attachments`.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from supervision.domain.errors import BadInput

KINDS = ("jpeg", "png", "webp")
MOST_PIXELS = 50_000_000
"""A photograph of a telephone has 12 to 50 million; each takes up to four bytes once it is opened."""
_TAKEN = (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTime)
_Pixel = tuple[int, int, int]


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    """The picture, its size looked at before a pixel is. Raises BadInput for one that is none or too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind.upper() for kind in KINDS]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise BadInput("evidence-too-many-pixels", name=name, limit=MOST_PIXELS // 1_000_000)
                yield picture
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise BadInput("evidence-too-many-pixels", name=name, limit=MOST_PIXELS // 1_000_000) from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadInput("evidence-damaged", name=name) from error


def clean(data: bytes, kind: str, name: str) -> tuple[bytes, date | None]:
    """The picture written anew without places, owners or anything appended; the day on which it says it was taken."""
    with _opened(data, name) as picture:
        exif = picture.getexif()
        taken = _taken_on(exif)
        kept = Image.Exif()
        if ExifTags.Base.Orientation in exif:
            kept[ExifTags.Base.Orientation] = exif[ExifTags.Base.Orientation]
        written = io.BytesIO()
        picture.load()
        picture.info = {}
        if kind == "jpeg":
            picture.save(written, "JPEG", quality="keep", exif=kept)
        elif kind == "webp":
            picture.save(written, "WEBP", quality=90, exif=kept)
        else:
            picture.save(written, "PNG", exif=kept)
    return written.getvalue(), taken


def _taken_on(exif: Image.Exif) -> date | None:
    told = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    for tag in _TAKEN:
        try:
            return datetime.strptime(str(told.get(tag, ""))[:10], "%Y:%m:%d").date()
        except ValueError:
            continue
    return None


def pixels(data: bytes, width: int, height: int, name: str) -> list[list[_Pixel]]:
    """Rows of (red, green, blue) of the picture made to fit `width` × `height` pixels, the right way up."""
    with _opened(data, name) as picture:
        picture.draft("RGB", (width, height))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
        upright.thumbnail((max(1, width), max(1, height)))
        flat: list[_Pixel] = list(upright.getdata())
    wide = upright.width
    return [flat[start : start + wide] for start in range(0, len(flat), wide)]
