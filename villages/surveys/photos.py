"""Pictures that come from outside: checked, made anew without what the camera wrote, sealed."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from laavu.accounts.crypto import decrypt_bytes, encrypt_bytes
from villages.models import AnswerPhoto, WorkPhoto

MOST_BYTES = 10_000_000
MOST_PIXELS = 60_000_000
MOST_OPENED = 25_000_000  # pixels at a time in memory: a JPEG is opened smaller than it is, a PNG is not
LONGEST_SIDE = 1600
QUALITY = 82
FORMATS = ("JPEG", "PNG")


class BadPhoto(ValueError):
    """The file is no picture that we take; the text says why, for people."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG without any metadata."""

    content: bytes
    width: int
    height: int


def read_photo(file: BinaryIO, size: int | None) -> Picture:
    """The picture, turned upright, made smaller and written anew. Raises BadPhoto."""
    if size is None or size > MOST_BYTES:
        raise BadPhoto(_("The picture is too large: at most 10 megabytes."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _made_anew(file)
    except BadPhoto:
        raise
    except Exception as error:
        raise BadPhoto(_("This is not a picture that can be opened. Send a JPEG or a PNG.")) from error


def _made_anew(file: BinaryIO) -> Picture:
    with Image.open(file, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise BadPhoto(_("The picture has too many pixels. Take it with a smaller size."))
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        if image.width * image.height > MOST_OPENED:
            raise BadPhoto(_("The picture has too many pixels. Take it with a smaller size."))
        image.load()
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        clean = Image.new("RGB", upright.size, "white")
        layer = upright.convert("RGBA")
        clean.paste(layer, mask=layer.getchannel("A"))
    target = io.BytesIO()
    clean.save(target, "JPEG", quality=QUALITY, optimize=True)
    return Picture(target.getvalue(), clean.width, clean.height)


def seal(photo: AnswerPhoto | WorkPhoto, picture: Picture) -> None:
    """Put the picture into the row, encrypted."""
    photo.content = encrypt_bytes(picture.content, bound_to=f"photo:{photo.public_id}")
    photo.width, photo.height = picture.width, picture.height


def opened(photo: AnswerPhoto | WorkPhoto) -> bytes:
    """The JPEG in the row."""
    return decrypt_bytes(photo.content, bound_to=f"photo:{photo.public_id}")
