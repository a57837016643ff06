"""From a file of any kind to plain, upright sRGB pixels, and from pixels to files that hold nothing else."""

from __future__ import annotations

import struct
from contextlib import suppress
from io import BytesIO

import pi_heif
from PIL import Image, ImageCms
from PIL.Image import Resampling, Transpose

from products.photos.store import PictureFormat

pi_heif.register_heif_opener()

SENT_AS = ("JPEG", "PNG", "WEBP", "HEIF")
WHITE = (255, 255, 255)
ORIENTATION = 0x0112
# How the pixels of a picture must be turned, by the orientation that the camera noted (Exif 2.32, 4.6.4 A).
TURNS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}
SIDEWAYS = {5, 6, 7, 8}
# Chosen by measurement (docs/photos.md): AVIF of equal look costs the worker four times as much.
WEBP_QUALITY = 75
JPEG_QUALITY = 80
MASTER_QUALITY = 85


def fitted(width: int, height: int, edge: int) -> tuple[int, int]:
    """The size whose longer edge is at most ``edge`` pixels, in the same proportions; never larger than given."""
    scale = min(1.0, edge / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Width and height in pixels as people will see the picture."""
    width, height = image.size
    return (height, width) if _orientation(image) in SIDEWAYS else (width, height)


def upright(image: Image.Image, edge: int) -> Image.Image:
    """The opened picture turned upright, in sRGB on white, its longer edge at most ``edge`` pixels, free of metadata.

    A JPEG is decoded at a half, quarter or eighth where that is enough, and colours are converted only after
    shrinking: both save most of the work. Reads the pixels, so it raises what Pillow raises for a broken file.
    """
    orientation, size = _orientation(image), fitted(*image.size, edge)
    image.draft("RGB", size)
    image.load()
    profile = image.info.get("icc_profile")
    small = shrunk(_plain_mode(image), size)
    picture = _in_srgb(_on_white(small), profile)
    if orientation in TURNS:
        picture = picture.transpose(TURNS[orientation])
    picture.info = {}
    return picture


def shrunk(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The picture resized to width and height, in two quick steps where it is much larger."""
    return picture.resize(size, Resampling.LANCZOS, reducing_gap=2.0)


def encoded(picture: Image.Image, kind: PictureFormat) -> bytes:
    """A file of the picture, with no word about where, when or with what it was taken."""
    out = BytesIO()
    if kind is PictureFormat.WEBP:
        picture.save(out, "WEBP", quality=WEBP_QUALITY, method=4)
    else:
        picture.save(out, "JPEG", quality=JPEG_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def encoded_master(picture: Image.Image) -> bytes:
    """A file of good quality to make sizes from later; nobody looks at it, so it is encoded quickly."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=MASTER_QUALITY)
    return out.getvalue()


def _orientation(image: Image.Image) -> int:
    """What the camera noted, 1 (as it is) where the note is missing or cannot be read."""
    with suppress(AttributeError, IndexError, KeyError, OSError, SyntaxError, TypeError, ValueError, struct.error):
        return int(image.getexif().get(ORIENTATION, 1))
    return 1


def _plain_mode(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized: L, RGB, RGBA or CMYK, with 8 bits a channel."""
    if "transparency" in image.info or image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode.startswith("I;16"):
        return image.point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("L" if image.mode in ("1", "I", "F") else "RGB")


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGB", picture.size, WHITE)
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    """Colours by the profile that came with the picture; a profile that is broken or of another mode is let go."""
    if isinstance(profile, bytes) and profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if converted is not None:
                return converted
    return picture.convert("RGB")
