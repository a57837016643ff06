"""When the small segments of many commits become one."""

from __future__ import annotations

from whoosh.codec.base import Segment
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

_MOST_SEGMENTS = 12
_SMALL = 2_000


def merge_small(writer: SegmentWriter, segments: list[Segment]) -> list[Segment]:
    """Whoosh's merge policy for us: no segment is merged until there are more than twelve; then the small ones are.

    A commit stays cheap that way and readers, who keep what they read of a segment, seldom read anew.

    Returns:
        The segments to keep as they are; the others are written again with the commit.
    """
    if len(segments) <= _MOST_SEGMENTS:
        return segments
    for segment in filter(_is_small, segments):
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if not _is_small(segment)]


def _is_small(segment: Segment) -> bool:
    return bool(segment.doc_count_all() < _SMALL)
