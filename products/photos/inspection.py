"""Is this file a photo that the shop can use? Asked before a single pixel is decoded."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from PIL import Image

from products.errors import N_, Refusal
from products.photos.heic_damage import is_cut_off
from products.photos.jpeg_damage import is_damaged
from products.photos.pixels import upright_size

# Pixels that may be decoded, so that no photo takes much more than 250 MB of memory (docs/photos.md): a JPEG is shrunk
# while it is read, the others are unfolded whole. Phones send JPEG of up to 50 megapixels and HEIC of 12 or 24.
MOST_PIXELS = {"JPEG": 50_000_000, "HEIF": 25_000_000, "PNG": 17_000_000, "WEBP": 17_000_000}
LEAST_EDGE = 300
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")

# What decoders raise for broken and hostile files.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    RuntimeError,
    LookupError,
    TypeError,
    AttributeError,
    struct.error,
    zlib.error,
)


@contextmanager
def opened(path: Path, name: str) -> Iterator[Image.Image]:
    """The photo in this file, its header read and its size within bounds; refused if it is none or breaks later.

    ``name`` is what the person called the file; the refusals say it back.
    """
    kind = kind_of(path)
    if kind is None:
        raise Refusal(
            N_("%(name)s bukan foto yang bisa dipakai. Pilih foto JPG, PNG, WebP, atau HEIC dari galeri."), name=name
        )
    if _is_damaged(path, kind):
        raise _broken(name)
    try:
        with Image.open(path, formats=(kind,)) as image:
            _check_size(image, kind, name)
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_many_pixels(name) from bomb
    except BROKEN as error:
        raise _broken(name) from error


def kind_of(path: Path) -> str | None:
    """Pillow's name of the format by the file's first bytes, whatever the file is called; None for all others."""
    with path.open("rb") as file:
        head = file.read(64)
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    return "HEIF" if _is_heic(head) else None


def _is_damaged(path: Path, kind: str) -> bool:
    """Whether a hole or a missing end can be found that the decoder of this format would pass over in silence."""
    if kind == "JPEG":
        return is_damaged(np.fromfile(path, dtype=np.uint8))
    return kind == "HEIF" and is_cut_off(path)


def _is_heic(head: bytes) -> bool:
    """Whether the file type box names a HEIC brand (ISO/IEC 23008-12, annex B)."""
    brands = head[8 : min(len(head), int.from_bytes(head[:4], "big"))]
    return head[4:8] == b"ftyp" and any(brands[at : at + 4] in HEIC_BRANDS for at in range(0, len(brands), 4))


def _check_size(image: Image.Image, kind: str, name: str) -> None:
    if image.width * image.height > MOST_PIXELS[kind]:
        raise _too_many_pixels(name)
    if min(image.size) < LEAST_EDGE:
        width, height = upright_size(image)
        raise Refusal(
            N_(
                "%(name)s terlalu kecil (%(width)s x %(height)s titik). Kirim foto asli dari galeri, "
                "bukan gambar kecil kiriman WhatsApp."
            ),
            name=name,
            width=width,
            height=height,
        )


def _too_many_pixels(name: str) -> Refusal:
    return Refusal(
        N_("%(name)s terlalu besar ukurannya. Di pengaturan kamera, pilih foto 12 MP, lalu foto ulang."), name=name
    )


def _broken(name: str) -> Refusal:
    return Refusal(
        N_("%(name)s rusak atau belum terkirim utuh. Coba kirim sekali lagi, atau ambil foto baru."), name=name
    )
