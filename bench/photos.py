"""What a photo costs: taking it in (the web server) and making its sizes (the worker).

    python -m bench.photos [FILE ...]

CPU milliseconds, median of the repeats, and the peak of memory over a process that has only loaded the code, in MB.
Every deed is measured in a process of its own. Without files, pictures are drawn: a phone's 12 megapixels as JPEG and
the largest that are accepted as JPEG, progressive JPEG, PNG and WebP.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from multiprocessing.queues import SimpleQueue
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from PIL import Image
from PIL.Image import Resampling

from products.photos import PhotoStore, accept, make_sizes

REPEATS = 5
DRAWN: tuple[tuple[str, tuple[int, int], str, int, dict[str, Any]], ...] = (
    ("phone 12 MP.jpg", (4032, 3024), "RGB", 8, {"quality": 88}),
    ("largest 50 MP.jpg", (8160, 6120), "RGB", 8, {"quality": 85}),
    ("largest 50 MP progressive.jpg", (8160, 6120), "RGB", 8, {"quality": 85, "progressive": True}),
    ("largest 17 MP.png", (4760, 3570), "RGBA", 90, {}),
    ("largest 17 MP.webp", (4760, 3570), "RGBA", 8, {"quality": 80, "method": 0}),
)


class Cost(NamedTuple):
    """CPU milliseconds and megabytes."""

    cpu_ms: float
    peak_mb: float

    def __str__(self) -> str:
        return f"{self.cpu_ms:10.0f} {self.peak_mb:5.0f}"


def main() -> None:
    """Print a table."""
    print(f"{'photo':34} {'accept ms':>10} {'MB':>5} {'sizes ms':>10} {'MB':>5}")
    with tempfile.TemporaryDirectory() as folder:
        for file in map(Path, sys.argv[1:]) if sys.argv[1:] else drawn(Path(folder)):
            taking, sizing = apart(measure_accept, file), apart(measure_sizes, file)
            print(f"{file.name:34} {taking} {sizing}")


def measure_accept(photo: Path, folder: Path) -> float:
    """CPU milliseconds of one upload into an empty store."""
    before = time.process_time()
    take(photo, PhotoStore(folder))
    return (time.process_time() - before) * 1000


def measure_sizes(photo: Path, folder: Path) -> float:
    """CPU milliseconds of the worker, after the upload."""
    store = PhotoStore(folder)
    key = take_apart(photo, folder)
    before = time.process_time()
    make_sizes(key, store)
    return (time.process_time() - before) * 1000


def take(photo: Path, store: PhotoStore) -> str:
    with photo.open("rb") as stream:
        return accept(stream, photo.name, store).key


def take_apart(photo: Path, folder: Path) -> str:
    """Take a photo in within another process, so that its memory is not counted here; gives the key."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(take, (photo, PhotoStore(folder)))


def apart(measure: Callable[[Path, Path], float], photo: Path) -> Cost:
    """The median of the repeats, each in a new process."""
    context = multiprocessing.get_context("spawn")
    costs = []
    for _ in range(REPEATS):
        answer: SimpleQueue[Cost] = context.SimpleQueue()
        process = context.Process(target=answered, args=(measure, photo, answer))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{photo.name}: failed")
        costs.append(answer.get())
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def answered(measure: Callable[[Path, Path], float], photo: Path, answer: SimpleQueue[Cost]) -> None:
    before = peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        cpu_ms = measure(photo, Path(folder))
    answer.put(Cost(cpu_ms, peak_mb() - before))


def peak_mb() -> float:
    """The peak of this process since it began; ``getrusage`` would count the parent's too. Linux only."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1024


def drawn(folder: Path) -> Iterator[Path]:
    """Pictures with the detail of a photo, so that files have the length that phones make; PNG would be too long."""
    for name, size, mode, detail, options in DRAWN:
        file = folder / name
        picture(*size, detail).convert(mode).save(file, **options)
        yield file


def picture(width: int, height: int, detail: int) -> Image.Image:
    """Smooth colours that change every ``detail`` pixels."""
    noise = np.random.default_rng(1).integers(0, 256, (height // detail, width // detail, 3), dtype=np.uint8)
    return Image.fromarray(noise).resize((width, height), Resampling.BICUBIC if detail < 50 else Resampling.NEAREST)


if __name__ == "__main__":
    main()
