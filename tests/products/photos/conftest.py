"""A photo store in a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from products.photos import PhotoStore


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path / "uploads")
