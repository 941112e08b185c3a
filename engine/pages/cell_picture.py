"""Many cells as one image, so that a page stays small for a city of any size."""

import base64
import struct
import zlib
from collections.abc import Callable

import numpy as np

from .drawing import Picture
from .sheet import Sheet

MAX_CELLS = 400  # cells along the longer side of the picture


def cell_picture(
    sheet: Sheet,
    x: np.ndarray,
    y: np.ndarray,
    size: float,
    values: np.ndarray,
    colours: Callable[[np.ndarray], np.ndarray],
) -> Picture | None:
    """The cells of `size` metres with their centres at x, y (n,), each pixel in the colour of the mean of its values
    (n,); None if none is on the sheet. colours: returns (k, 4) RGBA, 0 to 255, of (k,) values."""
    low, high = sheet.corners
    shown = (x >= low[0]) & (x <= high[0]) & (y >= low[1]) & (y <= high[1])
    if not shown.any():
        return None
    x, y, values = x[shown], y[shown], values[shown]
    pixel = max(size, (max(np.ptp(x), np.ptp(y)) + size) / MAX_CELLS, 1e-3)
    left = np.floor((x.min() - 1e-6) / pixel) if pixel == size else x.min() / pixel - 0.5
    bottom = np.floor((y.min() - 1e-6) / pixel) if pixel == size else y.min() / pixel - 0.5
    column, row = (x / pixel - left + 1e-9).astype(int), (y / pixel - bottom + 1e-9).astype(int)
    columns, rows = int(column.max()) + 1, int(row.max()) + 1
    cell = (rows - 1 - row) * columns + column
    count = np.bincount(cell, minlength=rows * columns)
    mean = np.bincount(cell, values, minlength=rows * columns) / np.maximum(count, 1)
    rgba = np.zeros((rows * columns, 4), np.uint8)
    rgba[count > 0] = colours(mean[count > 0])
    (x0, y0), (x1, y1) = sheet.to_pixels(
        np.array([[left, bottom + rows], [left + columns, bottom]], float) * pixel
    ).tolist()
    data = base64.b64encode(png(rgba.reshape(rows, columns, 4))).decode()
    return Picture(x0, y0, x1 - x0, y1 - y0, data)


def png(rgba: np.ndarray) -> bytes:
    """A PNG of (h, w, 4) uint8. Source: PNG specification (ISO 15948), colour type 6, no filter."""
    height, width, _ = rgba.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), rgba.reshape(height, 4 * width)], axis=1)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows.tobytes(), 9))
        + chunk(b"IEND", b"")
    )
