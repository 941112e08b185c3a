"""Converts well-known binary (WKB) to arrays and back where speed matters: fixes that are read, cells that are written.

Everything else uses Shapely, which would be too slow here. For 200,000 fixes from GDAL's Arrow stream,
shapely.from_wkb, get_x and get_y take 65 ms; reading the bytes in place takes less than 1 ms. to_wkb of 40,000 cells
takes fourteen times as long as writing all bytes at once. Shapely reads M values only with GEOS 3.12 or newer.
"""

import struct

import numpy as np

SEVERAL, NO_POINT = 1, 2
"""Why a geometry has no position as a fix: it has several points, or is of another type."""


def xy_of_points(wkb: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(n,) x and y of little-endian WKB points, or multipoints or collections with one point, NaN where there is no
    position; and (n,) why, as int8: SEVERAL or NO_POINT, else 0."""
    n = len(wkb)
    if wkb.dtype.kind == "O":
        longest = max((len(value) for value in wkb if value is not None), default=0)
        wkb = np.array([bytes(value or b"") for value in wkb], dtype=f"S{max(longest, 21)}").view(
            f"V{max(longest, 21)}"
        )
    width = wkb.dtype.itemsize
    if n == 0 or width < 21:
        return np.full(n, np.nan), np.full(n, np.nan), np.zeros(n, np.int8)
    layout = {"names": ["kind", "x", "y"], "formats": ["<u4", "<f8", "<f8"], "offsets": [1, 5, 13], "itemsize": width}
    point = np.ascontiguousarray(wkb).view(np.dtype(layout))
    if (point["kind"] == 1).all():
        return point["x"].copy(), point["y"].copy(), np.zeros(n, np.int8)
    kind = (point["kind"] & 0x0FFFFFFF) % 1000
    is_point, is_multi, is_collection = kind == 1, kind == 4, kind == 7
    x, y = np.where(is_point, point["x"], np.nan), np.where(is_point, point["y"], np.nan)
    fault = np.zeros(n, np.int8)
    fault[~(is_point | is_multi | is_collection | (kind == 0))] = NO_POINT
    if width >= 30 and (is_multi.any() or is_collection.any()):
        layout = {
            "names": ["parts", "inside", "x", "y"],
            "formats": ["<u4", "<u4", "<f8", "<f8"],
            "offsets": [5, 10, 14, 22],
            "itemsize": width,
        }
        multi = np.ascontiguousarray(wkb).view(np.dtype(layout))
        single = is_multi & (multi["parts"] == 1)
        fault[is_multi & (multi["parts"] > 1)] = SEVERAL
        if is_collection.any():
            of_points = (multi["inside"] & 0x0FFFFFFF) % 1000 == 1
            single |= is_collection & of_points & (multi["parts"] == 1)
            fault[is_collection & (multi["parts"] > 0) & ~single] = NO_POINT
        x, y = np.where(single, multi["x"], x), np.where(single, multi["y"], y)
    return x, y, fault


def polygons_of_rings(rings: np.ndarray) -> list[bytes]:
    """WKB of n polygons without holes, from (n, k, 2) closed rings with k vertices each."""
    n, vertices, _ = rings.shape
    head = [("order", "u1"), ("kind", "<u4"), ("rings", "<u4"), ("vertices", "<u4")]
    polygon = np.empty(n, np.dtype([*head, ("xy", "<f8", (vertices, 2))]))
    polygon["order"], polygon["kind"], polygon["rings"], polygon["vertices"] = 1, 3, 1, vertices
    polygon["xy"] = rings
    return polygon.view(f"V{polygon.dtype.itemsize}").tolist()


def vertices_of_line(wkb: bytes) -> np.ndarray:
    """(n, 3) x, y, M of a WKB line or multi-line with M."""
    kind = struct.unpack_from("<I", wkb, 1)[0]
    if kind % 1000 == 5:
        parts, offset = [], 9
        for _ in range(struct.unpack_from("<I", wkb, 5)[0]):
            part = vertices_of_line(wkb[offset:])
            parts.append(part)
            offset += 9 + len(part) * (8 * (3 if struct.unpack_from("<I", wkb, offset + 1)[0] // 1000 == 2 else 4))
        return np.concatenate(parts) if parts else np.zeros((0, 3))
    width = 4 if kind // 1000 == 3 else 3
    count = struct.unpack_from("<I", wkb, 5)[0]
    return np.frombuffer(wkb, "<f8", count * width, 9).reshape(-1, width)[:, [0, 1, width - 1]]
