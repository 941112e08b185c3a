"""The coordinates of geometries as they are stored, with Z and M, which older GEOS does not read."""

import struct

import numpy as np

PARTS = frozenset((4, 5, 6, 7, 9, 10, 11, 12, 15, 16))
"""Codes of WKB geometries that are made of geometries."""
RINGS = frozenset((3, 17))


def ordinates(wkb: bytes | None) -> tuple[tuple[int, ...], np.ndarray]:
    """The structure of a geometry (codes and counts, in their order) and all its coordinates as one array. wkb:
    little-endian ISO WKB; None has no structure."""
    if wkb is None:
        return (), np.zeros(0)
    kinds: list[int] = []
    numbers: list[np.ndarray] = []
    _read(wkb, 0, kinds, numbers)
    return tuple(kinds), np.concatenate(numbers) if numbers else np.zeros(0)


def _read(wkb: bytes, at: int, kinds: list[int], numbers: list[np.ndarray]) -> int:
    """Reads the geometry at an offset; returns the offset after it."""
    code = struct.unpack_from("<I", wkb, at + 1)[0]
    size, at = 2 + (0, 1, 1, 2)[code // 1000], at + 5
    kinds.append(code)
    if code % 1000 == 1:
        return _take(wkb, at, size, numbers)
    count, at = struct.unpack_from("<I", wkb, at)[0], at + 4
    kinds.append(count)
    if code % 1000 in PARTS:
        for _ in range(count):
            at = _read(wkb, at, kinds, numbers)
        return at
    if code % 1000 not in RINGS:
        return _take(wkb, at, size * count, numbers)
    for _ in range(count):
        vertices, at = struct.unpack_from("<I", wkb, at)[0], at + 4
        kinds.append(vertices)
        at = _take(wkb, at, size * vertices, numbers)
    return at


def _take(wkb: bytes, at: int, count: int, numbers: list[np.ndarray]) -> int:
    numbers.append(np.frombuffer(wkb, "<f8", count, at))
    return at + 8 * count
