"""A copy of the whole shop in one folder, taken while it is open, and the way back.

The copy holds the database as it was at one moment, then the photos and receipts it speaks of: a photo that comes
later does no harm, and none that the database knows can be missing, for files are only deleted long after their rows.
Mail and the index are left out: the one has been sent, the other is built from the database. The keys of the identity
numbers are no part of it either (docs/running.md).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from products import clock
from products.database import db
from products.search import rebuild_all
from storefront.config import Settings
from storefront.stockroom.copies import Hashes, copy_file, files_below, hash_of, read_manifest, write_manifest

DATABASE = "shop.sqlite"
PHOTOS = ("public", "masters", "incoming")
RECEIPTS = "receipts"

Tell = Callable[[str], None]


class NotPossible(Exception):  # noqa: N818 - an expected "no"
    """A backup or restore cannot be done, in one sentence that says what to do."""


def back_up(settings: Settings, folder: Path, tell: Tell) -> int:
    """Copy the shop into ``folder``, which must not hold anything yet. How many files were copied.

    Raises:
        NotPossible: when the folder is in use or the database is not SQLite's.
    """
    database = _database(settings, "pg_dump --format=custom")
    if folder.exists() and any(folder.iterdir()):
        raise NotPossible(f"{folder} is not empty: name a new folder.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    tell("Copying the database")
    _copy_database(database, folder / DATABASE)
    hashes = {DATABASE: hash_of(folder / DATABASE)}
    tell("Copying photos and receipts")
    for name, path in _files(settings):
        try:
            hashes[name] = copy_file(path, folder / name)
        except FileNotFoundError:
            continue  # an original whose sizes were made this moment, or a photo just cleared away
    write_manifest(folder, {"made_at": clock.now().isoformat(), "brand": settings.brand}, hashes)
    return len(hashes)


def restore(settings: Settings, folder: Path, tell: Tell) -> int:
    """Bring a backup back into empty folders and build the index. How many files were copied.

    Raises:
        NotPossible: when the backup is not whole, something is there already, or the database is not SQLite's.
    """
    database = _database(settings, "pg_restore")
    hashes = _whole_backup(folder, tell)
    _refuse_filled(settings, database)
    tell("Copying the files back")
    for name in sorted(hashes.keys() - {DATABASE}):
        copy_file(folder / name, _place_of(settings, name))
    copy_file(folder / DATABASE, database)
    tell("Building the search index")
    shutil.rmtree(settings.data / "search", ignore_errors=True)
    rebuild_all()
    return len(hashes)


def _database(settings: Settings, instead: str) -> Path:
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or not url.database:
        raise NotPossible(
            f"This shop's database is no SQLite file: use {instead} for it, and copy {settings.upload_root} and "
            f"{settings.data / RECEIPTS} after that."
        )
    return Path(url.database)


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own online copy: one moment of the database, however busy it is."""
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as shop,
        closing(sqlite3.connect(target)) as copy,
    ):
        shop.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise NotPossible(f"The database is damaged ({verdict}): look at the disk before anything else.")


def _files(settings: Settings) -> Iterator[tuple[str, Path]]:
    """Every photo and receipt under the name that it has in a backup."""
    places = [(f"uploads/{part}", settings.upload_root / part) for part in PHOTOS]
    for name, place in [*places, (RECEIPTS, settings.data / RECEIPTS)]:
        for path in files_below(place):
            yield f"{name}/{path.relative_to(place)}", path


def _place_of(settings: Settings, name: str) -> Path:
    root, _slash, below = name.partition("/")
    return settings.upload_root / below if root == "uploads" else settings.data / name


def _whole_backup(folder: Path, tell: Tell) -> Hashes:
    tell("Checking the backup")
    try:
        hashes = read_manifest(folder)
        wrong = [name for name, digest in hashes.items() if hash_of(_inside(folder, name)) != digest]
    except (OSError, ValueError, KeyError) as fault:
        raise NotPossible(f"{folder} is no whole backup ({fault}).") from fault
    if wrong or DATABASE not in hashes:
        raise NotPossible(f"The backup is damaged: {', '.join(sorted(wrong)[:5]) or DATABASE}.")
    return hashes


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ValueError(f"{name} leads out of the backup")
    return path


def _refuse_filled(settings: Settings, database: Path) -> None:
    """The database goes in last, so a restore that was interrupted can be started again."""
    if database.exists() and database.stat().st_size:
        raise NotPossible(f"{database} is there already: a backup goes into an empty data folder only.")
